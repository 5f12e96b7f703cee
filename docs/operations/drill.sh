#!/bin/sh
# Backup – restore – look: without touching what runs. For every week, and before every upgrade.
# The copy is made in an empty database beside the real one. Every chain is verified, and a day is
# run on the copy with channels that are folders: what was sent before is not sent again.
# Use: MIJLPAAL_DATABASE_URL=… DRILL_DATABASE_URL=… (empty) drill.sh DAY   (DAY: of the last sweep)
set -eu
here=$(dirname "$0")
day=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
file=$("$here/backup.sh" "$work")
export MIJLPAAL_DATABASE_URL="$DRILL_DATABASE_URL"
export MIJLPAAL_HOME="$work/home" MIJLPAAL_MODE=embedded
export MIJLPAAL_MAIL_CHANNEL=eml MIJLPAAL_WEBHOOK_CHANNEL=folder MIJLPAAL_APPRISE_CHANNEL=folder
unset MIJLPAAL_NOTIFY_URL || true
"$here/restore.sh" "$file"
url=$(printf %s "$DRILL_DATABASE_URL" | sed 's/^postgresql+psycopg:/postgresql:/')
sent() {
    psql --no-psqlrc -Atc 'SELECT uid, attempts, sent_at FROM message WHERE sent_at IS NOT NULL' "$url" |
        LC_ALL=C sort
}
sent >"$work/before"
# 1: somebody must act; 7: something waits. Neither says anything about the copy.
${MIJLPAAL:-mijlpaal} run --direct --day "$day" >"$work/run.txt" || case $? in 1 | 7) ;; *) exit 1 ;; esac
sent >"$work/after"
again=$(LC_ALL=C comm -23 "$work/before" "$work/after" | wc -l)
if [ "$again" -ne 0 ]; then
    echo "drill: $again messages were told again" >&2
    exit 1
fi
echo "drill: chains verified, nobody told twice ($(wc -l <"$work/before") messages sent before)"

#!/bin/sh
# Backup – restore – look: without touching what runs. For every week, and before every upgrade.
# The copy is made in a database of its own beside the real one, which is dropped again. Every chain
# is verified, and the day of the last sweep is run again on the copy with channels that are folders:
# what was told before may not be told again, neither in its own message nor in another.
# Use: MIJLPAAL_DATABASE_URL=… drill.sh   (its role needs CREATEDB)
set -eu
here=$(dirname "$0")
mijlpaal=${MIJLPAAL:-/opt/mijlpaal/venv/bin/mijlpaal}
real=$MIJLPAAL_DATABASE_URL
plain() { printf %s "$1" | sed 's/^postgresql+psycopg:/postgresql:/'; }
ask() { psql --no-password --no-psqlrc --set=ON_ERROR_STOP=1 -Atqc "$2" "$(plain "$1")"; }

name=$(ask "$real" 'SELECT current_database()')
copy=$(printf %s "$real" | sed "s#/$name\(?.*\)\{0,1\}\$#/${name}_drill\1#")
test "$copy" != "$real"
work=$(mktemp -d)
trap 'rm -rf "$work"; ask "$real" "DROP DATABASE IF EXISTS \"${name}_drill\""' EXIT
file=$("$here/backup.sh" "$work")
ask "$real" "DROP DATABASE IF EXISTS \"${name}_drill\"" 2>/dev/null
ask "$real" "CREATE DATABASE \"${name}_drill\""

export MIJLPAAL_DATABASE_URL="$copy"
export MIJLPAAL_HOME="$work/home" MIJLPAAL_MODE=embedded
export MIJLPAAL_MAIL_CHANNEL=eml MIJLPAAL_WEBHOOK_CHANNEL=folder MIJLPAAL_APPRISE_CHANNEL=folder
unset MIJLPAAL_NOTIFY_URL || true
"$here/restore.sh" "$file"
day=$(ask "$copy" 'SELECT max(day) FROM sweep')
ask "$copy" 'CREATE SCHEMA drill'
ask "$copy" 'CREATE TABLE drill.sent AS SELECT uid, attempts, sent_at FROM message WHERE sent_at IS NOT NULL'
ask "$copy" 'CREATE TABLE drill.told AS
    SELECT reminder.id, uid FROM reminder JOIN message ON message.id = message_id WHERE sent_at IS NOT NULL'
# 1: somebody must act; 7: something waits. Neither says anything about the copy. Before the first
# sweep there is no day.
test -z "$day" || $mijlpaal run --direct --day "$day" >"$work/run.txt" || case $? in 1 | 7) ;; *) exit 1 ;; esac
again=$(ask "$copy" 'SELECT (SELECT count(*) FROM drill.sent s LEFT JOIN message m USING (uid)
        WHERE (m.attempts, m.sent_at) IS DISTINCT FROM (s.attempts, s.sent_at))
    + (SELECT count(*) FROM drill.told t LEFT JOIN reminder r USING (id)
        LEFT JOIN message m ON m.id = r.message_id WHERE m.uid IS DISTINCT FROM t.uid)')
if [ "$again" -ne 0 ]; then
    echo "drill: $again times something was told again" >&2
    exit 1
fi
before=$(ask "$copy" 'SELECT count(*) FROM drill.sent')
echo "drill: chains verified, nobody told twice ($before messages sent before)"

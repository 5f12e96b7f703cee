#!/bin/sh
# A backup of Mijlpaal's database: one file, written whole or not at all; those of a month stay.
# Use: MIJLPAAL_DATABASE_URL=postgresql+psycopg://… backup.sh FOLDER
# The password comes from PGPASSFILE or ~/.pgpass: in an address, everybody would see it in `ps`.
set -eu
folder=$1
keep_days=${KEEP_DAYS:-30}
url=$(printf %s "$MIJLPAAL_DATABASE_URL" | sed 's/^postgresql+psycopg:/postgresql:/')
file="$folder/mijlpaal-$(date -u +%Y%m%dT%H%M%SZ).dump"
umask 077
trap 'rm -f "$file.part"' EXIT
pg_dump --no-password --format=custom --no-owner --dbname="$url" --file="$file.part"
pg_restore --list "$file.part" >/dev/null
mv "$file.part" "$file"
find "$folder" -maxdepth 1 -name 'mijlpaal-*.dump*' -mtime "+$keep_days" -delete
echo "$file"

#!/bin/sh
# A backup of Mijlpaal's database: one file, written whole or not at all.
# Use: MIJLPAAL_DATABASE_URL=postgresql+psycopg://… backup.sh FOLDER
set -eu
folder=$1
url=$(printf %s "$MIJLPAAL_DATABASE_URL" | sed 's/^postgresql+psycopg:/postgresql:/')
file="$folder/mijlpaal-$(date -u +%Y%m%dT%H%M%SZ).dump"
umask 077
pg_dump --format=custom --no-owner --dbname="$url" --file="$file.part"
pg_restore --list "$file.part" >/dev/null
mv "$file.part" "$file"
echo "$file"

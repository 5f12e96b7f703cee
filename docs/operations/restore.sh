#!/bin/sh
# Put a backup into an EMPTY database. Stop workers and pages first; start them when this is done.
# Use: MIJLPAAL_DATABASE_URL=postgresql+psycopg://… restore.sh FILE
set -eu
mijlpaal=${MIJLPAAL:-/opt/mijlpaal/venv/bin/mijlpaal}
$mijlpaal --help >/dev/null # or nothing is touched
url=$(printf %s "$MIJLPAAL_DATABASE_URL" | sed 's/^postgresql+psycopg:/postgresql:/')
pg_restore --no-password --exit-on-error --single-transaction --no-owner --dbname="$url" "$1"
# 7: the backup is of a newer release; the next line says whether this one may work on it.
$mijlpaal db upgrade || test $? -eq 7
$mijlpaal audit verify

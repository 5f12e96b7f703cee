#!/bin/sh
# Put a backup into an EMPTY database. Stop workers and pages first; start them when this is done.
# Use: MIJLPAAL_DATABASE_URL=postgresql+psycopg://… restore.sh FILE
set -eu
url=$(printf %s "$MIJLPAAL_DATABASE_URL" | sed 's/^postgresql+psycopg:/postgresql:/')
pg_restore --exit-on-error --single-transaction --no-owner --dbname="$url" "$1"
mijlpaal=${MIJLPAAL:-mijlpaal}
$mijlpaal db upgrade
$mijlpaal audit verify

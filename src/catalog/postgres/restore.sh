#!/bin/sh
# Loads a dump into the primary, all of it or nothing: tables of the same names are replaced, others stay.
#
# PRIMARY_HOST, DATABASE, APP_USER, APP_PASSWORD   where to write
# BACKUP_NAME                                      what the names of the dumps begin with
# RESTORE_FILE                                     name of the dump, or latest

set -eu
export PGPASSWORD="$APP_PASSWORD"

file=/backup/$RESTORE_FILE
if [ "$RESTORE_FILE" = latest ]; then
  for file in "/backup/$BACKUP_NAME"-*.dump; do :; done
fi
pg_restore --host="$PRIMARY_HOST" --username="$APP_USER" --dbname="$DATABASE" --clean --if-exists --no-owner --single-transaction --exit-on-error "$file"
echo "kubeloom: loaded $file"

#!/bin/sh
# Writes a dump of the application's database to /backup, and deletes the oldest ones.
#
# BACKUP_HOST, DATABASE, APP_USER, APP_PASSWORD   where to read
# BACKUP_NAME                                     what the names of the dumps begin with
# BACKUP_KEEP                                     how many are kept

set -eu
export PGPASSWORD="$APP_PASSWORD"

file=/backup/$BACKUP_NAME-$(date -u +%Y%m%dT%H%M%SZ).dump
pg_dump --host="$BACKUP_HOST" --username="$APP_USER" --format=custom --file="$file.part" "$DATABASE"
mv "$file.part" "$file"
echo "kubeloom: wrote $file"

# The names sort by time, the newest last.
set -- "/backup/$BACKUP_NAME"-*.dump
while [ "$#" -gt "$BACKUP_KEEP" ]; do
  rm "$1"
  echo "kubeloom: deleted $1"
  shift
done

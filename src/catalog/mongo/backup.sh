#!/bin/sh
# Writes a dump of the application's database, and deletes the oldest ones.
#
# BACKUP_URI       where to read, with the user of the application and its password
# BACKUP_NAME      what the names of the dumps begin with
# BACKUP_KEEP      how many are kept
# BACKUP_FOLDER    where they are. By default /backup
set -eu

backups="${BACKUP_FOLDER:-/backup}"
umask 077
# Not among the arguments, which others could see.
config="$(mktemp)"
printf 'uri: "%s"\n' "$BACKUP_URI" > "$config"

file="$backups/$BACKUP_NAME-$(date -u +%Y%m%dT%H%M%SZ).archive.gz"
mongodump --config="$config" --gzip --archive="$file.part"
mv "$file.part" "$file"
rm "$config"
echo "backup: wrote $file"

# The names sort by time, the newest last.
set -- "$backups/$BACKUP_NAME"-*.archive.gz
while [ "$#" -gt "$BACKUP_KEEP" ]; do
  rm "$1"
  echo "backup: deleted $1"
  shift
done

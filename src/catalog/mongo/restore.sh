#!/bin/sh
# Loads a dump: collections of the same names are replaced, others stay.
#
# BACKUP_URI       where to write, with the user of the application and its password
# DATABASE         what to write
# BACKUP_NAME      what the names of the dumps begin with
# RESTORE_FILE     name of the dump, or latest
# BACKUP_FOLDER    where the dumps are. By default /backup
set -eu

backups="${BACKUP_FOLDER:-/backup}"
file="$backups/$RESTORE_FILE"
if [ "$RESTORE_FILE" = latest ]; then
  for file in "$backups/$BACKUP_NAME"-*.archive.gz; do :; done
fi
[ -e "$file" ] || { echo "restore: there is no $file" >&2; exit 1; }

umask 077
config="$(mktemp)"
printf 'uri: "%s"\n' "$BACKUP_URI" > "$config"
mongorestore --config="$config" --gzip --archive="$file" --drop --nsInclude="$DATABASE.*"
rm "$config"
echo "restore: loaded $file"

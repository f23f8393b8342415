#!/bin/sh
# Loads a dump: collections of the same names are replaced, others stay.
#
# BACKUP_URI                                 where to write, with the user of the application and its password
# DATABASE                                   what to write
# BACKUP_NAME, RESTORE_FILE, BACKUP_FOLDER   see dumps.sh
set -eu
# shellcheck source=src/catalog/common/dumps.sh
. "${0%/*}/dumps.sh"

find_dump .archive.gz

umask 077
config="$(mktemp)"
printf 'uri: "%s"\n' "$BACKUP_URI" > "$config"
mongorestore --config="$config" --gzip --archive="$dump" --drop --nsInclude="$DATABASE.*"
rm "$config"
echo "restore: loaded $dump"

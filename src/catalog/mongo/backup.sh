#!/bin/sh
# Writes a dump of the application's database, and deletes the oldest ones.
#
# BACKUP_URI                                where to read, with the user of the application and its password
# BACKUP_NAME, BACKUP_KEEP, BACKUP_FOLDER   see dumps.sh
set -eu
# shellcheck source=src/catalog/common/dumps.sh
. "${0%/*}/dumps.sh"

umask 077
# Not among the arguments, which others could see.
config="$(mktemp)"
printf 'uri: "%s"\n' "$BACKUP_URI" > "$config"

begin_dump .archive.gz
mongodump --config="$config" --gzip --archive="$dump.part"
rm "$config"
end_dump .archive.gz

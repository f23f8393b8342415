#!/bin/sh
# Writes a dump of the application's database to the volume of the backups, and deletes the oldest ones.
#
# BACKUP_HOST, DATABASE, APP_USER, APP_PASSWORD   where to read
# BACKUP_NAME, BACKUP_KEEP, BACKUP_FOLDER         see dumps.sh

set -eu
# shellcheck source=src/catalog/common/dumps.sh
. "${0%/*}/dumps.sh"
export PGPASSWORD="$APP_PASSWORD"

begin_dump .dump
pg_dump --host="$BACKUP_HOST" --username="$APP_USER" --format=custom --file="$dump.part" "$DATABASE"
end_dump .dump

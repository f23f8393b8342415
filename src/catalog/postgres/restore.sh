#!/bin/sh
# Loads a dump into the primary, all of it or nothing: tables of the same names are replaced, others stay.
#
# PRIMARY_HOST, DATABASE, APP_USER, APP_PASSWORD   where to write
# BACKUP_NAME, RESTORE_FILE, BACKUP_FOLDER         see dumps.sh

set -eu
# shellcheck source=src/catalog/common/dumps.sh
. "${0%/*}/dumps.sh"
export PGPASSWORD="$APP_PASSWORD"

find_dump .dump
pg_restore --host="$PRIMARY_HOST" --username="$APP_USER" --dbname="$DATABASE" --clean --if-exists --no-owner --single-transaction --exit-on-error "$dump"
echo "restore: loaded $dump"

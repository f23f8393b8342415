#!/bin/sh
# Loads a dump into the primary: databases of the same names are replaced table by table, others stay.
#
# PRIMARY_HOST, BACKUP_PASSWORD                where to write
# BACKUP_NAME, RESTORE_FILE, BACKUP_FOLDER     see dumps.sh

set -eu
# shellcheck source=src/catalog/mysql/mariadb.sh
. "${0%/*}/engine.sh"
# shellcheck source=src/catalog/common/dumps.sh
. "${0%/*}/dumps.sh"
export MYSQL_PWD="$BACKUP_PASSWORD"

find_dump .sql.gz
gunzip -c "$dump" > /tmp/restore.sql
client --host="$PRIMARY_HOST" --user=backup < /tmp/restore.sql
echo "restore: loaded $dump"

#!/bin/sh
# Writes a dump of all databases to the volume of the backups, and deletes the oldest ones.
#
# BACKUP_HOST, BACKUP_PASSWORD              where to read
# BACKUP_NAME, BACKUP_KEEP, BACKUP_FOLDER   see dumps.sh

set -eu
# shellcheck source=src/catalog/mysql/mariadb.sh
. "${0%/*}/engine.sh"
# shellcheck source=src/catalog/common/dumps.sh
. "${0%/*}/dumps.sh"
export MYSQL_PWD="$BACKUP_PASSWORD"

begin_dump .sql.gz
databases=$(client --host="$BACKUP_HOST" --user=backup \
  -e "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')")
# Names of databases have no spaces here: each is a word.
# shellcheck disable=SC2086
dump --host="$BACKUP_HOST" --user=backup --databases $databases > "$dump.sql.part"
gzip -c "$dump.sql.part" > "$dump.part"
rm "$dump.sql.part"
end_dump .sql.gz

#!/bin/sh
# Writes a dump of all databases to /backup, and deletes the oldest ones.
#
# BACKUP_HOST, BACKUP_PASSWORD   where to read
# BACKUP_NAME                    what the names of the dumps begin with
# BACKUP_KEEP                    how many are kept

set -eu
# shellcheck source=src/catalog/mysql/mariadb.sh
. "${0%/*}/engine.sh"
export MYSQL_PWD="$BACKUP_PASSWORD"

file=/backup/$BACKUP_NAME-$(date -u +%Y%m%dT%H%M%SZ).sql.gz
databases=$(client --host="$BACKUP_HOST" --user=backup \
  -e "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')")
# Names of databases have no spaces here: each is a word.
# shellcheck disable=SC2086
dump --host="$BACKUP_HOST" --user=backup --databases $databases > "$file.sql"
gzip -c "$file.sql" > "$file.part"
rm "$file.sql"
mv "$file.part" "$file"
echo "kubeloom: wrote $file"

# The names sort by time, the newest last.
set -- "/backup/$BACKUP_NAME"-*.sql.gz
while [ "$#" -gt "$BACKUP_KEEP" ]; do
  rm "$1"
  echo "kubeloom: deleted $1"
  shift
done

#!/bin/sh
# Loads a dump into the primary: databases of the same names are replaced table by table, others stay.
#
# PRIMARY_HOST, BACKUP_PASSWORD   where to write
# BACKUP_NAME                     what the names of the dumps begin with
# RESTORE_FILE                    name of the dump, or latest

set -eu
# shellcheck source=src/catalog/mysql/mariadb.sh
. "${0%/*}/engine.sh"
export MYSQL_PWD="$BACKUP_PASSWORD"

file=/backup/$RESTORE_FILE
if [ "$RESTORE_FILE" = latest ]; then
  for file in "/backup/$BACKUP_NAME"-*.sql.gz; do :; done
fi
gunzip -c "$file" > /tmp/restore.sql
client --host="$PRIMARY_HOST" --user=backup < /tmp/restore.sql
echo "kubeloom: loaded $file"

#!/bin/sh
# Writes the data of every primary to a folder of its own, and deletes the oldest folders.
#
# REDISCLI_AUTH, BACKUP_HOST   where to read
# CLUSTERED                    yes for a cluster, whose primaries are asked for
# BACKUP_NAME                  what the names of the folders begin with
# BACKUP_KEEP                  how many are kept
# BACKUP_FOLDER                where they are. By default /backup
set -eu

backups="${BACKUP_FOLDER:-/backup}"

hosts="$BACKUP_HOST"
if [ "$CLUSTERED" = yes ]; then
  # Lines of CLUSTER NODES: id address:port@bus,host flags primary ping pong epoch link slots...
  hosts="$(redis-cli -e -h "$BACKUP_HOST" cluster nodes | awk '$3 ~ /master/ && $3 !~ /fail|noaddr|handshake/ && NF > 8 { sub(/:.*/, "", $2); print $2 }')"
  [ -n "$hosts" ] || { echo "backup: no primary is to be found" >&2; exit 1; }
fi

folder="$backups/$BACKUP_NAME-$(date -u +%Y%m%dT%H%M%SZ)"
mkdir "$folder.part"
number=0
for host in $hosts; do
  redis-cli -h "$host" --rdb "$folder.part/$number.rdb"
  number=$((number + 1))
done
mv "$folder.part" "$folder"
echo "backup: wrote $folder"

# The names sort by time, the newest last.
set -- "$backups/$BACKUP_NAME"-*Z
while [ "$#" -gt "$BACKUP_KEEP" ]; do
  rm -r "$1"
  echo "backup: deleted $1"
  shift
done

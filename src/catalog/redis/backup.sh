#!/bin/sh
# Writes the data of every primary to a folder of its own, and deletes the oldest folders.
#
# REDISCLI_AUTH, BACKUP_HOST                where to read
# CLUSTERED                                 yes for a cluster, whose primaries are asked for
# BACKUP_NAME, BACKUP_KEEP, BACKUP_FOLDER   see dumps.sh
set -eu
# shellcheck source=src/catalog/common/dumps.sh
. "${0%/*}/dumps.sh"

hosts="$BACKUP_HOST"
if [ "$CLUSTERED" = yes ]; then
  # Lines of CLUSTER NODES: id address:port@bus,host flags primary ping pong epoch link slots...
  hosts="$(redis-cli -e -h "$BACKUP_HOST" cluster nodes | awk '$3 ~ /master/ && $3 !~ /fail|noaddr|handshake/ && NF > 8 { sub(/:.*/, "", $2); print $2 }')"
  [ -n "$hosts" ] || { echo "backup: no primary is to be found" >&2; exit 1; }
fi

begin_dump ''
mkdir "$dump.part"
number=0
for host in $hosts; do
  redis-cli -h "$host" --rdb "$dump.part/$number.rdb"
  number=$((number + 1))
done
end_dump ''

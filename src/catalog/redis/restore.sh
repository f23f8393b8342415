#!/bin/sh
# Loads the data of a folder, by a server that runs here for as long as that takes. One server gets exactly those data;
# into a cluster they are written key by key: what has the same name is replaced, the rest stays.
#
# REDISCLI_AUTH, BACKUP_HOST                 where to write
# CLUSTERED                                  yes for a cluster
# BACKUP_NAME, RESTORE_FILE, BACKUP_FOLDER   see dumps.sh
# POD_IP                                     address of this pod, for the server that reads from here
set -eu
# shellcheck source=src/catalog/common/dumps.sh
. "${0%/*}/dumps.sh"

port=6400
find_dump ''
server="$(command -v redis-server || command -v valkey-server)"

field() {
  redis-cli -e -h "$BACKUP_HOST" info replication | tr -d '\r' | sed -n "s/^$1://p"
}

# Starts the server that holds the data, and waits until it has loaded them. What follows the file are further options.
serve() {
  rdb="$1"
  shift
  "$server" --port "$port" --dir "$(dirname "$rdb")" --dbfilename "$(basename "$rdb")" --appendonly no --save '' "$@" > /tmp/server.log &
  source=$!
  until [ "$(redis-cli -p "$port" ping 2> /dev/null)" = PONG ]; do
    kill -0 "$source" || exit 1
    sleep 1
  done
}

for file in "$dump"/*.rdb; do
  [ -e "$file" ] || { echo "restore: there is nothing in $dump" >&2; exit 1; }
  if [ "$CLUSTERED" = yes ]; then
    serve "$file" --bind 127.0.0.1 --protected-mode no
    redis-cli --cluster import "$BACKUP_HOST:6379" --cluster-from "127.0.0.1:$port" --cluster-replace > /dev/null
  else
    serve "$file" --bind "$POD_IP" 127.0.0.1 --requirepass "$REDISCLI_AUTH"
    redis-cli -e -h "$BACKUP_HOST" replicaof "$POD_IP" "$port" > /dev/null
    until [ "$(field master_link_status)" = up ]; do sleep 1; done
    redis-cli -e -h "$BACKUP_HOST" replicaof no one > /dev/null
  fi
  redis-cli -p "$port" shutdown nosave > /dev/null 2>&1 || true
  wait "$source" || true
  echo "restore: loaded $file"
done

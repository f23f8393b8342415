#!/bin/sh
# Starts a server of the ensemble: the mounted configuration, and the number of the server, which follows from that of the pod.
#
# ZOO_CONFIG     configuration file that is mounted
# ZOO_DATA_DIR   folder of the data, which the configuration names as well
# POD_NAME       name of the pod: server n + 1 runs in pod n
set -eu

id=$((${POD_NAME##*-} + 1))
known="$ZOO_DATA_DIR/myid"
if [ -s "$known" ] && [ "$(cat "$known")" != "$id" ]; then
  echo "start: the volume belongs to server $(cat "$known"), this is server $id: it would vote twice" >&2
  exit 1
fi
echo "$id" > "$known"

exec zkServer.sh start-foreground "$ZOO_CONFIG"

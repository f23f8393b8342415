#!/bin/sh
# Starts a server of the ensemble: the mounted configuration, and the number of the server, which follows from that of the pod.
#
# ZOO_CONFIG     configuration file that is mounted
# ZOO_DATA_DIR   folder of the data, which the configuration names as well
# POD_NAME       name of the pod: server n + 1 runs in pod n
# NAMES_SECONDS  how long to wait until the names of all servers are known
set -eu

id=$((${POD_NAME##*-} + 1))
known="$ZOO_DATA_DIR/myid"
if [ -s "$known" ] && [ "$(cat "$known")" != "$id" ]; then
  echo "start: the volume belongs to server $(cat "$known"), this is server $id: it would vote twice" >&2
  exit 1
fi
echo "$id" > "$known"

# A server that starts before the DNS knows the others may elect one whom it then cannot reach, and tries that for long. One that
# stays away must not keep the others from starting, so that the wait has an end.
unknown() {
  sed -n 's/^server\.[0-9]*=\([^:]*\):.*/\1/p' "$ZOO_CONFIG" | while read -r host; do
    getent hosts "$host" > /dev/null || echo "$host"
  done
}
waited=0
while [ -n "$(unknown)" ] && [ "$waited" -lt "$NAMES_SECONDS" ]; do
  sleep 1
  waited=$((waited + 1))
done

exec zkServer.sh start-foreground "$ZOO_CONFIG"

#!/bin/sh
# Before the server is stopped: a primary hands its slots to the replica that is furthest, so that no write is lost and none has
# to wait for a fail-over. The server waits for its replicas by itself when it gets the signal.
#
# HANDOVER_SECONDS   how long the hand-over may take
set -u

cli() {
  timeout 4 redis-cli -e "$@" 2> /dev/null | tr -d '\r'
}

is_primary() {
  [ "$(cli info replication | sed -n 's/^role://p')" = master ]
}

is_primary || exit 0
# Lines such as slave0:ip=10.0.0.7,port=6379,state=online,offset=1234,lag=0
replica="$(cli info replication | sed -n 's/^slave[0-9]*:ip=\([^,]*\),port=\([0-9]*\),state=online,offset=\([0-9]*\),.*/\3 \1 \2/p' | sort -rn | head -n 1)"
if [ -z "$replica" ]; then
  echo "stop: no replica to hand over to"
  exit 0
fi
# shellcheck disable=SC2086 # three words: offset, address, port
set -- $replica
echo "stop: handing over to $2"
cli -h "$2" -p "$3" cluster failover > /dev/null

waited=0
while is_primary && [ "$waited" -lt "$HANDOVER_SECONDS" ]; do
  sleep 1
  waited=$((waited + 1))
done

#!/bin/sh
# Whether clients can use this server: it has loaded its data; as a replica it has copied those of its primary and still hears
# from it; in a cluster, every slot is served, and this node has its part.
#
# MAX_SILENCE   seconds after which a replica that hears nothing from its primary is not ready
set -eu

not_ready() {
  echo "not ready: $*" >&2
  exit 1
}

cli() {
  timeout 4 redis-cli -e "$@" | tr -d '\r'
}

field() {
  printf '%s\n' "$1" | sed -n "s/^$2://p"
}

[ "$(cli ping)" = PONG ] || not_ready "it does not answer, or still loads"
replication="$(cli info replication)"
role="$(field "$replication" role)"

if [ "$role" = slave ]; then
  [ "$(field "$replication" master_link_status)" = up ] || not_ready "it has no link to its primary, or still copies"
  [ "$(field "$replication" master_sync_in_progress)" = 0 ] || not_ready "it still copies the data of its primary"
  silence="$(field "$replication" master_last_io_seconds_ago)"
  if [ "${silence:--1}" -lt 0 ] || [ "$silence" -gt "$MAX_SILENCE" ]; then not_ready "its primary has been silent for $silence s"; fi
fi

if [ -n "${PEERS:-}" ]; then
  state="$(field "$(cli cluster info)" cluster_state)"
  [ "$state" = ok ] || not_ready "the state of the cluster is $state"
  if [ "$role" = master ]; then
    slots="$(cli cluster nodes | awk '$3 ~ /myself/ { print NF - 8 }')"
    [ "${slots:-0}" -gt 0 ] || not_ready "it has no part in the cluster yet"
  fi
fi

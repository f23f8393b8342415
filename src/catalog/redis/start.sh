#!/bin/sh
# Starts the server with the mounted configuration and what only the pod knows: its password and, in a cluster, its address.
#
# REDIS_CONFIG    configuration file that is mounted
# RUN_FOLDER      folder in memory, for the configuration that holds the password
# REDISCLI_AUTH   the password, for clients and between the servers
# POD_IP          address that the other nodes of a cluster are told; none outside of clusters
# POD_NAME        name of the pod
# PEERS           host names of all nodes of a cluster, by the number of the pod
set -eu

fail() {
  echo "start: $*" >&2
  exit 1
}

[ -n "${REDISCLI_AUTH:-}" ] || fail "the password is empty"
case "$REDISCLI_AUTH" in
  *"
"*) fail "the password has more than one line: was the Secret made from a file that ends in a newline?" ;;
esac

server="$(command -v redis-server || command -v valkey-server)" || fail "the image has neither redis-server nor valkey-server"
password="$(printf '%s' "$REDISCLI_AUTH" | sed 's/[\\"]/\\&/g')"

umask 077
config="$RUN_FOLDER/server.conf"
{
  printf 'include %s\n' "$REDIS_CONFIG"
  printf 'requirepass "%s"\nmasterauth "%s"\n' "$password" "$password"
  if [ -n "${POD_IP:-}" ]; then
    printf 'cluster-announce-ip %s\n' "$POD_IP"
    for host in $PEERS; do
      [ "${host%%.*}" != "$POD_NAME" ] || printf 'cluster-announce-hostname %s\n' "$host"
    done
  fi
} > "$config"

exec "$server" "$config"

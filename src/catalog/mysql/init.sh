#!/bin/sh
# Runs before the server: makes the data of this pod. That of the primary is new, that of a replica a copy of the primary's.
#
# PEERS          host names of the other servers, with a space between
# PRIMARY_HOST   host name of the primary

# shellcheck source=src/catalog/mysql/server.sh
. "${0%/*}/server.sh"

# Starts the server for this script alone.
start_alone() {
  become_server --skip-networking &
  alone=$!
  for _ in $(seq 300); do
    if client --socket="$socket" --user=root -e 'SELECT 1' > "$run/alone.log" 2>&1; then return; fi
    kill -0 "$alone" 2> "$run/alone.log" || fail 'the server ended while the data was made'
    sleep 1
  done
  fail 'the server did not answer while the data was made'
}

stop_alone() {
  kill "$alone" 2> "$run/alone.log" || true
  wait "$alone" || true
}

# Whether a server answers there, whatever it says.
answers() {
  MYSQL_PWD=$REPLICATION_PASSWORD client --host="$1" --user=replication --connect-timeout=3 -e 'SELECT 1' > "$run/peer.log" 2>&1 && return 0
  ! grep -Eq 'ERROR 20(02|03|05)' "$run/peer.log"
}

if [ -e "$marker" ]; then
  was=$(cat "$marker")
  if [ "$was" = primary ] && [ "$role" = replica ]; then
    fail "this volume was the primary's: it may have writes that $PRIMARY_POD never saw. Delete the claim and the pod, and the pod clones $PRIMARY_POD."
  fi
  exit 0
fi

# What was begun here is made anew. Anything else belongs to somebody.
if [ ! -e "$begun" ]; then
  for other in "$data" "$volume/ibdata1"; do
    [ ! -e "$other" ] || fail "this volume has data in $other that were not made here, and stay as they are. To have them here, load a dump of them; to begin anew, delete the claim and the pod."
  done
fi

say "no data yet: this pod is the $role"
: > "$begun"
rm -rf "$data"
mkdir -p "$data"
if [ "$role" = primary ]; then
  for peer in ${PEERS:-}; do
    if answers "$peer"; then
      fail "this volume is empty, and $peer has data: a new primary would leave it behind. Make the pod with the newest data the primary, or remove its claim as well."
    fi
  done
  install_data
else
  until answers "$PRIMARY_HOST"; do
    say "waiting for $PRIMARY_HOST"
    sleep 2
  done
  clone_from "$PRIMARY_HOST"
fi
remember "$role"
rm -f "$begun"
say 'the data is complete'

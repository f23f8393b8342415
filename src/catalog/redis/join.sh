#!/bin/sh
# Brings this node into its cluster and keeps it there. Each pass looks at what is, and does the next thing that is missing:
#
#  - meets the nodes that are not known at their present address: at the first start, and after pods came back with others;
#  - forgets a node that failed and whose host is another node by now: a pod that lost its volume;
#  - takes the slots of its group, if it is one of the first nodes and every node says that nobody has them;
#  - follows the primary of its group otherwise: a new node, or one that lost its volume, copies the data again.
#
# Slots are never taken from anybody, and never while a node is silent that might know an owner.
#
# PEERS       host names of all nodes, by the number of the pod
# PRIMARIES   number of groups of slots: pod n belongs to group n modulo PRIMARIES
# POD_NAME    name of the pod
# JOIN_EVERY  seconds between passes; 0 makes one pass
set -u

slots=16384
port=6379

# What is said once need not be said in every pass.
say() {
  [ "$*" = "${said:-}" ] || echo "join: $*"
  said="$*"
}

cli() {
  timeout 4 redis-cli -e "$@" 2> /dev/null | tr -d '\r'
}

address() {
  getent hosts "$1" | awk '{ print $1; exit }'
}

# Lines of CLUSTER NODES: id address:port@bus,host flags primary ping pong epoch link slots...

# Whether the node at an address is known and connected, or about to be.
knows() {
  printf '%s\n' "$1" | awk -v at="$2:$port@" '
    index($2, at) == 1 && $3 !~ /fail|noaddr/ && ($8 == "connected" || $3 ~ /handshake|myself/) { found = 1 }
    END { exit !found }'
}

# Nodes that failed or have no address, own nothing, and whose host belongs to another one that is well.
superseded() {
  printf '%s\n' "$1" | awk '
    { split($2, place, ","); host = place[2] }
    host == "" || $3 ~ /handshake/ { next }
    $3 ~ /noaddr/ || $3 ~ /(^|,)fail(,|$)/ { if (NF == 8 && $3 !~ /myself/) gone[$1] = host; next }
    $3 !~ /fail/ { well[host] = 1 }
    END { for (id in gone) if (well[gone[id]]) print id }'
}

# Who has a slot: "id well" or "id failed"; nothing if nobody has it. What this pod was before it lost its volume has failed,
# whether that has been noticed or not.
owner() {
  printf '%s\n' "$1" | awk -v slot="$2" -v pod="$POD_NAME." '
    { former = index($2, "," pod) > 0 }
    { for (i = 9; i <= NF; i++) {
        if ($i ~ /^\[/) continue
        last = split($i, range, "-")
        if (range[1] + 0 <= slot + 0 && slot + 0 <= range[last] + 0) { print $1, (former || $3 ~ /fail|noaddr/ ? "failed" : "well"); exit }
      } }'
}

meet_all() {
  for host in $PEERS; do
    [ "${host%%.*}" != "$POD_NAME" ] || continue
    ip="$(address "$host")"
    [ -n "$ip" ] || continue
    if ! knows "$1" "$ip"; then
      say "meeting $host at $ip"
      cli cluster meet "$ip" "$port" > /dev/null
    fi
  done
}

forget_superseded() {
  for id in $(superseded "$1"); do
    say "forgetting $id: its host is another node now"
    cli cluster forget "$id" > /dev/null
  done
}

# Finds who owns a slot by asking every node: sets `found` to the owner and `silent` to the hosts that did not answer.
ask_all() {
  found=''
  silent=''
  for host in $PEERS; do
    if view="$(cli -h "$host" cluster nodes)" && [ -n "$view" ]; then
      one="$(owner "$view" "$1")"
      case "$one:$found" in
        :*) ;;
        *' well':* | *:) found="$one" ;;
      esac
    else
      silent="$silent $host"
    fi
  done
}

find_place() {
  ordinal="${POD_NAME##*-}"
  group=$((ordinal % PRIMARIES))
  first=$((group * slots / PRIMARIES))
  last=$(((group + 1) * slots / PRIMARIES - 1))
  ask_all "$first"
  case "$found" in
    *' well')
      id="${found% *}"
      printf '%s\n' "$1" | grep -q "^$id " || return 0 # not met yet
      say "following $id, the primary of group $group"
      cli cluster replicate "$id" > /dev/null
      ;;
    *' failed') say "the primary of group $group has failed: waiting for one of its replicas to take over, or for its return" ;;
    *)
      if [ -n "$silent" ]; then
        say "waiting for$silent: they may know who has the slots of group $group"
      elif [ "$ordinal" -lt "$PRIMARIES" ]; then
        say "taking the slots $first to $last: no node knows an owner"
        cli cluster addslotsrange "$first" "$last" > /dev/null
      else
        say "waiting for the primary of group $group"
      fi
      ;;
  esac
}

pass() {
  nodes="$(cli cluster nodes)" && [ -n "$nodes" ] || return 0
  meet_all "$nodes"
  forget_superseded "$nodes"
  # A primary without slots has no place yet.
  if printf '%s\n' "$nodes" | awk '$3 ~ /myself/ && $3 ~ /master/ && NF == 8 { found = 1 } END { exit !found }'; then
    find_place "$nodes"
  fi
}

trap 'exit 0' TERM INT
while :; do
  pass
  [ "${JOIN_EVERY:-5}" -gt 0 ] || exit 0
  sleep "${JOIN_EVERY:-5}" &
  wait "$!"
done

#!/bin/sh
# Runs before the server: makes the data of this pod. That of the primary is new, that of a replica a copy of the primary's. The
# primary also gets its accounts, as the Secret has them now.
#
# PEERS          host names of the other servers, with a space between
# PRIMARY_HOST   host name of the primary
# DATABASE, APP_USER, APP_PASSWORD, REPLICATION_PASSWORD, METRICS_PASSWORD: see accounts.sql

# shellcheck source=src/catalog/postgres/server.sh
. "${0%/*}/server.sh"

# Runs the server for this script alone.
start_alone() {
  options="-c config_file=$config -c listen_addresses=''"
  if [ -e "$data/standby.signal" ]; then
    further=$(follower_options)
    options="$options $further"
  fi
  pg_ctl start -w -s -t 3600 -D "$data" -l "$run/alone.log" -o "$options" || fail "the server did not start: $(cat "$run/alone.log")"
}

stop_alone() {
  pg_ctl stop -w -s -t 3600 -m fast -D "$data"
}

# Whether a server answers there, whatever it says.
answers() {
  pg_isready --quiet --timeout=3 --host="$1" || [ "$?" = 1 ]
}

refuse_second_primary() {
  for peer in ${PEERS:-}; do
    if answers "$peer"; then
      fail "this volume is empty, and $peer has data: a new primary would leave it behind. Make the pod with the newest data the primary, or remove its claim as well."
    fi
  done
}

new_data() {
  initdb --pgdata="$data" --username=postgres --auth=peer --encoding=UTF8 --locale=C.UTF-8 --data-checksums > "$run/init.log" 2>&1 ||
    fail "the data could not be made: $(cat "$run/init.log")"
}

clone_from() {
  write_password
  until answers "$1"; do
    say "waiting for $1"
    sleep 2
  done
  pg_basebackup --pgdata="$data" --host="$1" --username=replication --wal-method=stream --checkpoint=fast || fail "the data of $1 could not be copied"
}

# Whether what lies in the volume may be thrown away: what was begun here is made anew, anything else belongs to somebody.
refuse_others_data() {
  [ ! -e "$begun" ] || return 0
  for other in "$data" "$volume/PG_VERSION"; do
    [ ! -e "$other" ] || fail "this volume has data in $other that were not made here, and stay as they are. To have them here, load a dump of them; to begin anew, delete the claim and the pod."
  done
}

check_password app "$APP_PASSWORD"
[ -z "${REPLICATION_PASSWORD+given}" ] || check_password replication "$REPLICATION_PASSWORD"
[ -z "${METRICS_PASSWORD+given}" ] || check_password metrics "$METRICS_PASSWORD"

if [ -e "$marker" ]; then
  was=$(cat "$marker")
  if [ "$was" = primary ] && [ "$role" = replica ]; then
    fail "this volume was the primary's: it may have writes that $PRIMARY_POD never saw. Delete the claim and the pod, and the pod clones $PRIMARY_POD."
  fi
else
  refuse_others_data
  say "no data yet: this pod is the $role"
  : > "$begun"
  rm -rf "$data"
  mkdir -p "$data"
  chmod 700 "$data"
  if [ "$role" = primary ]; then
    refuse_second_primary
    new_data
  else clone_from "$PRIMARY_HOST"
  fi
fi

if [ "$role" = primary ]; then
  start_alone
  # It was a replica so far.
  if [ -e "$data/standby.signal" ]; then pg_ctl promote -w -s -D "$data"; fi
  ask --file="${0%/*}/accounts.sql"
  stop_alone
fi
remember "$role"
rm -f "$begun"
say 'the data is complete'

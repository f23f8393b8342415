# shellcheck shell=sh
# Most of it is for the scripts that read it.
# shellcheck disable=SC2034
# What the scripts of all servers have in common; each reads it first.
#
# POD_NAME        this pod, such as db-1
# PRIMARY_POD     the pod that takes writes

set -eu

volume=/var/lib/postgresql/data
data=$volume/pgdata
# Which role the data had last; it is there once the data is complete.
marker=$volume/role
# It is there while the data is made.
begun=$volume/begun
run=/run/postgresql
config=/etc/kubeloom/postgresql.conf

role=replica
if [ "$POD_NAME" = "$PRIMARY_POD" ]; then role=primary; fi

say() {
  echo "kubeloom: $*" >&2
}

fail() {
  say "$*"
  exit 1
}

# Ends with a word about a password that lets everybody in, or that no client will send as it is.
check_password() {
  case "$2" in
    '') fail "the password $1 is empty" ;;
    *"
"*) fail "the password $1 has more than one line: was the Secret made from a file that ends in a newline?" ;;
  esac
}

# Writes the role down, whole or not at all.
remember() {
  echo "$1" > "$marker.new"
  mv "$marker.new" "$marker"
}

# Asks the server of this pod, as the superuser.
ask() {
  psql --host="$run" --username=postgres --dbname=postgres --no-psqlrc --no-align --tuples-only --quiet --set=ON_ERROR_STOP=1 "$@"
}

# Options of a replica. One that offers less than the primary did, as its log says, would not start. Pods are replaced one by one,
# the primary last: a value that is lowered counts once the primary has it as well.
follower_options() {
  control=$(LC_ALL=C pg_controldata -D "$data")
  for setting in max_connections:max_connections max_worker_processes:max_worker_processes max_wal_senders:max_wal_senders \
    max_prepared_transactions:max_prepared_xacts max_locks_per_transaction:max_locks_per_xact; do
    name=${setting%:*}
    least=$(printf '%s\n' "$control" | sed -n "s/^${setting#*:} setting: *//p")
    if [ "$(postgres -C "$name" -D "$data" -c config_file="$config")" -lt "${least:-0}" ]; then printf -- '-c %s=%s ' "$name" "$least"; fi
  done
}

# The password of the replicas, where programs look for it.
write_password() {
  umask 077
  export PGPASSFILE="$run/pgpass"
  printf '%s' "$REPLICATION_PASSWORD" | sed -e 's/\\/\\\\/g' -e 's/:/\\:/g' -e 's/^/*:*:*:replication:/' > "$PGPASSFILE"
}

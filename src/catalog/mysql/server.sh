# shellcheck shell=sh
# Most of it is for the scripts that read it.
# shellcheck disable=SC2034
# What the scripts of all servers have in common; each reads it first.
#
# POD_NAME        this pod, such as db-1
# PRIMARY_POD     the pod that takes writes
# ROOT_PASSWORD   of root, who comes in by the socket only

set -eu

volume=/var/lib/mysql
data=$volume/data
# Which role the data had last; it is there once the data is complete.
marker=$volume/role
# It is there while the data is made.
begun=$volume/begun
run=/run/mysqld
socket=$run/mysqld.sock
config=/etc/kubeloom/server.cnf

role=replica
if [ "$POD_NAME" = "$PRIMARY_POD" ]; then role=primary; fi
# Servers tell each other apart by a number that is not 0.
server_id=$((${POD_NAME##*-} + 1))

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

# A text for SQL, in quotes.
quoted() {
  printf "'%s'" "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g")"
}

# One statement on a line of its own. Some shells' echo would change a backslash in a password.
statement() {
  printf '%s\n' "$1"
}

# Writes the role down, whole or not at all.
remember() {
  echo "$1" > "$marker.new"
  mv "$marker.new" "$marker"
}

# shellcheck source=src/catalog/mysql/mariadb.sh
. "${0%/*}/engine.sh"

# Asks the server of this pod, as root.
ask() {
  MYSQL_PWD=$ROOT_PASSWORD client --socket="$socket" --user=root --connect-timeout=3 "$@"
}

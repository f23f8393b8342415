# shellcheck shell=sh
# Reads what server.sh has set, and is read by the scripts.
# shellcheck disable=SC2034,SC2154
# What is said and done differently in MySQL.

become_server() {
  exec mysqld --defaults-file="$config" --server-id="$server_id" "$@"
}

client() {
  mysql --no-defaults --batch --skip-column-names "$@"
}

dump() {
  mysqldump --no-defaults --single-transaction --routines --events --triggers --hex-blob --set-gtid-purged=OFF --no-tablespaces "$@"
}

is_alive() {
  mysqladmin --no-defaults --socket="$socket" --connect-timeout=3 ping > "$run/alive.log" 2>&1
}

# Empty data, with a root who has no password yet.
install_data() {
  mysqld --defaults-file="$config" --initialize-insecure > "$run/install.log" 2>&1 || fail "the data could not be made: $(cat "$run/install.log")"
}

# Copies the files of the primary while it runs; the place in its log comes with them.
clone_from() {
  install_data
  start_alone
  client --socket="$socket" --user=root -e "SET GLOBAL clone_valid_donor_list = '$1:3306'"
  # The server stops itself when the copy is there, which the client takes for an error.
  statement "CLONE INSTANCE FROM 'replication'@'$1':3306 IDENTIFIED BY $(quoted "$REPLICATION_PASSWORD")" | client --socket="$socket" --user=root 2> "$run/clone.log" ||
    grep -Eq 'ERROR (3707|2013)' "$run/clone.log" || fail "the data of $1 could not be copied: $(cat "$run/clone.log")"
  # The server may have stopped by itself.
  stop_alone
}

replica_flags='--super-read-only'

primary_statements() {
  statement 'STOP REPLICA;'
  statement 'RESET REPLICA ALL;'
}

replica_statements() {
  statement "CHANGE REPLICATION SOURCE TO SOURCE_HOST = $(quoted "$1"), SOURCE_PORT = 3306, SOURCE_USER = 'replication', SOURCE_PASSWORD = $(quoted "$REPLICATION_PASSWORD"), SOURCE_CONNECT_RETRY = 5, SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1;"
  statement 'START REPLICA;'
}

replication_rights='SELECT, SHOW VIEW, EVENT, TRIGGER, RELOAD, PROCESS, REPLICATION SLAVE, REPLICATION CLIENT, BACKUP_ADMIN'
backup_rights='SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, CREATE VIEW, SHOW VIEW, TRIGGER, EVENT, CREATE ROUTINE, ALTER ROUTINE, EXECUTE, LOCK TABLES, PROCESS, RELOAD, SET_ANY_DEFINER, ALLOW_NONEXISTENT_DEFINER'
metrics_rights='PROCESS, SELECT, REPLICATION CLIENT'

# The state of the replica, one field a line: how reading goes, how applying goes, seconds behind.
replication_state() {
  ask --column-names -e 'SHOW REPLICA STATUS\G' | sed -n -e 's/^ *Replica_IO_Running: //p' -e 's/^ *Replica_SQL_Running: //p' -e 's/^ *Seconds_Behind_Source: //p'
}

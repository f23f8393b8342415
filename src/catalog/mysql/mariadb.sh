# shellcheck shell=sh
# Reads what server.sh has set, and is read by the scripts.
# shellcheck disable=SC2034,SC2154
# What is said and done differently in MariaDB.

become_server() {
  exec mariadbd --defaults-file="$config" --server-id="$server_id" "$@"
}

client() {
  mariadb --no-defaults --batch --skip-column-names "$@"
}

dump() {
  mariadb-dump --no-defaults --single-transaction --routines --events --triggers --hex-blob "$@"
}

is_alive() {
  mariadb-admin --no-defaults --socket="$socket" --connect-timeout=3 ping > "$run/alive.log" 2>&1
}

# Empty data, with a root who has no password yet.
install_data() {
  mariadb-install-db --defaults-file="$config" --skip-test-db --auth-root-authentication-method=normal > "$run/install.log" 2>&1 ||
    fail "the data could not be made: $(cat "$run/install.log")"
}

# Copies all that the primary has, with the place in its log.
clone_from() {
  install_data
  start_alone
  MYSQL_PWD=$REPLICATION_PASSWORD dump --host="$1" --user=replication --all-databases --gtid --master-data=1 --flush-privileges > "$volume/clone.sql" ||
    fail "the data of $1 could not be read"
  # What is copied is no change of this server's own.
  { echo 'SET SESSION sql_log_bin = 0;'; cat "$volume/clone.sql"; } | client --socket="$socket" --user=root || fail "the data of $1 could not be loaded"
  rm "$volume/clone.sql"
  stop_alone
}

replica_flags='--read-only'

primary_statements() {
  statement 'STOP SLAVE;'
  statement 'RESET SLAVE ALL;'
}

replica_statements() {
  statement "CHANGE MASTER TO MASTER_HOST = $(quoted "$1"), MASTER_PORT = 3306, MASTER_USER = 'replication', MASTER_PASSWORD = $(quoted "$REPLICATION_PASSWORD"), MASTER_CONNECT_RETRY = 5, MASTER_USE_GTID = slave_pos;"
  statement 'START SLAVE;'
}

replication_rights='SELECT, SHOW VIEW, EVENT, TRIGGER, LOCK TABLES, RELOAD, PROCESS, REPLICATION SLAVE, BINLOG MONITOR'
backup_rights='SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, CREATE VIEW, SHOW VIEW, TRIGGER, EVENT, CREATE ROUTINE, ALTER ROUTINE, EXECUTE, LOCK TABLES, PROCESS, RELOAD, SET USER'
metrics_rights='PROCESS, SELECT, BINLOG MONITOR, SLAVE MONITOR'

# The state of the replica, one field a line: how reading goes, how applying goes, seconds behind.
replication_state() {
  ask --column-names -e 'SHOW SLAVE STATUS\G' | sed -n -e 's/^ *Slave_IO_Running: //p' -e 's/^ *Slave_SQL_Running: //p' -e 's/^ *Seconds_Behind_Master: //p'
}

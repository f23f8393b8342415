#!/bin/sh
# Becomes the server. What it does first of all is written down as statements: the primary has its accounts as the Secret says,
# a replica follows the primary.
#
# DATABASE, APP_USER, APP_PASSWORD           of the application
# REPLICATION_PASSWORD, BACKUP_PASSWORD,
# METRICS_PASSWORD                           of the accounts that are asked for

# shellcheck source=src/catalog/mysql/server.sh
. "${0%/*}/server.sh"

# An account with a password, as the Secret has it now.
account() {
  statement "CREATE USER IF NOT EXISTS $1 IDENTIFIED BY $(quoted "$2");"
  statement "ALTER USER $1 IDENTIFIED BY $(quoted "$2");"
}

accounts() {
  account "'root'@'localhost'" "$ROOT_PASSWORD"
  statement "CREATE DATABASE IF NOT EXISTS \`$DATABASE\`;"
  account "'$APP_USER'@'%'" "$APP_PASSWORD"
  statement "GRANT ALL PRIVILEGES ON \`$DATABASE\`.* TO '$APP_USER'@'%';"
  if [ -n "${REPLICATION_PASSWORD:-}" ]; then
    account "'replication'@'%'" "$REPLICATION_PASSWORD"
    statement "GRANT $replication_rights ON *.* TO 'replication'@'%';"
  fi
  if [ -n "${BACKUP_PASSWORD:-}" ]; then
    account "'backup'@'%'" "$BACKUP_PASSWORD"
    statement "GRANT $backup_rights ON *.* TO 'backup'@'%';"
  fi
  if [ -n "${METRICS_PASSWORD:-}" ]; then
    account "'metrics'@'127.0.0.1'" "$METRICS_PASSWORD"
    statement "GRANT $metrics_rights ON *.* TO 'metrics'@'127.0.0.1';"
  fi
}

check_password root "$ROOT_PASSWORD"
check_password app "$APP_PASSWORD"
[ -z "${REPLICATION_PASSWORD+given}" ] || check_password replication "$REPLICATION_PASSWORD"
[ -z "${BACKUP_PASSWORD+given}" ] || check_password backup "$BACKUP_PASSWORD"
[ -z "${METRICS_PASSWORD+given}" ] || check_password metrics "$METRICS_PASSWORD"

umask 077
statements=$run/init.sql
if [ "$role" = primary ]; then
  remember primary
  { primary_statements; accounts; } > "$statements"
  become_server --init-file="$statements"
else
  replica_statements "$PRIMARY_HOST" > "$statements"
  become_server --init-file="$statements" "$replica_flags"
fi

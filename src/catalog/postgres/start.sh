#!/bin/sh
# Becomes the server. A replica follows the primary.

# shellcheck source=src/catalog/postgres/server.sh
. "${0%/*}/server.sh"

if [ "$role" = primary ]; then
  exec postgres -D "$data" -c config_file="$config"
fi

write_password
: > "$data/standby.signal"
exec postgres -D "$data" -c config_file="$config" \
  -c primary_conninfo="host=$PRIMARY_HOST port=5432 user=replication passfile=$PGPASSFILE application_name=$POD_NAME connect_timeout=5"

#!/bin/sh
# Becomes the server. A replica follows the primary.

# shellcheck source=src/catalog/postgres/server.sh
. "${0%/*}/server.sh"

if [ "$role" = primary ]; then
  exec postgres -D "$data" -c config_file="$config"
fi

write_password
: > "$data/standby.signal"
options=$(follower_options)
# shellcheck disable=SC2086 # words without spaces or patterns
exec postgres -D "$data" -c config_file="$config" $options \
  -c primary_conninfo="host=$PRIMARY_HOST port=5432 user=replication passfile=$PGPASSFILE application_name=$POD_NAME connect_timeout=5"

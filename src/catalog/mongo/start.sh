#!/bin/sh
# Starts a member of the replica set, or a server alone.
#
# MONGO_CONFIG     configuration file that is mounted
# RUN_FOLDER       folder in memory, for the key of the replica set
# REPLICA_SET      name of the replica set; none for a server alone
# MEMBERS_PASSWORD what members know each other by: 6 to 1024 characters of base64
set -eu

if [ -z "${REPLICA_SET:-}" ]; then
  exec mongod --config "$MONGO_CONFIG"
fi

case "$MEMBERS_PASSWORD" in
  *[!A-Za-z0-9+/=]* | '' | ? | ?? | ??? | ???? | ?????)
    echo 'start: the password of the members must be 6 or more letters, digits, "+", "/" and "="' >&2
    exit 1
    ;;
esac

umask 077
key="$RUN_FOLDER/keyfile"
# The server refuses a key that others could read, as they can in a mounted Secret.
rm -f "$key"
printf '%s' "$MEMBERS_PASSWORD" > "$key"
chmod 400 "$key"
exec mongod --config "$MONGO_CONFIG" --replSet "$REPLICA_SET" --keyFile "$key"

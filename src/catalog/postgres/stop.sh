#!/bin/sh
# Ends the server without waiting for its clients to leave: what they have not committed is undone.

# shellcheck source=src/catalog/postgres/server.sh
. "${0%/*}/server.sh"

pg_ctl stop -W -s -m fast -D "$data"

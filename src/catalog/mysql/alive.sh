#!/bin/sh
# Whether the server answers at all.

# shellcheck source=src/catalog/mysql/server.sh
. "${0%/*}/server.sh"

is_alive

#!/bin/sh
# Whether the server answers at all; while it reads its log after a crash it answers that it will not yet.

# shellcheck source=src/catalog/postgres/server.sh
. "${0%/*}/server.sh"

pg_isready --quiet --timeout=3 --host="$run" || [ "$?" = 1 ]

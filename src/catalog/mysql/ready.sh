#!/bin/sh
# Whether the server is of use: the primary takes writes, a replica was in step with the primary not long ago. A replica that
# has lost the primary goes on to answer for that time, so that reads survive a restart of the primary.
#
# MAX_LAG   seconds that a replica may be behind

# shellcheck source=src/catalog/mysql/server.sh
. "${0%/*}/server.sh"

if [ "$role" = primary ]; then
  [ "$(ask -e 'SELECT @@global.read_only')" = 0 ] || fail 'the primary takes no writes'
  exit 0
fi

now=$(date +%s)
state=$(replication_state)
# Three lines as three words.
# shellcheck disable=SC2086
set -- $state
[ "$#" = 3 ] || fail 'this replica follows nobody'
[ "$2" = Yes ] || fail 'this replica applies nothing: see its log'
if [ "$1" = Yes ] && [ "$3" != NULL ] && [ "$3" -le "$MAX_LAG" ]; then
  echo "$now" > "$run/in-step"
  exit 0
fi
last=$(cat "$run/in-step" 2> "$run/in-step.log" || echo 0)
[ "$((now - last))" -le "$MAX_LAG" ] || fail "reading: $1, seconds behind: $3"

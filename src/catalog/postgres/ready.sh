#!/bin/sh
# Whether the server is of use: the primary takes writes, a replica was in step with the primary not long ago. A replica that
# has lost the primary goes on to answer for that time, so that reads survive a restart of the primary.
#
# MAX_LAG   seconds that a replica may be behind

# shellcheck source=src/catalog/postgres/server.sh
. "${0%/*}/server.sh"

if [ "$role" = primary ]; then
  [ "$(ask --command='SELECT pg_is_in_recovery()')" = f ] || fail 'the primary takes no writes'
  exit 0
fi

now=$(date +%s)
# Seconds behind what the primary last said that it has; nothing while it says nothing.
lag=$(ask --file="${0%/*}/lag.sql")
if [ -n "$lag" ] && [ "$lag" -le "$MAX_LAG" ]; then
  echo "$now" > "$run/in-step"
  exit 0
fi
last=$(cat "$run/in-step" 2> "$run/in-step.log" || echo 0)
[ "$((now - last))" -le "$MAX_LAG" ] || fail "seconds behind: ${lag:-not connected to $PRIMARY_HOST}"

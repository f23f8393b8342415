#!/bin/bash
# Whether the server answers at all: also while there is no leader.
set -eu

exec 3<> /dev/tcp/127.0.0.1/2181
printf ruok >&3
answer="$(timeout 4 cat <&3)" || true
if [ "$answer" != imok ]; then
  echo "no answer: $answer" >&2
  exit 1
fi

#!/bin/sh
# Whether the server answers at all: also while it loads its data, or refuses commands for another reason.
set -eu

answer="$(timeout 4 redis-cli ping 2>&1)" || true
case "$answer" in
  '' | *'Could not connect'* | *'Connection refused'* | *'Server closed the connection'*)
    echo "no answer: $answer" >&2
    exit 1
    ;;
esac

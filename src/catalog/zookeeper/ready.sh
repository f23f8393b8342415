#!/bin/bash
# Whether clients can use this server: it leads, or follows a leader and has all that the leader has.
set -eu

exec 3<> /dev/tcp/127.0.0.1/2181
printf srvr >&3
answer="$(timeout 4 cat <&3)" || true
case "$answer" in
  *'Mode: leader'* | *'Mode: follower'*) ;;
  *)
    echo "not ready: ${answer:-no answer}" >&2
    exit 1
    ;;
esac

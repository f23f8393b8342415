#!/bin/sh
# Looks after the place of this server in its replica set, and after its users: often while something is missing, else seldom.
#
# FOLDER       where the scripts are
# JOIN_EVERY   seconds between two looks while something is missing; 0 looks once
# REST_SECONDS seconds between two looks else
set -u

trap 'exit 0' TERM INT
while :; do
  pause="$JOIN_EVERY"
  if sh "$FOLDER/shell.sh" "$FOLDER/join.js"; then pause="$REST_SECONDS"; fi
  [ "$JOIN_EVERY" -gt 0 ] || exit 0
  sleep "$pause" &
  wait "$!"
done

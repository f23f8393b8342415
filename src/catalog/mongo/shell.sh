#!/bin/sh
# Runs a file of commands in the shell of the server that runs beside it.
set -eu

# The shell keeps a log in its home, which must be writable.
export HOME=/tmp
exec mongosh --quiet --norc 'mongodb://127.0.0.1:27017/?directConnection=true&serverSelectionTimeoutMS=4000' "$1"

# shellcheck shell=sh
# Most of it is for the scripts that read it.
# shellcheck disable=SC2034
# What the backups of all systems have in common: what dumps are called, which is the newest, and which go.
#
# BACKUP_NAME     what the names of the dumps begin with
# BACKUP_KEEP     how many are kept
# BACKUP_FOLDER   where they are. By default /backup
# RESTORE_FILE    name of the dump that is loaded, or latest

backups="${BACKUP_FOLDER:-/backup}"
# A name and a time, and nothing else: a system whose name begins the same may keep its dumps here as well.
some_time='[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z'

# Sets `dump` to what is made now, and takes away what was not completed before: it would fill the volume.
begin_dump() {
  dump="$backups/$BACKUP_NAME-$(date -u +%Y%m%dT%H%M%SZ)$1"
  # shellcheck disable=SC2086 # a pattern
  rm -rf "$backups/$BACKUP_NAME"-$some_time*.part
}

# What was written as $dump.part is a dump, and the oldest ones go. The names sort by time, the newest last.
end_dump() {
  mv "$dump.part" "$dump"
  echo "backup: wrote $dump"
  # shellcheck disable=SC2086 # a pattern
  set -- "$backups/$BACKUP_NAME"-$some_time"$1"
  while [ "$#" -gt "$BACKUP_KEEP" ]; do
    rm -r "$1"
    echo "backup: deleted $1"
    shift
  done
}

# Sets `dump` to what is loaded.
find_dump() {
  dump="$backups/$RESTORE_FILE"
  if [ "$RESTORE_FILE" = latest ]; then
    # shellcheck disable=SC2086 # a pattern
    for dump in "$backups/$BACKUP_NAME"-$some_time"$1"; do :; done
  fi
  if [ ! -e "$dump" ]; then
    echo "restore: there is no $dump" >&2
    exit 1
  fi
}

#!/bin/sh
# Has the nodes load the newest point of each collection, or of one. A collection that is there gets exactly those documents; one
# that is not is made.
#
# SOLR_URL, BACKUP_NAME, BACKUP_FOLDER   see collections.sh
# RESTORE_FILE                           name of the collection, or latest for all of them
set -eu
# shellcheck source=src/catalog/solr/collections.sh
. "${0%/*}/collections.sh"

restore() {
  run restore "$1" "action=RESTORE&name=$1&collection=$1&location=$backups"
  echo "restore: loaded $1 from $backups"
}

if [ "$RESTORE_FILE" != latest ]; then
  if [ ! -d "$backups/$RESTORE_FILE" ]; then
    echo "restore: there is no $backups/$RESTORE_FILE" >&2
    exit 1
  fi
  restore "$RESTORE_FILE"
  exit 0
fi
for folder in "$backups"/*/; do
  if [ ! -d "$folder" ]; then
    echo "restore: there is nothing in $backups" >&2
    exit 1
  fi
  folder="${folder%/}"
  restore "${folder##*/}"
done

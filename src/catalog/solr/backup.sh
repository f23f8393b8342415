#!/bin/sh
# Has the nodes write a backup of each collection, with its configuration, to the volume that they share. Each collection has
# several points in time there, of which only what differs takes room; the oldest ones go.
#
# SOLR_URL, BACKUP_NAME, BACKUP_FOLDER   see collections.sh
# BACKUP_KEEP                            how many points are kept of each collection
set -eu
# shellcheck source=src/catalog/solr/collections.sh
. "${0%/*}/collections.sh"

mkdir -p "$backups"
collections="$(ask action=LIST | sed -n 's/.*"collections":\[\([^]]*\)\].*/\1/p' | tr -d '"' | tr ',' ' ')"
for collection in $collections; do
  run backup "$collection" "action=BACKUP&name=$collection&collection=$collection&location=$backups&maxNumBackupPoints=$BACKUP_KEEP"
  echo "backup: wrote $collection to $backups"
done
[ -n "$collections" ] || echo "backup: there is no collection"

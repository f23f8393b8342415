# shellcheck shell=sh
# Most of it is for the scripts that read it.
# shellcheck disable=SC2034
# What backing up and restoring collections have in common.
#
# SOLR_URL        any node: http://solr-client:8983/solr
# BACKUP_NAME     folder of this cloud in the volume that all nodes share
# BACKUP_FOLDER   where the nodes have that volume. By default /backup
# POLL_SECONDS    how long to wait before a node is asked again. By default 5

backups="${BACKUP_FOLDER:-/backup}/$BACKUP_NAME"

# What a node answers, on one line.
ask() {
  wget -q -O - "$SOLR_URL/admin/collections?wt=json&$1" | tr -d ' \n'
}

# Has the nodes do something, and waits until it is done.
run() {
  id="$BACKUP_NAME-$1-$2-$(date +%s)"
  answer="$(ask "$3&async=$id")"
  while :; do
    answer="$(ask "action=REQUESTSTATUS&requestid=$id")"
    case "$answer" in
      *'"state":"completed"'*) break ;;
      *'"state":"submitted"'* | *'"state":"running"'*) sleep "${POLL_SECONDS:-5}" ;;
      *)
        echo "$1: collection $2: $answer" >&2
        exit 1
        ;;
    esac
  done
  ask "action=DELETESTATUS&requestid=$id" > /dev/null
}

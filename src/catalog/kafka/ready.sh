#!/bin/bash
# Whether clients can use this broker: it listens, and since its start it has caught up with the leaders of its partitions. That
# is asked of the cluster until it is so once: later, the leaders see to it themselves.
#
# NODE_ID_FIRST, POD_NAME, RUN_FOLDER as for start.sh
set -eu

bin="${KAFKA_BIN:-/opt/kafka/bin}"
id=$((NODE_ID_FIRST + ${POD_NAME##*-}))

not_ready() {
  echo "not ready: $*" >&2
  exit 1
}

(exec 3<> /dev/tcp/127.0.0.1/9092) 2> /dev/null || not_ready "it does not listen"
[ ! -e "$RUN_FOLDER/caught-up" ] || exit 0

# Lines such as: Topic: a	Partition: 0	Leader: 1	Replicas: 1,2	Isr: 1
partitions="$("$bin/kafka-topics.sh" --bootstrap-server 127.0.0.1:9094 --command-config "$RUN_FOLDER/internal.properties" --describe --under-replicated-partitions)" \
  || not_ready "the cluster does not answer"
behind="$(printf '%s\n' "$partitions" | awk -v id="$id" '
  function has(list) { return index("," list ",", "," id ",") > 0 }
  { replicas = ""; isr = ""
    for (i = 1; i < NF; i++) { if ($i == "Replicas:") replicas = $(i + 1); if ($i == "Isr:") isr = $(i + 1) }
    if (has(replicas) && !has(isr)) count++ }
  END { print count + 0 }')"
[ "$behind" = 0 ] || not_ready "it has not caught up in $behind partitions"
: > "$RUN_FOLDER/caught-up"

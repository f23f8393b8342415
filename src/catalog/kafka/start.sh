#!/bin/bash
# Starts a server of the cluster: the mounted configuration, and what only the pod knows: its number, its address, passwords.
# A new volume is prepared for this cluster first; one that belongs to another cluster is refused by the server.
#
# KAFKA_CONFIG        configuration file that is mounted
# CLUSTER_ID          which cluster this is: 16 bytes in base64
# NODE_ID_FIRST       number of the server in pod 0
# POD_NAME            name of the pod
# ADVERTISED_DOMAIN   what makes a name that clients find of the name of the pod; none where there are no clients
# RUN_FOLDER          folder in memory, for the configuration that holds the passwords
# CLIENT_PASSWORD     password of the user "client"
# INTERNAL_PASSWORD   password of the servers among each other
set -eu

bin="${KAFKA_BIN:-/opt/kafka/bin}"

for name in CLIENT_PASSWORD INTERNAL_PASSWORD; do
  if [[ ! "${!name}" =~ ^[A-Za-z0-9._~-]+$ ]]; then
    echo "start: $name must consist of letters, digits, \"-\", \"_\", \".\" and \"~\"" >&2
    exit 1
  fi
done

umask 077
rm -f "$RUN_FOLDER/caught-up"
plain='org.apache.kafka.common.security.plain.PlainLoginModule required username="internal"'
config="$RUN_FOLDER/server.properties"
{
  cat "$KAFKA_CONFIG"
  echo "node.id=$((NODE_ID_FIRST + ${POD_NAME##*-}))"
  for listener in internal controller; do
    echo "listener.name.$listener.plain.sasl.jaas.config=$plain password=\"$INTERNAL_PASSWORD\" user_internal=\"$INTERNAL_PASSWORD\";"
  done
  if [ -n "${ADVERTISED_DOMAIN:-}" ]; then
    host="$POD_NAME.$ADVERTISED_DOMAIN"
    echo "advertised.listeners=CLIENT://$host:9092,INTERNAL://$host:9094"
  fi
} > "$config"
cat > "$RUN_FOLDER/internal.properties" << END
security.protocol=SASL_PLAINTEXT
sasl.mechanism=PLAIN
sasl.jaas.config=$plain password="$INTERNAL_PASSWORD";
END

"$bin/kafka-storage.sh" format --ignore-formatted --cluster-id "$CLUSTER_ID" --config "$config" \
  --add-scram "SCRAM-SHA-512=[name=client,password=$CLIENT_PASSWORD]"
exec "$bin/kafka-server-start.sh" "$config"

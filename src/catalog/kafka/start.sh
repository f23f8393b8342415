#!/bin/bash
# Starts a server of the cluster: the mounted configuration, and what only the pod knows: its number, its address, passwords.
# A new volume is prepared for this cluster first; one that belongs to another cluster is refused by the server.
#
# KAFKA_CONFIG        configuration file that is mounted
# CLUSTER_ID          which cluster this is: 16 bytes in base64
# NODE_ID_FIRST       number of the server in pod 0
# POD_NAME            name of the pod
# LISTENERS           its listeners and their ports: CLIENT:9092 INTERNAL:9094
# DOMAIN              what makes a name of the pod's that is found everywhere: kafka.shop.svc
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
  # Said of controllers too: left to themselves they would tell what the resolver makes of their address.
  advertised=''
  for listener in $LISTENERS; do
    advertised="$advertised,${listener%:*}://$POD_NAME.$DOMAIN:${listener#*:}"
  done
  echo "advertised.listeners=${advertised#,}"
} > "$config"
cat > "$RUN_FOLDER/internal.properties" << END
security.protocol=SASL_PLAINTEXT
sasl.mechanism=PLAIN
sasl.jaas.config=$plain password="$INTERNAL_PASSWORD";
END

"$bin/kafka-storage.sh" format --ignore-formatted --cluster-id "$CLUSTER_ID" --config "$config" \
  --add-scram "SCRAM-SHA-512=[name=client,password=$CLIENT_PASSWORD]"
exec "$bin/kafka-server-start.sh" "$config"

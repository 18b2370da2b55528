#!/usr/bin/env bash
# Creates the topics of a topics.yaml, dead-letter topics included; those that exist stay as they are.
# Runs inside the Kafka image. Usage: BOOTSTRAP_SERVERS=host:port REPLICATION=3 create-topics.sh topics.yaml
set -euo pipefail

file=${1:?the topics file}
bootstrap=${BOOTSTRAP_SERVERS:?host:port of the broker}
replication=${REPLICATION:-3}
kafka_topics=${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}
dead_letter_days=30

# Prints "name partitions days cleanup consumer,consumer" per topic.
topics() {
  awk '
    function flush() { if (name != "") print name, partitions, days, cleanup, consumers }
    /^ *- name:/      { flush(); name = $3; partitions = days = cleanup = consumers = "" }
    /^ *partitions:/  { partitions = $2 }
    /^ *retention:/   { days = $2; gsub(/[PD]/, "", days) }
    /^ *cleanup:/     { cleanup = $2 }
    /^ *consumers:/   { sub(/^[^[]*\[/, ""); sub(/\].*$/, ""); gsub(/ /, ""); consumers = $0 }
    END               { flush() }
  ' "$file"
}

create() { # name partitions days cleanup
  "$kafka_topics" --bootstrap-server "$bootstrap" --create --if-not-exists --topic "$1" --partitions "$2" \
    --replication-factor "$replication" --config "retention.ms=$(($3 * 86400000))" --config "cleanup.policy=$4"
}

topics | while read -r name partitions days cleanup consumers; do
  create "$name" "$partitions" "$days" "$cleanup"
  for consumer in ${consumers//,/ }; do
    create "$name.$consumer.dlq" 1 "$dead_letter_days" delete
  done
done

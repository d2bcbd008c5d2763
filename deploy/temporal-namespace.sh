#!/bin/sh
# Creates the namespace of the executions, once Temporal responds. Runs in temporalio/admin-tools.
set -eu
namespace=${TEMPORAL_NAMESPACE:-default}
tries=0
until temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$namespace" --retention 168h; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 2
done

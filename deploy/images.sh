#!/bin/sh
# Builds the images parley-api and parley-worker from packages that exist, with the Dockerfile:
#   ./mvnw -DskipTests package && deploy/images.sh [options of the builder]
# The builder is BUILDER (docker build), and their tag is TAG (latest).
set -eu
cd "$(dirname "$0")/.."
context=target/images
rm -rf "$context"
mkdir -p "$context"
deploy/jars.sh "$context/jars"
for service in api worker; do
  ${BUILDER:-docker build} "$@" --build-arg JARS=packaged --target "$service" \
    --tag "${PREFIX:-}parley-$service:${TAG:-latest}" --file Dockerfile "$context"
done

#!/bin/sh
# Runs Node with this machine's own, as found by .mvn/find-node.sh.
set -eu
cd "$(dirname "$0")/.."
folder=$(sh ../.mvn/find-node.sh)
PATH="$folder:$PATH"
export PATH
exec node "$@"

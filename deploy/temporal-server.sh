#!/bin/sh
# Hands the password, which is a file, to Temporal's server, which reads it from its environment.
set -eu
POSTGRES_PWD=$(cat /run/secrets/database-password)
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh "$@"

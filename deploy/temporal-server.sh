#!/bin/sh
# Passes the password from its file to Temporal's server, which expects it in the environment.
set -eu
POSTGRES_PWD=$(cat /run/secrets/temporal-password)
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh "$@"

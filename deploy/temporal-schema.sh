#!/bin/sh
# Creates or updates Temporal's tables in PostgreSQL, in databases that postgres-roles.sh has made.
# Runs in temporalio/admin-tools.
set -eu
SQL_PASSWORD=$(cat /run/secrets/temporal-password)
export SQL_PASSWORD

tool() {
  temporal-sql-tool --plugin postgres12 --endpoint postgres --port 5432 --user temporal --database "$@"
}

for name in temporal temporal_visibility; do
  case $name in
    temporal) folder=temporal ;;
    *) folder=visibility ;;
  esac
  # This fails if it was done before, which is expected.
  tool "$name" setup-schema --version 0.0 || true
  tool "$name" update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$folder/versioned"
done

#!/bin/sh
# Makes or brings up to date the tables of Temporal in PostgreSQL. Runs in temporalio/admin-tools.
set -eu
SQL_PASSWORD=$(cat /run/secrets/database-password)
export SQL_PASSWORD

tool() {
  temporal-sql-tool --plugin postgres12 --endpoint postgres --port 5432 --user parley --database "$@"
}

for name in temporal temporal_visibility; do
  case $name in
    temporal) folder=temporal ;;
    *) folder=visibility ;;
  esac
  # Each of the first two fails when it was done before, which is meant.
  tool "$name" create-database || true
  tool "$name" setup-schema --version 0.0 || true
  tool "$name" update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$folder/versioned"
done

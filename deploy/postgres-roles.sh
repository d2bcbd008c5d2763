#!/bin/sh
# Gives Parley and Temporal databases and roles of their own, which are no superusers. Runs in the
# image of PostgreSQL, before both, as the superuser that made its data.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
secrets=${SECRETS:-/run/secrets}
PGPASSWORD=$(cat "$secrets/database-password")
export PGPASSWORD PGHOST="${PGHOST:-postgres}" PGUSER=parley

give() {
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set name="$1" --dbname postgres <<'SQL'
select format('create database %I', :'name')
where not exists (select from pg_database where datname = :'name') \gexec
SQL
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set owner="$2" --dbname "$1" <<SQL
\set password \`cat '$secrets/$3'\`
set parley.owner = :'owner';
\i $here/owner.sql
alter role :"owner" password :'password';
SQL
}

give parley parley_service service-password
give temporal temporal temporal-password
give temporal_visibility temporal temporal-password

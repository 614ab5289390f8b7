#!/bin/sh
# The role of the service: it owns its database and nothing else. A superuser would pass by the security of rows.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/database_password)" <<'SQL'
create role portscan login password :'password' nosuperuser nocreatedb nocreaterole;
create database portscan owner portscan;
SQL

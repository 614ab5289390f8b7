#!/bin/sh
# Makes the secrets that compose.yaml names, each once: what is there already stays.
set -eu
cd "$(dirname "$0")"
mkdir -p -m 700 secrets
cd secrets
# Others of this machine are kept out by the folder; the containers' own users must be able to read the files.
umask 022
for name in api_key database_password postgres_password; do
  [ -s "$name" ] || openssl rand -hex 32 | tr -d '\n' >"$name"
done
printf 'postgres://portscan:%s@postgres:5432/portscan' "$(cat database_password)" >database_url
echo "The key of the API is in $(pwd)/api_key"

#!/bin/sh
# Creates the secrets that docker-compose.yml mounts, unless they exist. Run it before the first
# `docker compose up`; keep deploy/secrets safe and out of version control.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
# Only the owner may enter the folder; the files themselves are readable by the containers' users.
chmod 700 secrets
umask 022

keep() {
  if [ -e "secrets/$1" ]; then
    echo "deploy/secrets/$1 is kept"
    cat >/dev/null
  else
    cat >"secrets/$1"
    echo "deploy/secrets/$1 is made"
  fi
}

random() {
  head -c "$1" /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_' | tr -d '='
}

# An AES-256-GCM keyset in Tink's JSON form: the key is field 3 of a small protocol buffer.
keyset() {
  id=$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')
  id=$((id + 1))
  key=$({ printf '\032\040'; head -c 32 /dev/urandom; } | base64 | tr -d '\n')
  cat <<JSON
{"primaryKeyId": $id,
 "key": [{"keyId": $id, "status": "ENABLED", "outputPrefixType": "TINK",
          "keyData": {"typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
                      "keyMaterialType": "SYMMETRIC", "value": "$key"}}]}
JSON
}

# Of PostgreSQL: its superuser, the role of api and worker, and Temporal's.
random 32 | keep database-password
random 32 | keep service-password
random 32 | keep temporal-password
{ printf 'parley_'; random 32; } | keep api-key
keyset | keep secrets-key.json

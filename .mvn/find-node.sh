#!/bin/sh
# Prints the folder of a Node.js 20.19 or newer, or says what is missing and fails.
set -u

is_new_enough() {
  [ -x "$1/node" ] || return 1
  version=$("$1/node" --version 2>/dev/null) || return 1
  version=${version#v}
  major=${version%%.*}
  rest=${version#*.}
  minor=${rest%%.*}
  [ "$major" -gt 20 ] 2>/dev/null || { [ "$major" -eq 20 ] && [ "$minor" -ge 19 ]; } 2>/dev/null
}

take_if_new_enough() {
  if is_new_enough "$1"; then
    printf '%s\n' "$1"
    exit 0
  fi
}

found=
if on_path=$(command -v node); then
  take_if_new_enough "$(dirname "$on_path")"
  found=" and found only $(node --version 2>/dev/null)"
fi
for folder in "${HOME:-/root}"/.nvm/versions/node/*/bin "${HOME:-/root}"/.volta/bin \
  "${HOME:-/root}"/.local/share/mise/installs/node/*/bin /usr/local/bin /opt/homebrew/bin /opt/node*/bin; do
  take_if_new_enough "$folder"
done

echo "Parley needs Node.js 20.19 or newer$found: get it at https://nodejs.org and put it on the PATH." >&2
exit 1

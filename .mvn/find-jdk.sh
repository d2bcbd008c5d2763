#!/bin/sh
# Prints the home of a JDK 25 or newer, or says what is missing and fails.
# Used by ./mvnw and ./start, so that `java` on the PATH may be older.
set -u
wanted=25

# Reads the release file instead of running `java -version` for each candidate.
is_new_enough() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$major" ] && [ "$major" -ge "$wanted" ]
}

take_if_new_enough() {
  if is_new_enough "$1"; then
    printf '%s\n' "$1"
    exit 0
  fi
}

take_if_new_enough "${JAVA_HOME:-}"
take_if_new_enough "${PARLEY_JAVA_HOME:-}"
if on_path=$(command -v java); then
  on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
  take_if_new_enough "$(dirname "$(dirname "$on_path")")"
fi
for home in /usr/lib/jvm/* /opt/* "${HOME:-/root}"/.sdkman/candidates/java/* \
  "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.jdks/*/Contents/Home \
  /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  take_if_new_enough "$home"
done
if [ -x /usr/libexec/java_home ]; then
  take_if_new_enough "$(/usr/libexec/java_home -v "$wanted+" 2>/dev/null || true)"
fi

echo "Parley needs a JDK $wanted or newer and found none: get one at https://adoptium.net and set JAVA_HOME to it." >&2
exit 1

#!/bin/sh
# Copies what the modules api and worker have packaged into a folder, in the layout of the images:
#   deploy/jars.sh <folder>
# Libraries of others change rarely and our own with every build, so they become layers of their own.
set -eu
cd "$(dirname "$0")/.."
folder=${1:?a folder}
ours=$(find shared-model/*/target -maxdepth 1 -name '*.jar' -exec basename {} \;)

# Native code for systems that no container has makes up half of these libraries.
without_other_systems() {
  rm -rf "$folder/unpacked"
  mkdir "$folder/unpacked"
  (
    cd "$folder/unpacked"
    "$jar" --extract --file "$1"
    find . \( -path './native/lib/win-*' -o -path './native/lib/osx-*' \
      -o -path './ai/onnxruntime/native/win-*' -o -path './ai/onnxruntime/native/osx-*' \) -type f -delete
    "$jar" --create --no-manifest --file "$1" .
  )
  rm -rf "$folder/unpacked"
}

jar=$(command -v jar || echo "$(sh .mvn/find-jdk.sh)/bin/jar")
rm -rf "$folder"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
for service in api worker; do
  mkdir -p "$folder/$service/lib" "$folder/$service/own"
  cp -p "$service/target/parley-$service.jar" "$folder/$service/"
  cp -p "$service/target/lib/"*.jar "$folder/$service/lib/"
  for file in $ours; do
    [ ! -f "$folder/$service/lib/$file" ] || mv "$folder/$service/lib/$file" "$folder/$service/own/"
  done
  for file in "$folder/$service"/lib/onnxruntime-*.jar "$folder/$service"/lib/tokenizers-*.jar; do
    [ ! -f "$file" ] || without_other_systems "$file"
  done
done

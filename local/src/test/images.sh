#!/bin/sh
# Builds the product's images on a machine without a registry, with buildah: the bases are a Debian
# from debootstrap and this machine's JDK. Exits with 75 if such a base cannot be made or run here.
set -eu
cd "$(dirname "$0")/../../.."
base=localhost/parley-test/debian:bookworm
java_home=$(sh .mvn/find-jdk.sh)
jdk=localhost/parley-test/jdk:$("$java_home/bin/java" --version | awk 'NR == 1 { print $2 }')
cache=${XDG_CACHE_HOME:-$HOME/.cache}/parley
archive=$cache/debian-bookworm.tar

cannot() {
  echo "$1"
  exit 75
}

make_base() {
  if [ ! -f "$archive" ]; then
    mkdir -p "$cache"
    folder=$(mktemp -d "$cache/debian-XXXXXX")
    debootstrap --variant=minbase bookworm "$folder" >"$cache/debootstrap.log" 2>&1 || {
      tail -n 5 "$cache/debootstrap.log"
      rm -rf "$folder"
      cannot "debootstrap cannot make a Debian here"
    }
    rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/*
    tar -C "$folder" -cf "$archive.part" .
    mv "$archive.part" "$archive"
    rm -rf "$folder"
  fi
  podman import --quiet "$archive" "$base" || cannot "podman cannot store images here"
}

# The archive of certificates may be a link to elsewhere on this machine.
make_jdk() {
  context=$(mktemp -d)
  cp -rL "$java_home" "$context/jdk"
  rm -f "$context/jdk/lib/src.zip"
  printf 'FROM %s\nCOPY jdk /opt/jdk\nENV JAVA_HOME=/opt/jdk\n' "$base" >"$context/Dockerfile"
  buildah bud --quiet --isolation chroot --format docker --tag "$jdk" "$context" ||
    cannot "buildah cannot build an image here"
  rm -rf "$context"
}

podman image exists "$base" || make_base
podman --runtime runc run --rm --network=host --ulimit nofile=20000:20000 --ulimit nproc=1024:1024 \
  "$base" true || cannot "podman cannot run a container here"
podman image exists "$jdk" || make_jdk
BUILDER="buildah bud --quiet --isolation chroot --format docker --layers" PREFIX=localhost/parley-test/ \
  deploy/images.sh --build-arg "JDK_IMAGE=$jdk" --build-arg "BASE_IMAGE=$base"

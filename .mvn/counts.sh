#!/usr/bin/env bash
# Prints how large the files, packages and functions are. Development only; nothing depends on it.
#   .mvn/counts.sh
set -euo pipefail
cd "$(dirname "$0")/.."

tools=target/counts
[ -x "$tools/bin/lizard" ] || {
  python3 -m venv "$tools"
  "$tools/bin/pip" -q install lizard==1.24.3
}

java_files() {
  git ls-files '*/src/main/java/*.java' | grep -v package-info
}

typescript_files() {
  git ls-files 'ui/src/*.ts' 'ui/src/*.tsx' | grep -vE 'ui/src/generated/|\.test\.tsx?$'
}

# Reads names of files.
sizes() {
  xargs -d '\n' wc -l | awk '$2 != "total" { print $1, $2 }' | sort -n |
    awk '{ lines[NR] = $1; name[NR] = $2; if ($1 > 300) large++ }
      END { printf "%d files, median %d lines, largest %d (%s), over 300: %d\n",
        NR, lines[int((NR + 1) / 2)], lines[NR], name[NR], large }'
}

# Reads names of files.
folders() {
  sed 's#/[^/]*$##' | sort | uniq -c | sort -rn | awk 'NR == 1 { print $1 " files in " $2 }'
}

# Reads names of files; the argument is the greatest length that is not counted.
functions() {
  xargs -d '\n' "$tools/bin/lizard" --csv 2>/dev/null | awk -F, -v most="$1" '
    { all++; if ($5 > most) long++; if ($5 > max) { max = $5; where = $7 } }
    END { printf "%d methods, over %d lines: %d, longest %d (%s)\n", all, most, long, max, where }'
}

echo "Java files: $(java_files | sizes)"
echo "Java methods, without the benchmark: $(java_files | grep -v ^benchmark/ | functions 40)"
echo "Largest package: $(java_files | folders)"
echo "TypeScript files: $(typescript_files | sizes)"
echo "Largest folder: $(typescript_files | folders)"
echo "Panels of kinds by hand: $(typescript_files | grep ^ui/src/nodes/panels/ | sizes)"
echo "The build holds at zero: TypeScript functions over 80 lines and cycles of folders (Biome), cycles of"
echo "packages (ArchUnit), doc comments that fail the prose check (Checkstyle), dead links (PagesTest)."

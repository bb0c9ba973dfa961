#!/usr/bin/env bash
# Imports more than 200 hostile files (bombs, loops, lies about sizes, cut files, links, devices) and
# 500 damaged good files of each format, and measures time and memory of each. Ends with 1 where the
# reader does not survive one: see scripts/hostile.py for what that means.
#
#   scripts/hostile.sh            all of them, some minutes; an optimised build of the reader
#   SHORT=1 scripts/hostile.sh    a sample, less than a minute; the build that is there
#   PROGRAM=path …                with that program
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${SHORT:-}" ]; then
  if [ -z "${PROGRAM:-}" ]; then
    cargo build --locked --quiet
    PROGRAM=target/debug/jianbao
  fi
  python3 scripts/hostile.py "$PROGRAM" target/hostile --mutations 12 --every 7 "$@"
else
  if [ -z "${PROGRAM:-}" ]; then
    cargo build --locked --quiet --profile measure
    PROGRAM=target/measure/jianbao
  fi
  python3 scripts/hostile.py "$PROGRAM" target/hostile "$@"
fi

#!/bin/sh
# Libraries of any size, and what searching them takes: the generator, jianbao, memchr's bound,
# ripgrep and, with --tantivy, tantivy, in one run.
#
#     scripts/scale.sh [--tantivy] [--profile PROFILE] [SIZE ...]
#
# SIZE is a number of issues; without one 1,000, 20,000 and 80,000 (5 GB below target/scale, which
# stay there for the next run; JIANBAO_SCALE_DIR names another place). PROFILE is that of cargo:
# `measure` is built in a third of the time of the release. ripgrep (rg) is left out where it is not
# installed. tantivy is a package of its own in benches/against, built only when it is asked for.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
profile=bench
tantivy=
while [ $# -gt 0 ]; do
    case $1 in
        --tantivy) tantivy=1 ;;
        --profile) profile=${2:?--profile needs a name}; shift ;;
        --help | -h) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit ;;
        -*) echo "scale.sh: unknown option $1; see --help" >&2; exit 2 ;;
        *) break ;;
    esac
    shift
done
[ $# -gt 0 ] || set -- 1000 20000 80000

JIANBAO_SCALE_DIR=${JIANBAO_SCALE_DIR:-$root/target/scale}
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
export JIANBAO_SCALE_DIR CARGO_TARGET_DIR

cd "$root"
cargo bench --profile "$profile" --bench scale --no-run
if [ -n "$tantivy" ]; then
    cargo build --release --locked --manifest-path benches/against/Cargo.toml \
        --target-dir "$CARGO_TARGET_DIR/against"
fi
for size in "$@"; do
    size=$(printf %s "$size" | tr -d ,_)
    cargo bench --quiet --profile "$profile" --bench scale -- "$size"
    if [ -n "$tantivy" ]; then
        index=$JIANBAO_SCALE_DIR/$size/tantivy
        "$CARGO_TARGET_DIR/against/release/against" "$JIANBAO_SCALE_DIR/$size/library" "$index" \
            量子磁力计校准 科技
        rm -rf "$index"
    fi
done

#!/usr/bin/env bash
# Fuzzing of everything that reads what others wrote (fuzz/targets), with libFuzzer and the stable
# toolchain.
#
#   scripts/fuzz.sh build                      builds the targets
#   scripts/fuzz.sh TARGET [OPTIONS…]          runs one, a million times unless told (-runs=N)
#   scripts/fuzz.sh all [OPTIONS…]             runs all of them, two at a time; a table at the end
#
# Needs a C++ compiler. What was found lies in target/fuzz/found/TARGET; the corpus grows in
# target/fuzz/corpus/TARGET.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$PWD/target/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')
targets=(text docx ofd html query marks config issue)

build() {
  # What cargo-fuzz passes, but for the sanitizer of addresses: there is no unsafe code here.
  local coverage=sanitizer-coverage
  RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-$coverage-level=4 \
-Cllvm-args=-$coverage-inline-8bit-counters -Cllvm-args=-$coverage-pc-table \
-Cllvm-args=-$coverage-trace-compares" \
    cargo build --release --manifest-path fuzz/Cargo.toml --target "$host" --target-dir "$work" "$@"
}

# Longest input in bytes: where a run takes long, short ones try more in the same time.
longest() {
  case $1 in
  html) echo 768 ;;
  query) echo 192 ;;
  text) echo 1536 ;;
  *) echo 4096 ;;
  esac
}

run() {
  local target=$1
  shift
  mkdir -p "$work/corpus/$target" "$work/found/$target" "$work/seeds"
  [ -d "$work/seeds/$target" ] || python3 fuzz/seeds.py "$work/seeds"
  local dictionary=()
  [ -f "fuzz/dictionaries/$target" ] && dictionary=("-dict=fuzz/dictionaries/$target")
  # Options given twice count as given last.
  "$work/$host/release/$target" -runs=1000000 "-max_len=$(longest "$target")" -timeout=120 -rss_limit_mb=1024 -verbosity=1 \
    -print_final_stats=1 "${dictionary[@]}" "-artifact_prefix=$work/found/$target/" "$@" \
    "$work/corpus/$target" "$work/seeds/$target" >"$work/$target.log" 2>&1
}

told() {
  local log=$work/$1.log
  local runs rate peak
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  peak=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
  printf '%-8s %12s runs %8s a second %6s MiB  %s\n' "$1" "${runs:-?}" "${rate:-?}" "${peak:-?}" "$2"
}

case ${1:-} in
build) shift; build "$@" ;;
all)
  shift
  build
  faults=0
  run_told() { if run "$@"; then told "$1" "no finding"; else told "$1" "FOUND, see $work/$1.log"; return 1; fi; }
  for ((nth = 0; nth < ${#targets[@]}; nth += 2)); do
    run_told "${targets[nth]}" "$@" & one=$!
    run_told "${targets[nth + 1]}" "$@" & two=$!
    wait $one || faults=1
    wait $two || faults=1
  done
  exit $faults ;;
'') sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2 ;;
*)
  target=$1
  shift
  if run "$target" "$@"; then told "$target" "no finding"; else
    told "$target" "FOUND"; tail -n 30 "$work/$target.log"; exit 1
  fi ;;
esac

#!/bin/bash
# Interrupts and fails a save of the reading state, and one of notes, at every system call. After each fault the file
# has to be the old one or the new one, whole; a save that says it succeeded must be the new one;
# and the next save must work, whatever was left behind. At the end the same is done to a save by
# plain write, which has to fail: a test that cannot fail shows nothing.
#
#   scripts/faults.sh            all of it (strace is needed; tmpfs only where mounting is allowed)
#   KILLS=1000 scripts/faults.sh with that many kills at random moments
set -u
cd "$(dirname "$0")/.." || exit 2
command -v strace >/dev/null || { echo "skipped: no strace"; exit 0; }
cargo build --quiet --example store_save || exit 2
BIN="${CARGO_TARGET_DIR:-$PWD/target}/debug/examples/store_save"
W=$(mktemp -d) || exit 2
trap 'umount "$W/m" 2>/dev/null; rm -rf "$W"' EXIT
runs=0 old=0 new=0 torn=0 lied=0 stuck=0 all_runs=0 all_bad=0

fresh() { # generation 2 on the disk, 1 as its backup
  rm -rf "$W/d"; mkdir "$W/d"
  cp -a "$W/template/." "$W/d/"
}
check() { # $1 what was done, $2 the save's exit code
  runs=$((runs + 1))
  case $("$BIN" "$SHOW" "$W/d" 2>/dev/null) in
    2) old=$((old + 1)); [ "$2" = 0 ] && { lied=$((lied + 1)); echo "  LIED $1"; } ;;
    3) new=$((new + 1)) ;;
    *) torn=$((torn + 1)); [ $torn -le 3 ] && echo "  TORN $1" ;;
  esac
  [ "$MODE" = toy ] && return
  if ! { "$BIN" "$MODE" "$W/d" 4 2>/dev/null && [ "$("$BIN" "$SHOW" "$W/d" 2>/dev/null)" = 4 ]; }; then
    stuck=$((stuck + 1)); echo "  STUCK $1"
  fi
}
report() {
  echo "$MODE, $1: runs=$runs old=$old new=$new torn=$torn lied=$lied stuck=$stuck"
  all_runs=$((all_runs + runs)) all_bad=$((all_bad + torn + lied + stuck))
  runs=0 old=0 new=0 torn=0 lied=0 stuck=0
}
points() { # every system call of a save, with its number among those of its name
  fresh
  strace -o "$W/trace" "$BIN" "$MODE" "$W/d" 3
  grep -oE '^[a-z0-9_]+\(' "$W/trace" | tr -d '(' | grep -vE '^(execve|exit_group)$' |
    awk '{ n[$1]++; print $1, n[$1] }' > "$W/points"
}
inject() { # $1 call, $2 number, $3 what
  fresh
  strace -qq -o /dev/null -e trace="$1" -e inject="$1:$3:when=$2" \
    "$BIN" "$MODE" "$W/d" 3 >/dev/null 2>&1
}
kills() {
  while read -r call k; do inject "$call" "$k" signal=KILL; check "kill at $call $k" $?; done < "$W/points" 2>/dev/null
  report "killed at each of $(wc -l < "$W/points") system calls"
}
errors() {
  for error in EIO ENOSPC EROFS EACCES EDQUOT EINTR; do
    while read -r call k; do
      case $call in
        openat|read|write|fsync|rename*|unlink*|close|flock|statx|newfstatat|fchmod*|fchown*|readlink*|link*|mkdir*|getdents64) ;;
        *) continue ;;
      esac
      inject "$call" "$k" "error=$error"; local rc=$?
      check "$error at $call $k" $rc
      # An interrupted call is tried again and nobody hears of it; 127 is the dynamic loader's.
      if [ $error = EINTR ] && [ $rc != 0 ] && [ $rc != 127 ]; then
        lied=$((lied + 1)); echo "  INTERRUPTED at $call $k"
      fi
    done < "$W/points"
  done
  # File systems without locks: the save goes on, and has to succeed.
  for error in ENOLCK EOPNOTSUPP; do
    inject flock 1 "error=$error"; check "$error at flock" $?
  done
  report "errors at each file call"
}
size_limits() { # a write that stops in the middle: killed by SIGXFSZ, or EFBIG
  for kib in 0 1 2 4 8 12; do
    fresh; ( ulimit -c 0 -f $kib; exec "$BIN" "$MODE" "$W/d" 3 ) 2>/dev/null; check "killed after $kib KiB" $?
    fresh; ( trap '' XFSZ; ulimit -f $kib; exec "$BIN" "$MODE" "$W/d" 3 ) 2>/dev/null; check "EFBIG after $kib KiB" $?
  done 2>/dev/null
  report "file size limits"
}
random_kills() {
  for i in $(seq "${KILLS:-100}"); do
    fresh
    "$BIN" "$MODE" "$W/d" 3 2>/dev/null & local pid=$!
    sleep "0.0$(printf %02d $((RANDOM % 40)))"
    kill -9 "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; check "kill at random $i" $?
  done 2>/dev/null
  report "killed at random moments"
}
full_disk() {
  mkdir -p "$W/m"
  mount -t tmpfs -o size=512k tmpfs "$W/m" 2>/dev/null || { echo "$MODE, full disk: skipped, mounting is not allowed"; return; }
  for free in $(seq 0 8 96); do
    rm -rf "$W/m/d" "$W/d"; mkdir "$W/m/d"; cp -a "$W/template/." "$W/m/d/"; ln -s "$W/m/d" "$W/d"
    head -c 600k /dev/zero > "$W/m/fill" 2>/dev/null; truncate -s -${free}K "$W/m/fill"
    "$BIN" "$MODE" "$W/d" 3 2>/dev/null; local rc=$?
    rm -f "$W/m/fill"; check "full disk with $free KiB free" $rc; rm -f "$W/d"
  done
  umount "$W/m"
  report "full disk"
}
order() { # data synced before its rename, the folder after the last one
  if awk '/^openat.*O_EXCL/ { dirty = 1 } /^write\([^12],/ { dirty = 1 }
          /^fsync/ { if (renamed) settled = 1; dirty = 0 }
          /^rename/ { if (dirty) wrong = 1; renamed = 1; settled = 0 }
          END { exit wrong || !renamed || !settled }' "$W/trace"; then
    echo "$MODE, order of syncs and renames: right"
  else
    echo "$MODE, order of syncs and renames: WRONG"; all_bad=$((all_bad + 1))
  fi
}

mkdir "$W/template"
"$BIN" save "$W/template" 1 && "$BIN" save "$W/template" 2 || exit 2
"$BIN" notes "$W/template" 1 && "$BIN" notes "$W/template" 2 || exit 2
MODE=save SHOW=show; points; order; kills; errors; size_limits; random_kills; full_disk
MODE=notes SHOW=show-notes; points; order; kills; errors; size_limits; random_kills; full_disk
echo "store: $all_runs faults, $all_bad failures"
bad=$all_bad; all_runs=0; all_bad=0
MODE=toy SHOW=show; points; order; kills; size_limits
echo "control: $all_runs faults, $all_bad failures (there must be some)"
[ "$bad" = 0 ] && [ "$all_bad" -gt 0 ]

#!/bin/bash
# Does to a save of each kind of file what can happen to it: killed and refused at every system call,
# short writes, no space, full disks, kills at random moments, several writers at once, power cuts.
#
# After each fault the file has to be the old one or the new one, whole; a save that says it succeeded
# has to be the new one; and the next save has to work, whatever was left behind. At the end the same
# is done to ways of saving that are wrong, which has to fail: a test that cannot fail shows nothing.
#
#   scripts/faults.sh [KIND…]    all of it, or of these kinds
#   SHORT=1 scripts/faults.sh    a sample of two or three minutes
#   KILLS=N CUTS=N WRITES=N      kills at random a kind, power cuts a file system, writes a writer
#
# Needs strace and cc; file systems are only mounted where that is allowed. What is skipped says so.
set -u
cd "$(dirname "$0")/.." || exit 2

# The kinds of files that are saved. A new one is a row here and an arm of each `match` in
# examples/store_save/kinds.rs.
TABLE='
reading       state.toml: what was read, and where
annotations   annotations/….toml: bookmarks, highlights, notes
briefings     briefings/….toml: what was picked and written
reviews       figures/….toml: what was made of figures
searches      searches.toml: saved and recent searches
config        config.toml, replaced by a restore
first-config  config.toml, where there was none
backup        the file of a backup, over an older one
export        the file of an export, over an older one
issue         an issue of the library, imported anew
recovery      a broken state.toml that is loaded, with its backup
'
mapfile -t KINDS < <(awk 'NF { print $1 }' <<< "$TABLE")
[ $# -gt 0 ] && KINDS=("$@")

SHORT=${SHORT:-}
EVERY=${EVERY:-${SHORT:+9}} EVERY=${EVERY:-1} # each such system call
KILLS=${KILLS:-${SHORT:+6}} KILLS=${KILLS:-112}
CUTS=${CUTS:-${SHORT:+16}} CUTS=${CUTS:-250}
WRITES=${WRITES:-${SHORT:+25}} WRITES=${WRITES:-250}
JOBS=${JOBS:-$(nproc)}

command -v strace > /dev/null || { echo "skipped: no strace here (apt-get install strace)"; exit 0; }
cargo build --quiet --example store_save || exit 2
BIN="${CARGO_TARGET_DIR:-$PWD/target}/debug/examples/store_save"
TMP=${TMPDIR:-/tmp}; [ -w /dev/shm ] && TMP=/dev/shm
W=$(mktemp -d "$TMP/jianbao-faults.XXXXXX") || exit 2
cleanup() {
  local m
  for m in "$W"/*/m; do umount "$m" 2> /dev/null; done
  rm -rf "$W"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
# A copy: whoever builds meanwhile does not change what is tested.
cp "$BIN" "$W/store_save"; BIN="$W/store_save"
PRELOAD=
if command -v cc > /dev/null && cc -O1 -shared -fPIC -o "$W/short_writes.so" scripts/short_writes.c -ldl; then
  PRELOAD="$W/short_writes.so"
else
  echo "short writes: skipped, no cc here"
fi
exec {never}<> <(:) # never has anything to read: a pause without a process

fresh() { # generation 2 on the disk, 1 as its backup
  rm -rf "$V/d"; cp -a "$V/template" "$V/d"
}
judge() { # $1 what was done, $2 the save's exit code
  local said
  runs=$((runs + 1))
  said=$("$BIN" check "$KIND" "$V/d" 2>&1)
  case $said in
    old*) old=$((old + 1)); [ "$2" = 0 ] && { lied=$((lied + 1)); echo "  LIED $KIND, $1"; } ;;
    new*) new=$((new + 1)) ;;
    *) torn=$((torn + 1)); [ $torn -le 3 ] && echo "  TORN $KIND, $1: $said" ;;
  esac
  case $said in *stuck*) stuck=$((stuck + 1)); [ $stuck -le 3 ] && echo "  STUCK $KIND, $1: $said" ;; esac
}
report() {
  echo "$KIND, $1: faults=$runs old=$old new=$new torn=$torn lied=$lied stuck=$stuck"
  all=$((all + runs)) bad=$((bad + torn + lied + stuck))
  runs=0 old=0 new=0 torn=0 lied=0 stuck=0
}
points() { # every system call of a save, with its number among those of its name
  fresh
  strace -o "$V/trace" "$BIN" save "$KIND" "$V/d" 3
  grep -oE '^[a-z0-9_]+\(' "$V/trace" | tr -d '(' | grep -vE '^(execve|exit_group)$' |
    awk '{ n[$1]++; print $1, n[$1] }' > "$V/all-points"
  # Always another part of them, so that many short runs are a long one.
  awk -v every="$EVERY" -v from=$((RANDOM % EVERY)) 'NR % every == from' "$V/all-points" > "$V/points"
}
order() { # data synced before its rename, the folder after the last one
  if awk '/^openat.*O_EXCL/ { dirty = 1 } /^write\([^12],/ { dirty = 1 }
          /^fsync/ { if (renamed) settled = 1; dirty = 0 }
          /^(rename|link)/ { if (dirty) wrong = 1; renamed = 1; settled = 0 }
          END { exit wrong || !renamed || !settled }' "$V/trace"; then
    echo "$KIND, order of syncs and renames: right"
  else
    echo "$KIND, order of syncs and renames: WRONG"; bad=$((bad + 1))
  fi
}
inject() { # $1 call, $2 number, $3 what
  fresh
  strace -qq -o /dev/null -e trace="$1" -e inject="$1:$3:when=$2" \
    "$BIN" save "$KIND" "$V/d" 3 > /dev/null 2>&1
}
kills() {
  local call k
  while read -r call k; do
    inject "$call" "$k" signal=KILL; judge "killed at $call $k" $?
  done < "$V/points" 2> /dev/null
  report "killed at system calls, $(wc -l < "$V/points") of $(wc -l < "$V/all-points")"
}
errors() {
  local error call k rc
  for error in EIO ENOSPC EROFS EACCES EDQUOT EINTR; do
    while read -r call k; do
      case $call in
        openat|read|write|fsync|rename*|unlink*|close|flock|statx|newfstatat|fchmod*|fchown*|readlink*|link*|mkdir*|getdents64) ;;
        *) continue ;;
      esac
      inject "$call" "$k" "error=$error"; rc=$?
      judge "$error at $call $k" $rc
      # An interrupted call is tried again and nobody hears of it; 127 is the dynamic loader's.
      if [ $error = EINTR ] && [ $rc != 0 ] && [ $rc != 127 ]; then
        lied=$((lied + 1)); echo "  INTERRUPTED $KIND, at $call $k"
      fi
    done < "$V/points"
  done
  # File systems without locks: the save goes on, and has to succeed.
  if grep -q '^flock' "$V/all-points"; then
    for error in ENOLCK EOPNOTSUPP; do
      inject flock 1 "error=$error"; rc=$?
      judge "$error at flock" $rc
      [ $rc = 0 ] || { lied=$((lied + 1)); echo "  REFUSED $KIND, $error at flock"; }
    done
  fi
  report "errors at file calls"
}
size_limits() { # a write that stops in the middle: killed by SIGXFSZ, or EFBIG
  local kib
  for kib in 0 1 2 4 8 12; do
    fresh; ( ulimit -c 0 -f $kib; exec "$BIN" save "$KIND" "$V/d" 3 ) 2> /dev/null; judge "killed after $kib KiB" $?
    fresh; ( trap '' XFSZ; ulimit -f $kib; exec "$BIN" save "$KIND" "$V/d" 3 ) 2> /dev/null; judge "EFBIG after $kib KiB" $?
  done 2> /dev/null
  report "file size limits"
}
short_writes() {
  [ -n "$PRELOAD" ] || return
  local how k rc total
  for how in SHORT=4000 SHORT=1000 SHORT=301 SHORT=64 SHORT=7 INTERRUPT=1 "INTERRUPT=1 SHORT=999"; do
    fresh; env $how LD_PRELOAD="$PRELOAD" "$BIN" save "$KIND" "$V/d" 3 > /dev/null 2>&1; rc=$?
    judge "$how" $rc
    [ $rc = 0 ] || { lied=$((lied + 1)); echo "  SHORT WRITES $KIND, $how: exit code $rc"; }
  done
  for k in 1 2 3; do
    fresh; env SYNC=$k LD_PRELOAD="$PRELOAD" "$BIN" save "$KIND" "$V/d" 3 > /dev/null 2>&1; judge "fsync $k fails" $?
  done
  for k in $(seq 0 $((EVERY * 4000)) 60000); do
    fresh; env ROOM="$k" LD_PRELOAD="$PRELOAD" "$BIN" save "$KIND" "$V/d" 3 > /dev/null 2>&1; judge "room for $k bytes" $?
  done
  # Killed between the parts of a write.
  for k in $(seq 1 $((EVERY * 2)) 40); do
    fresh
    SHORT=1000 strace -qq -o /dev/null -E LD_PRELOAD="$PRELOAD" -e trace=write \
      -e inject="write:signal=KILL:when=$k" "$BIN" save "$KIND" "$V/d" 3 > /dev/null 2>&1
    judge "killed at part $k of short writes" $?
  done 2> /dev/null
  report "short writes"
}
random_kills() {
  local i pid pause start span
  start=${EPOCHREALTIME/./}
  for i in 1 2 3; do fresh; "$BIN" save "$KIND" "$V/d" 3 2> /dev/null; done
  span=$(((${EPOCHREALTIME/./} - start) / 3))
  [ $span -gt 400000 ] && span=400000
  for i in $(seq "$KILLS"); do
    fresh
    "$BIN" save "$KIND" "$V/d" 3 2> /dev/null & pid=$!
    printf -v pause '0.%06d' $(((RANDOM * 32768 + RANDOM) % span))
    read -rt "$pause" -u "$never"
    kill -9 "$pid" 2> /dev/null; wait "$pid" 2> /dev/null; judge "kill at random $i" $?
  done 2> /dev/null
  report "killed at random moments"
}
full_disk() {
  local free rc
  mkdir -p "$V/m"
  mount -t tmpfs -o size=512k tmpfs "$V/m" 2> /dev/null || { echo "$KIND, full disk: skipped, mounting is not allowed here"; return; }
  for free in $(seq 0 $((EVERY * 8)) 96); do
    rm -rf "$V/m/d" "$V/d"; cp -a "$V/template" "$V/m/d"; ln -s "$V/m/d" "$V/d"
    head -c 600k /dev/zero > "$V/m/fill" 2> /dev/null; truncate -s -${free}K "$V/m/fill"
    "$BIN" save "$KIND" "$V/d" 3 2> /dev/null; rc=$?
    rm -f "$V/m/fill"; judge "full disk with $free KiB free" $rc; rm -f "$V/d"
  done
  umount "$V/m"
  report "full disk"
}
begin() { # $1 the kind: a folder of its own, so that several run at once
  KIND=$1 V="$W/$1"
  export FAULTS_INPUT="$V/in"
  runs=0 old=0 new=0 torn=0 lied=0 stuck=0 all=0 bad=0
  mkdir "$V"
  "$BIN" prepare "$KIND" "$V/template" || { bad=1; return 1; }
  points
}
kind() {
  begin "$1" && { order; kills; errors; size_limits; short_writes; random_kills; full_disk; }
  echo "$all $bad" > "$V/sum"
}
several_writers() {
  local dir="$W/writers-$1" writer count wanted=$((4 * WRITES))
  mkdir "$dir"
  for writer in 1 2 3 4; do "$BIN" add "$1" "$dir" $writer "$WRITES" & done
  wait
  count=$("$BIN" count "$1" "$dir")
  echo "$1, 4 writers at once of $WRITES: $count of $wanted are there"
  [ "$count" = $wanted ]
}

failures=0
for name in "${KINDS[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "$JOBS" ]; do wait -n; done
  kind "$name" > "$W/$name.log" 2>&1 &
done
wait
total=0
for name in "${KINDS[@]}"; do
  cat "$W/$name.log"
  read -r all bad < "$W/$name/sum" || all=0 bad=1
  echo "$name: $all faults, $bad failures"
  total=$((total + all)) failures=$((failures + bad))
done
for name in reading annotations; do
  several_writers $name || failures=$((failures + 1))
done
[ "$CUTS" = 0 ] || CUTS=$CUTS BIN=$BIN scripts/power_cuts.sh "${KINDS[@]}" || failures=$((failures + 1))
echo "store: $total faults, $failures failures"

begin overwritten
order; kills; size_limits; short_writes
echo "control: $all faults, $bad failures (there must be some)"
[ "$failures" = 0 ] && [ "$bad" -gt 0 ]

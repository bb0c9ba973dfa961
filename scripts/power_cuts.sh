#!/bin/bash
# Takes the power from a file system in the middle of a save, or just after one, mounts it again and
# looks: the file has to be the old one or the new one, whole, and the new one where the save said so.
# At the end a save that renames without a sync, which has to lose something.
#
#   scripts/power_cuts.sh KIND…   kinds of files as in scripts/faults.sh, in turn
#   CUTS=N                        power cuts a file system (250)
#
# Needs mkfs.ext4, mkfs.xfs and cc, and the right to mount; what is missing is skipped and named.
set -u
cd "$(dirname "$0")/.." || exit 2
CUTS=${CUTS:-250}
[ $# -gt 0 ] || set -- reading annotations searches config first-config backup export issue recovery
if [ -z "${BIN:-}" ]; then
  cargo build --quiet --example store_save || exit 2
  BIN="${CARGO_TARGET_DIR:-$PWD/target}/debug/examples/store_save"
fi
TMP=${TMPDIR:-/tmp}; [ -w /dev/shm ] && TMP=/dev/shm
W=$(mktemp -d "$TMP/jianbao-cuts.XXXXXX") || exit 2
DEVICE=
release() {
  umount "$W/m" 2> /dev/null
  [ -n "$DEVICE" ] && losetup -d "$DEVICE" 2> /dev/null
  DEVICE=
}
trap 'release; rm -rf "$W"' EXIT
trap 'exit 130' INT TERM
mkdir "$W/m"
command -v cc > /dev/null || { echo "power cuts: skipped, no cc here"; exit 0; }
cc -O1 -o "$W/power_cut" scripts/power_cut.c || exit 2
for kind in "$@" unsynced; do
  FAULTS_INPUT="$W/in-$kind" "$BIN" prepare "$kind" "$W/template-$kind" || exit 2
done

unmount() { # what was still writing has ended; the kernel may take a moment
  local try
  for try in 1 2 3 4 5 6 7 8 9 10; do
    umount "$W/m" 2> /dev/null && return
    sleep 0.1
  done
  echo "power cuts: $W/m cannot be unmounted"; exit 2
}
open_disk() { # $1 the file system
  local size=64M options=-Fq
  [ "$1" = xfs ] && size=320M options=-fq
  command -v "mkfs.$1" > /dev/null || { echo "power cuts on $1: skipped, no mkfs.$1 here"; return 1; }
  rm -f "$W/image"; truncate -s $size "$W/image"
  "mkfs.$1" $options "$W/image" > /dev/null 2>&1 || { echo "power cuts on $1: skipped, mkfs.$1 fails"; return 1; }
  DEVICE=$(losetup -f --show "$W/image" 2> /dev/null) && mount -t "$1" "$DEVICE" "$W/m" 2> /dev/null || {
    release; echo "power cuts on $1: skipped, mounting is not allowed here"; return 1
  }
}
cut() { # $1 the file system, $2 the number of the cut, $3 the kind
  local rc pid ended said after flag=$((1 + $2 / 2 % 2))
  export FAULTS_INPUT="$W/in-$3"
  rm -rf "$W/m/d"; cp -a "$W/template-$3" "$W/m/d"; sync -f "$W/m"
  if [ $(($2 % 2)) = 0 ]; then
    "$BIN" save "$3" "$W/m/d" 3 2> /dev/null; rc=$?
    after=0
    "$W/power_cut" "$W/m" $flag 0 0 > /dev/null || exit 2
  else
    "$BIN" save "$3" "$W/m/d" 3 2> /dev/null & pid=$!
    after=$(((RANDOM * 32768 + RANDOM) % span))
    ended=$("$W/power_cut" "$W/m" $flag $after $pid) || exit 2
    wait $pid; rc=$?
    # Only what was told before the power went was told: XFS lets the sync of a folder succeed
    # afterwards, which no machine without power does.
    [ "$ended" = ended ] || rc=none
  fi
  unmount
  mount -t "$1" "$DEVICE" "$W/m" || { echo "$1 cannot be mounted any more"; exit 2; }
  said=$("$BIN" check "$3" "$W/m/d" 2>&1)
  case $said in
    old*)
      old=$((old + 1))
      [ $rc = 0 ] && { lost=$((lost + 1)); [ "$3" = unsynced ] || echo "  LOST $1 $3, cut $2 after $after µs"; }
      ;;
    new*) new=$((new + 1)) ;;
    *) torn=$((torn + 1)) ;;
  esac
  [ $rc = 0 ] && acknowledged=$((acknowledged + 1))
  case $said in *stuck*) stuck=$((stuck + 1)) ;; esac
  case $said in
    old*|new*) [ "${said#*stuck}" = "$said" ] || echo "  $1 $3, cut $2 after $after µs: $said" ;;
    *) [ "$3" = unsynced ] || echo "  $1 $3, cut $2 after $after µs: $said" ;;
  esac
}
cuts() { # $1 the file system, $2 how many, the kinds
  local system=$1 count=$2 i start
  shift 2
  start=${EPOCHREALTIME/./}
  rm -rf "$W/m/d"; cp -a "$W/template-$1" "$W/m/d"
  FAULTS_INPUT="$W/in-$1" "$BIN" save "$1" "$W/m/d" 3 2> /dev/null
  span=$((${EPOCHREALTIME/./} - start))
  [ $span -gt 300000 ] && span=300000
  old=0 new=0 torn=0 lost=0 stuck=0 acknowledged=0
  for i in $(seq "$count"); do
    # Each kind both after and within a save, and with both flags.
    local kinds=("$@")
    cut "$system" "$i" "${kinds[$((i / 4 % $#))]}"
  done
}
failures=0 done=0
for system in ext4 xfs; do
  open_disk $system || continue
  cuts $system "$CUTS" "$@"
  echo "$system: power cuts=$CUTS acknowledged=$acknowledged old=$old new=$new torn=$torn lost=$lost stuck=$stuck"
  failures=$((failures + torn + lost + stuck)) done=$((done + CUTS))
  cuts $system $((CUTS < 40 ? CUTS : 40)) unsynced
  echo "$system, control without syncs: acknowledged=$acknowledged torn=$torn lost=$lost (there must be some)"
  [ $((torn + lost)) -gt 0 ] || { echo "  the control lost nothing: these cuts show nothing"; failures=$((failures + 1)); }
  release
done
echo "power cuts: $done, $failures failures"
[ $failures = 0 ]

#!/usr/bin/env python3
"""Which functions a start and some minutes of reading run, for the linker to lay side by side.

    scripts/start_order.py target/release/jianbao > scripts/start_order.ld

Runs the program under valgrind (callgrind) in a pty: once to start and quit, once with the keys of
someone who reads. What ran is written as a linker script that `build.rs` hands to the linker: first
what the start runs, then what reading adds. The pages that neither touches are never read from disk
and take no memory. Names are written without the hashes of the compiler, so that they outlive a
change elsewhere; a name that is no more matches nothing and does no harm.

Needs Linux, valgrind and a release build with its symbols (as `cargo build --release` leaves them).
"""

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time

# Opens the contents and an article, pages, goes by lines, articles and issues, zooms, finds a word
# and lets go of it, shows the help.
READING = ["\r", "\r", " ", " ", "b", "j", "k", "d", "u", "}", "{", "]", "[", "G", "g", "g", "z", "z",
           "\t", "\t", "/", "n", "d", "\r", "n", "\x1b", "m", "u", "?", "\x1b", ":", "\x1b"]
QUIT = ["q"]

# A name without its hash may stand for many instances of one function, of which a few ran. It stands
# apart from the others where it is so many times as large as what ran, and is left out where it is
# larger than so many bytes.
WASTEFUL = 3
LARGEST = 64 * 1024


def wait_quiet(master, seconds):
    """Reads until the program says nothing for so long; answers the question for the cursor."""
    while select.select([master], [], [], seconds)[0]:
        try:
            data = os.read(master, 65536)
        except OSError:
            return
        if b"\x1b[6n" in data:
            os.write(master, b"\x1b[1;2R")


def functions_run(program, keys):
    """The mangled names of the program's functions that ran."""
    with tempfile.TemporaryDirectory() as home:
        out = os.path.join(home, "callgrind.out")
        command = ["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={out}", program]
        environment = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "zh_CN.UTF-8"}
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        name = os.ttyname(slave)
        actions = [(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1),
                   (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)]
        pid = os.posix_spawnp(command[0], command, environment, file_actions=actions, setsid=True)
        os.close(slave)
        select.select([master], [], [], 60)
        wait_quiet(master, 3)
        for key in keys + QUIT:
            os.write(master, key.encode())
            wait_quiet(master, 0.4)
        end = time.monotonic() + 60
        while os.waitpid(pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > end:
                os.kill(pid, 9)
                sys.exit("the program does not quit")
            wait_quiet(master, 0.1)
        os.close(master)
        with open(out) as profile:
            return names_of(profile, os.path.basename(program))


def names_of(profile, program):
    """Names of functions with a cost of their own in the program's object of a callgrind file."""
    objects, functions, ran, inside = {}, {}, [], False
    for line in profile:
        if not (match := re.match(r"(c?ob|c?fn)=\((\d+)\)(?: (.*))?", line)):
            continue
        kind, number, name = match.groups()
        known = objects if kind.endswith("ob") else functions
        if name:
            known[number] = name.strip()
        if kind == "ob":
            # Valgrind does not say whose a section with another name than .text is.
            inside = os.path.basename(known[number]) in (program, "???")
        elif kind == "fn" and inside:
            ran.append(known[number].split("'")[0])
    return dict.fromkeys(ran)


def pattern(name):
    """The name without what a build gives it: the hash at the end, those of crates, LLVM's number."""
    name = re.sub(r"\.llvm\.\d+$", "", name)
    name = re.sub(r"17h[0-9a-f]{16}E$", "17h*", name)
    return re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name)


def main():
    program = sys.argv[1]
    symbols = {}
    listing = subprocess.run(["nm", "-S", "--defined-only", program], text=True, check=True, capture_output=True)
    for line in listing.stdout.splitlines():
        fields = line.split()
        if len(fields) == 4 and fields[2] in "tTwW":
            symbols[fields[3]] = (int(fields[0], 16), int(fields[1], 16))
    sizes = {}
    for name, (_, size) in symbols.items():
        sizes[pattern(name)] = sizes.get(pattern(name), 0) + size

    def in_order(names):
        """Those of the program as they stand in it now: what belongs together stays together."""
        return sorted((name for name in names if name in symbols), key=lambda name: symbols[name])

    start = functions_run(program, [])
    reading = functions_run(program, READING)
    ran = {}
    for name in in_order({**start, **reading}):
        ran[pattern(name)] = ran.get(pattern(name), 0) + symbols[name][1]
    wasteful = [name for name in ran if sizes[name] > WASTEFUL * ran[name]]
    groups = [
        [name for name in map(pattern, in_order(start)) if name not in wasteful],
        wasteful,
        map(pattern, in_order(reading)),
    ]
    seen = {}
    for short in (short for group in groups for short in group):
        if (short not in wasteful or sizes[short] <= LARGEST) and re.fullmatch(r"[\w.$*]+", short):
            seen[short] = None
    print("/* What a start runs, then what reading adds; made by scripts/start_order.py. */")
    print("SECTIONS\n{\n  .text.start :\n  {")
    for short in seen:
        print(f"    *(.text.{short} .text.unlikely.{short})")
    print("  }\n}\nINSERT BEFORE .text;")
    print(f"{len(seen)} names, {sum(map(sizes.get, seen))} bytes; {sum(ran.values())} ran", file=sys.stderr)


main()

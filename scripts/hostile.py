#!/usr/bin/env python3
"""Imports hostile and damaged files and sees that the reader survives each of them.

    hostile.py PROGRAM WORK [--mutations N] [--every N]

Each file has 15 seconds and 1 GiB, and ends as an import or as one line of error that names it:
no panic, no signal, nothing that drives a terminal, nothing half done in the library. Ends with 1
where one does not. See scripts/hostile.sh.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

import hostile_files

WALL, MEMORY = 15.0, 1 << 20  # seconds; KiB
HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "tests" / "files"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Ran:
    """What one run of the program was: how it ended, what it said, what it took."""

    def __init__(self, command, home, limit=40.0):
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        started = time.monotonic()
        with open(home / "out", "wb+") as out, open(home / "err", "wb+") as err:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment,
                                       start_new_session=True)
            timer = threading.Timer(limit, lambda: os.killpg(process.pid, signal.SIGKILL))
            timer.start()
            # The largest of the program and of the processes that it waited for.
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            timer.cancel()
            self.wall = time.monotonic() - started
            self.code, self.peak = process.returncode, usage.ru_maxrss
            out.seek(0)
            err.seek(0)
            self.out = out.read().decode("utf-8", "surrogateescape")
            self.err = err.read().decode("utf-8", "surrogateescape")


def faults(ran, name, before, after, many=False, wall=WALL, memory=MEMORY):
    """What is wrong with a run over the file called `name`; the library held `before`, then `after`."""
    found = []
    if ran.wall > wall:
        found.append(f"{ran.wall:.1f} s")
    if ran.peak > memory:
        found.append(f"{ran.peak >> 10} MiB")
    if ran.code not in (0, 1):
        found.append(f"exit code {ran.code}")
    text = ran.out + ran.err
    if "panicked" in text or "RUST_BACKTRACE" in text:
        found.append("a panic")
    if CONTROLS.search(text):
        found.append("a control character in what it says")
    lines = [line for line in ran.err.splitlines() if name in line]
    if ran.code == 1 and not lines:
        found.append("fails without naming the file")
    if ran.code == 1 and len(lines) != 1 and not many:
        found.append(f"{len(lines)} lines of error")
    if any(len(line) > 700 for line in lines):
        found.append("a line of error without end")
    if ran.code == 1 and after != before and not many:
        found.append("fails and leaves something in the library")
    if ran.code == 0 and not many and not ran.out.strip():
        found.append("succeeds and says nothing")
    return found


def shown(name):
    """A part of the name that error lines hold as it is."""
    return CONTROLS.split(name)[-1]


class Bench:
    """Runs one file after the other for one worker, in a home and a library of its own."""

    def __init__(self, program, home):
        self.program, self.home = program, home
        home.mkdir(parents=True)

    def listing(self):
        library = self.home / "library"
        return sorted((str(p), p.stat().st_size) for p in library.rglob("*") if p.is_file())

    def run(self, path, many):
        before = self.listing()
        ran = Ran([*self.program, "--library", self.home / "library", "--config-dir", self.home / "config",
                   "--lang", "en", "import", path], self.home)
        return ran, faults(ran, shown(path.name), before, self.listing(), many)


def control(work):
    """Programs that do what ours must not do; each must be found out."""
    home = work / "control"
    home.mkdir()
    bad = {
        "hangs": ("import time; time.sleep(1.2)", {"wall": 1.0}),
        "takes memory": ("a = bytearray(300 << 20)", {"memory": 200 << 10}),
        "dies of a signal": ("import os; os.abort()", {}),
        "says nothing": ("raise SystemExit(1)", {}),
        "panics": ("import sys; sys.exit(\"a.pdf: thread 'main' panicked\")", {}),
        "says too much": ("import sys; sys.exit('a.pdf: no\\na.pdf: no')", {}),
        "drives the terminal": ("import sys; sys.exit('a.pdf: \\x1b[2J')", {}),
        "leaves a rest": ("import sys; sys.exit('a.pdf: no')", {"rest": True}),
        "does nothing": ("pass", {}),
    }
    missed = []
    for what, (code, limits) in bad.items():
        after = ["rest"] if limits.pop("rest", False) else []
        ran = Ran([sys.executable, "-c", code], home, limit=5.0)
        found = faults(ran, "a.pdf", [], after, **limits)
        if not found:
            missed.append(what)
    fine = Ran([sys.executable, "-c", "import sys; sys.exit('a.pdf: no')"], home)
    if faults(fine, "a.pdf", [], []):
        missed.append("finds fault with a good one")
    return missed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--mutations", type=int, default=500)
    parser.add_argument("--every", type=int, default=1, help="only every Nth hostile file")
    parser.add_argument("--only", default="", help="only files whose name has this")
    options = parser.parse_args()
    program = [str(pathlib.Path(options.program).resolve())]
    work = options.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    folder = work / "files"
    folder.mkdir(parents=True)
    os.chdir(folder)

    missed = control(work)
    print(f"control: {9 - len(missed)} of 9 bad programs are found out" + "".join(f"; missed: {m}" for m in missed))
    if missed:
        return 1

    fixtures = {path.name: path.read_bytes() for path in FIXTURES.iterdir() if path.is_file()}
    workers = max(1, min(4, os.cpu_count() or 1))
    free = [Bench(program, work / f"home{n}") for n in range(workers)]
    lock = threading.Lock()
    table = collections.defaultdict(list)
    bad = []

    def one(path, kind, what, is_ours):
        with lock:
            bench = free.pop()
        try:
            ran, found = bench.run(path, kind in ("zip", "folder"))
        finally:
            with lock:
                free.append(bench)
        with lock:
            # A file of many is kept where something is wrong with it.
            if is_ours and not found:
                path.unlink()
            table[kind, "mutation" in path.name].append((ran.wall, ran.peak, ran.code, path.name))
            if found:
                bad.append(path)
                said = ran.err.strip().splitlines()
                print(f"FAULT {ascii(path.name)} ({what}): {', '.join(found)}\n      {ascii(said[0][:200]) if said else ''}", flush=True)

    def all_files():
        for nth, (name, kind, what, data) in enumerate(hostile_files.files(fixtures)):
            if nth % options.every == 0:
                yield name, kind, what, data
        yield from hostile_files.mutations(fixtures, options.mutations)

    # What is made and not yet read is kept small: some of it is large.
    room = threading.Semaphore(workers * 2)
    running = []
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for name, kind, what, data in all_files():
            if options.only not in name:
                continue
            path = folder / name
            path.write_bytes(data)
            room.acquire()
            done = pool.submit(one, path, kind, what, True)
            done.add_done_callback(lambda _: room.release())
            running.append(done)
        for done in running:
            done.result()
        places = work / "places"
        places.mkdir()
        os.chdir(places)
        for path, what in hostile_files.special(places):
            if options.only in path.name:
                pool.submit(one, path, "folder" if path.is_dir() else "special", what, False).result()

    print(f"\n{'format':10} {'files':>6} {'imported':>9} {'refused':>8} {'slowest':>9} {'largest':>9}  which")
    for (kind, damaged), rows in sorted(table.items()):
        slow, large = max(rows), max(rows, key=lambda row: row[1])
        imported = sum(row[2] == 0 for row in rows)
        label = f"{kind} ±" if damaged else kind
        print(f"{label:10} {len(rows):6} {imported:9} {len(rows) - imported:8} {slow[0]:7.2f} s {large[1] >> 10:5} MiB"
              f"  {ascii(slow[3])}, {ascii(large[3])}")
    for bench in free:
        # What was imported on the way is whole.
        if (bench.home / "library").exists():
            ran = Ran([*program, "--library", bench.home / "library", "--config-dir", bench.home / "config", "list"], bench.home)
            if ran.code != 0 or ran.err.strip():
                bad.append(bench.home)
                print(f"FAULT the library {bench.home / 'library'}: {ran.err[:300]}")
    count = sum(len(rows) for rows in table.values())
    print(f"{count} files (± are damaged good ones), {len(bad)} at fault; limits: {WALL:.0f} s, {MEMORY >> 10} MiB in any process")
    if not bad:
        shutil.rmtree(work, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

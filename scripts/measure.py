#!/usr/bin/env python3
"""How fast a terminal program is, seen from its terminal.

    scripts/measure.py [--runs N] [--key KEY] -- target/release/jianbao

Runs the command and less in turn in a pty of 80 columns and 24 rows (`--size 100x30`), and prints
the medians:

- start: from the start of the process to the first byte that the terminal gets, to the last byte
  of the first frame, and the processor time of the process at that moment;
- key: from a key (`--key`, a page down by default) to the first byte and to the last byte of the
  answer, and how many bytes it has;
- idle: processor time and bytes in three seconds without input;
- peak memory.

Answers the terminal's questions (cursor position, attributes) as a narrow terminal does.
Linux only: processor times are read from /proc. Standard library only.
"""

import argparse
import fcntl
import os
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

QUIET = 0.05  # no byte for so long: the frame is complete
QUESTION = re.compile(rb"\x1b\[6n|\x1b\[c")


class Program:
    """A program in a pty."""

    def __init__(self, command, columns, rows):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        name = os.ttyname(slave)
        environment = dict(os.environ, TERM="xterm-256color")
        # In its own session, with the pty as its controlling terminal; no copy of Python runs.
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        path = shutil.which(command[0]) or sys.exit(f"{command[0]}: not found")
        self.start = time.perf_counter()
        self.pid = os.posix_spawn(path, command, environment, file_actions=actions, setsid=True)
        os.close(slave)

    def read(self, timeout):
        """What it writes next, or nothing; questions are answered."""
        if not select.select([self.master], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return b""
        for question in QUESTION.findall(data):
            os.write(self.master, b"\x1b[2;2R" if question.endswith(b"n") else b"\x1b[?62c")
        return data

    def frame(self, timeout=5.0):
        """Wait for an answer and its end: times of the first and of the last byte, bytes, CPU."""
        data = self.read(timeout)
        first = last = time.perf_counter()
        cpu = self.cpu()
        length = len(data)
        while data:
            data = self.read(QUIET)
            if data:
                last, cpu, length = time.perf_counter(), self.cpu(), length + len(data)
        return first, last, length, cpu

    def cpu(self):
        """Processor time of all its threads in seconds."""
        total = 0
        tasks = f"/proc/{self.pid}/task"
        for task in os.listdir(tasks):
            try:
                with open(f"{tasks}/{task}/schedstat") as file:
                    total += int(file.read().split()[0])
            except (FileNotFoundError, ProcessLookupError):
                pass  # A thread that has just ended.
        return total / 1e9

    def peak(self):
        """Peak memory in MB. Not from wait4: that counts the process it was spawned from."""
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1]) / 1024

    def end(self, keys):
        os.write(self.master, keys)
        until = time.perf_counter() + 2
        while time.perf_counter() < until:
            pid, _, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                os.close(self.master)
                return usage.ru_utime + usage.ru_stime
            self.read(0.002)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)
        sys.exit("it does not quit")


def start_once(command, arguments, result):
    program = Program(command, arguments.columns, arguments.rows)
    first, last, length, cpu = program.frame()
    result["start first byte ms"].append((first - program.start) * 1e3)
    result["start last byte ms"].append((last - program.start) * 1e3)
    result["start cpu ms"].append(cpu * 1e3)
    result["start bytes"].append(length)
    result["start and quit cpu ms"].append(program.end(arguments.quit) * 1e3)


def press_once(program, key, result):
    pressed = time.perf_counter()
    os.write(program.master, key)
    first, last, length, _ = program.frame(1.0)
    if length:
        result["key first byte ms"].append((first - pressed) * 1e3)
        result["key last byte ms"].append((last - pressed) * 1e3)
        result["key bytes"].append(length)


def rest(program, result):
    program.frame(0.5)
    cpu, until, written = program.cpu(), time.perf_counter() + 3, 0
    while (left := until - time.perf_counter()) > 0:
        written += len(program.read(left))
    result["idle cpu ms in 3 s"].append((program.cpu() - cpu) * 1e3)
    result["idle bytes in 3 s"].append(written)
    result["peak memory MB"].append(program.peak())


def main():
    unescape = lambda text: text.encode().decode("unicode_escape").encode("latin-1")
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--runs", type=int, default=21, help="starts of each program")
    parser.add_argument("--presses", type=int, default=30, help="presses of the key")
    parser.add_argument("--key", type=unescape, default=b" ", help="key to press")
    parser.add_argument("--before", type=unescape, action="append", default=[], help="keys to press first")
    parser.add_argument("--quit", type=unescape, default=b"q", help="keys that quit")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--text", help="file for less; by default 2,000 lines of 28 Han characters")
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    arguments.columns, arguments.rows = map(int, arguments.size.split("x"))
    text = arguments.text
    if text is None:
        file = tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8")
        han = [chr(0x4E00 + n * 7919 % 20000) for n in range(56000)]
        file.writelines("".join(han[at : at + 28]) + "\n" for at in range(0, 56000, 28))
        file.flush()
        text = file.name
    programs = {"command": arguments.command, "less": ["less", text]}
    names = [
        "start first byte ms", "start last byte ms", "start cpu ms", "start and quit cpu ms",
        "start bytes", "key first byte ms", "key last byte ms", "key bytes",
        "idle cpu ms in 3 s", "idle bytes in 3 s", "peak memory MB",
    ]
    results = {name: {row: [] for row in names} for name in programs}
    for _ in range(arguments.runs):
        for name, command in programs.items():
            start_once(command, arguments, results[name])
    # Both at once and by turns, so that other work on the machine hits both.
    running = {name: Program(command, arguments.columns, arguments.rows) for name, command in programs.items()}
    for program in running.values():
        program.frame()
    for key in arguments.before:
        os.write(running["command"].master, key)
        running["command"].frame(0.3)
    for _ in range(arguments.presses):
        press_once(running["command"], arguments.key, results["command"])
        press_once(running["less"], b" ", results["less"])
    # Positions are saved after a pause; that is not idle yet.
    time.sleep(2)
    for name, program in running.items():
        rest(program, results[name])
        program.end(arguments.quit)
    print(f"median of {arguments.runs} starts and {arguments.presses} presses, {arguments.size}")
    print(f"{'':24}{'command':>12}{'less':>12}{'ratio':>8}")
    for row in names:
        ours, theirs = (statistics.median(results[name][row] or [float("nan")]) for name in programs)
        ratio = f"{ours / theirs:8.2f}" if theirs else ""
        print(f"{row:24}{ours:12.2f}{theirs:12.2f}{ratio}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Frames laid out for wide ambiguous characters are right on terminals of both kinds.

Needs pyte (pip install pyte). Random frames from `cargo run --example tui_frames` go into a
terminal that draws ambiguous characters in one cell and into one that draws them in two; after
every frame each symbol has to stand where the frame has it. As a control, frames laid out for
narrow ones have to be right on the narrow terminal and wrong on the wide one.

Both kinds are tried three times: breaking lines or not, and joining sequences (emoji, flags,
conjoining letters) into one sign or drawing each of their characters. Of a sequence itself nothing
is asked, but that everything else is right.
"""

import json
import subprocess
import sys
import unicodedata

import pyte
import pyte.screens
from wcwidth import iter_graphemes

native = pyte.screens.wcwidth


def wide(char):
    ambiguous = unicodedata.east_asian_width(char) == "A" and not unicodedata.combining(char)
    return 2 if ambiguous else native(char)


def nfc(text):
    return unicodedata.normalize("NFC", text)


class Joining(pyte.Screen):
    """Draws a sequence as its first character alone, which is where the joined sign would stand."""

    def draw(self, data):
        for sequence in iter_graphemes(data):
            marks = [char for char in sequence[1:] if unicodedata.combining(char)]
            super().draw(sequence if len(marks) == len(sequence) - 1 else sequence[0])


class Apart(pyte.Screen):
    """Draws every character of a sequence; pyte's own leaves out what follows a joiner."""

    def draw(self, data):
        for char in data:
            # Nor does a mark that takes no cell break a line on any terminal but pyte's.
            breaks = pyte.modes.DECAWM in self.mode and native(char) == 0
            if breaks:
                self.reset_mode(pyte.modes.DECAWM)
            super().draw(char)
            if breaks:
                self.set_mode(pyte.modes.DECAWM)


def faults(frames, width_of, kind, breaks):
    """How many symbols stand wrong, over all frames."""
    pyte.screens.wcwidth = width_of
    columns, rows = frames[0]["size"]
    screen = kind(columns, rows)
    if not breaks:
        screen.reset_mode(pyte.modes.DECAWM)
    stream = pyte.Stream(screen)
    wrong = 0
    for frame in frames:
        stream.feed(frame["bytes"])
        for x, y, symbol, width, background, reverse in frame["cells"]:
            if len(symbol) > 1 and not all(unicodedata.combining(char) for char in symbol[1:]):
                continue
            cell = screen.buffer[y][x]
            right = nfc(cell.data) == nfc(symbol) and cell.bg == background and cell.reverse == reverse
            for tail in range(x + 1, x + width):
                rest = screen.buffer[y][tail]
                covered = rest.data == ""
                right &= covered or (rest.data == " " and rest.bg == background)
            if not right:
                wrong += 1
                if wrong == 1:
                    print(f"  first: {symbol!r} at {x},{y}, shown {cell}")
    return wrong


def main():
    count = sys.argv[1] if len(sys.argv) > 1 else "2000"
    failed = False
    for layout in ("wide", "narrow"):
        command = ["cargo", "run", "--quiet", "--example", "tui_frames", layout, count]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        frames = [json.loads(line) for line in output.splitlines()]
        size = sum(len(frame["bytes"].encode()) for frame in frames) / len(frames)
        for name, width_of in (("narrow", native), ("wide", wide)):
            for how, kind, breaks in (("joins", Joining, False), ("joins nothing", Apart, False),
                                      ("joins nothing, breaks lines", Apart, True)):
                expected = layout == "narrow" and name == "wide"
                if expected and breaks:
                    # What is too wide would scroll the screen: there is nothing to compare.
                    continue
                wrong = faults(frames, width_of, kind, breaks)
                failed |= (wrong > 0) != expected
                verdict = "as it must" if expected and wrong else "FAIL" if wrong or expected else "ok"
                print(f"{layout} layout on a {name} terminal that {how}: {len(frames)} frames of {size:.0f} bytes, "
                      f"{wrong} symbols wrong: {verdict}")
    return failed


if __name__ == "__main__":
    sys.exit(main())

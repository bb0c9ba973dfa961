#!/usr/bin/env python3
"""Make a picture of the running program: keys go in through tmux, an SVG comes out.

usage: picture.py OUT.svg COLUMNSxROWS KEYS... -- COMMAND [ARG...]
KEYS are tmux key names (`j`, `Enter`, `C-f`); `text:科技` types a text, `wait:刊期` waits until
the screen shows that. Needs tmux; what the picture shows is what tmux captured.
"""
import html, re, subprocess, sys, time, unicodedata

CELL, ROW, SIZE = 8, 20, 16
FG, BG = "#d8dce2", "#16191d"
# Drawn in a Latin font, whose glyphs fit one cell.
AMBIGUOUS = "“”‘’—…·●★│─▌"
ANSI = ["#16191d", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dce2",
        "#5c6370", "#ff8080", "#b5e890", "#ffd787", "#7cbdf5", "#e0a0ff", "#7fdbe8", "#ffffff"]


def tmux(*args):
    return subprocess.run(["tmux", "-L", "picture", *args], check=True, capture_output=True, text=True).stdout


def shoot(size, keys, command):
    columns, rows = size.split("x")
    env = ["-e", "COLORTERM=truecolor", "-e", "LANG=C.UTF-8"]
    tmux("-f", "/dev/null", "new-session", "-d", "-x", columns, "-y", rows, *env, *command)
    try:
        tmux("set", "-g", "status", "off")
        tmux("resize-window", "-x", columns, "-y", rows)
        settle()
        for key in keys:
            if key.startswith("text:"):
                tmux("send-keys", "-l", key[5:])
            elif key.startswith("wait:"):
                wait(key[5:])
            else:
                tmux("send-keys", key)
            settle()
        return tmux("capture-pane", "-p", "-e", "-N")
    finally:
        subprocess.run(["tmux", "-L", "picture", "kill-server"], capture_output=True)


def wait(text):
    for _ in range(200):
        if text in tmux("capture-pane", "-p"):
            return
        time.sleep(0.05)
    sys.exit(f"the screen never showed {text!r}:\n" + tmux("capture-pane", "-p"))


def settle():
    """Wait until the screen stands still."""
    before = None
    for _ in range(100):
        now = tmux("capture-pane", "-p", "-e")
        if now == before and now.strip():
            return
        before = now
        time.sleep(0.08)


def color(parts):
    if parts[0] == 5:
        n = parts[1]
        if n < 16:
            return ANSI[n]
        if n > 231:
            return "#" + f"{8 + 10 * (n - 232):02x}" * 3
        steps = [0, 95, 135, 175, 215, 255]
        return "#%02x%02x%02x" % tuple(steps[(n - 16) // k % 6] for k in (36, 6, 1))
    return "#%02x%02x%02x" % tuple(parts[1:4])


def apply(style, codes):
    codes = [int(code or 0) for code in codes]
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = {}
        elif code in (1, 2, 3, 4, 7):
            style = {**style, {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse"}[code]: True}
        elif code == 22:
            style = {k: v for k, v in style.items() if k not in ("bold", "dim")}
        elif code in (23, 24, 27):
            style = {k: v for k, v in style.items() if k != {23: "italic", 24: "underline", 27: "reverse"}[code]}
        elif code in (38, 48):
            n = 2 if codes[0] == 5 else 4
            style = {**style, "fg" if code == 38 else "bg": color(codes[:n])}
            codes = codes[n:]
        elif code in (39, 49):
            style = {k: v for k, v in style.items() if k != ("fg" if code == 39 else "bg")}
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = {**style, "fg": ANSI[code - 30 if code < 90 else code - 82]}
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style = {**style, "bg": ANSI[code - 40 if code < 100 else code - 92]}
    return style


def cells(c):
    return 0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1


def draw(screen, size):
    columns, rows = map(int, size.split("x"))
    width, height = columns * CELL + 16, rows * ROW + 16
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
           f'<rect width="100%" height="100%" rx="8" fill="{BG}"/>',
           f'<g font-family="\'Noto Sans Mono CJK SC\',\'Sarasa Mono SC\',\'Source Han Mono SC\',monospace" font-size="{SIZE}" transform="translate(8 8)">']
    style = {}
    for row, line in enumerate(screen.split("\n")[:rows]):
        column = 0
        for piece in re.split(r"(\x1b\[[0-9;:]*m)", line):
            if piece.startswith("\x1b"):
                style = apply(style, re.split("[;:]", piece[2:-1]))
                continue
            piece = re.sub(r"\x1b\([B0]|[\x0e\x0f]", "", piece)
            if not piece:
                continue
            fg, bg = style.get("fg", FG), style.get("bg")
            if style.get("reverse"):
                fg, bg = bg or BG, fg
            at, words = column, []
            for c in piece:
                kind = (cells(c), c.isspace(), c in AMBIGUOUS)
                if words and words[-1][0] == kind and not kind[2]:
                    words[-1][2] += c
                else:
                    words.append([kind, column, c])
                column += cells(c)
            if bg:
                out.append(f'<rect x="{at * CELL}" y="{row * ROW}" width="{(column - at) * CELL}" height="{ROW}" fill="{bg}"/>')
            marks = [f'fill="{fg}"']
            if style.get("bold"): marks.append('font-weight="bold"')
            if style.get("italic"): marks.append('font-style="italic"')
            if style.get("dim"): marks.append('opacity="0.7"')
            if style.get("underline"): marks.append('text-decoration="underline"')
            for (_, blank, ambiguous), x, word in words:
                if not blank:
                    font = " font-family=\"'DejaVu Sans Mono',monospace\" font-size=\"13\"" if ambiguous else ""
                    out.append(f'<text y="{row * ROW + 15}" x="{x * CELL}" {" ".join(marks)}{font}>{html.escape(word)}</text>')
    return "\n".join(out + ["</g>", "</svg>", ""])


def main():
    if "--" not in sys.argv or len(sys.argv) < 5:
        sys.exit(__doc__)
    split = sys.argv.index("--")
    out, size, keys, command = sys.argv[1], sys.argv[2], sys.argv[3:split], sys.argv[split + 1:]
    open(out, "w", encoding="utf-8").write(draw(shoot(size, keys, command), size))


if __name__ == "__main__":
    main()

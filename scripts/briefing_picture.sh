#!/usr/bin/env bash
# Makes docs/briefing.png: the first two pages of a briefing as LibreOffice renders its DOCX. Needs
# what scripts/proof_briefing.sh installs; run that first.
set -euo pipefail
cd "$(dirname "$0")/.."
work=target/proof
FONTCONFIG_FILE=$PWD/$work/fonts.conf soffice "-env:UserInstallation=file://$PWD/$work/office" \
  --headless --convert-to pdf --outdir "$work" "$work/samples/demo.docx" >/dev/null
pdftoppm -r 66 -l 2 -png "$work/demo.pdf" "$work/demo"
"$work/venv/bin/python" -c 'import PIL' 2>/dev/null || "$work/venv/bin/pip" -q install pillow
"$work/venv/bin/python" - "$work" <<'PYTHON'
import glob
import sys

from PIL import Image

pages = [Image.open(path).convert("RGB") for path in sorted(glob.glob(f"{sys.argv[1]}/demo-[0-9]*.png"))]
width, height = pages[0].size
gap = 14
picture = Image.new("RGB", (2 * width + 3 * gap, height + 2 * gap), "#9aa0a6")
for index, page in enumerate(pages[:2]):
    picture.paste(page, (gap + index * (width + gap), gap))
picture.quantize(48, dither=Image.Dither.NONE).save("docs/briefing.png", optimize=True)
PYTHON
ls -l docs/briefing.png

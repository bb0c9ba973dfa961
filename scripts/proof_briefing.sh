#!/usr/bin/env bash
# Proves the export of briefings with programs that others wrote: LibreOffice renders the DOCX,
# Chromium prints the HTML, openxml-audit and the Open XML SDK validate, python-docx reads.
#
#   scripts/proof_briefing.sh [COUNT]     COUNT samples of invented text, 6 unless told
#
# Installs what is missing where it can (apt as root, pip into target/proof, npm into the same), and
# says what it leaves out. Ends with 1 where a check fails, with 0 where tools are missing.
# PROOF_REQUIRED=1 makes a missing tool a failure. OOXML_XSD names a folder with wml.xsd of ECMA-376
# (transitional), to validate against it too.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-6}
work=target/proof
mkdir -p "$work"

missing() {
  echo "proof: left out: $*"
  if [ -n "${PROOF_REQUIRED:-}" ]; then exit 1; fi
}

packages=()
command -v soffice >/dev/null || packages+=(libreoffice-writer)
command -v pdftotext >/dev/null || packages+=(poppler-utils)
command -v chromium >/dev/null || packages+=(chromium)
fc-list 2>/dev/null | grep 'Noto Serif CJK SC' >/dev/null || packages+=(fonts-noto-cjk)
fc-list 2>/dev/null | grep 'Liberation Serif' >/dev/null || packages+=(fonts-liberation)
python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
if [ ${#packages[@]} -gt 0 ]; then
  echo "proof: installing ${packages[*]}"
  if ! { [ "$(id -u)" = 0 ] && timeout 600 sh -c \
    'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"' \
    sh "${packages[@]}" >"$work/apt.log" 2>&1; }; then
    echo "proof: ${packages[*]} could not be installed (see $work/apt.log)"
  fi
fi

python=python3
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv" >"$work/pip.log" 2>&1 || rm -rf "$work/venv"
fi
if [ -x "$work/venv/bin/python" ]; then
  python=$work/venv/bin/python
  "$python" -c 'import docx, openxml_audit, lxml' 2>/dev/null ||
    timeout 300 "$work/venv/bin/pip" -q install 'openxml-audit==0.8.0' 'python-docx==1.2.0' lxml \
      >"$work/pip.log" 2>&1 || echo "proof: pip could not install (see $work/pip.log)"
fi
if command -v npm >/dev/null && [ ! -d "$work/node_modules/@ooxml-tools" ]; then
  (cd "$work" && timeout 300 npm install --silent --no-save '@ooxml-tools/validate@0.4.6' >npm.log 2>&1) ||
    echo "proof: npm could not install the Open XML SDK (see $work/npm.log)"
fi

# What official documents name is on no build machine: faces of the same widths stand in.
cat >"$work/fonts.conf" <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <alias binding="same"><family>仿宋_GB2312</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias binding="same"><family>楷体_GB2312</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias binding="same"><family>方正小标宋简体</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias binding="same"><family>宋体</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias binding="same"><family>黑体</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
  <alias binding="same"><family>Times New Roman</family><prefer><family>Liberation Serif</family></prefer></alias>
</fontconfig>
XML
FONTCONFIG_FILE=$PWD/$work/fonts.conf
export FONTCONFIG_FILE

rm -rf "$work/samples"
cargo run --locked --quiet --example briefing_samples -- "$work/samples" "$count"

if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
  timeout 600 soffice "-env:UserInstallation=file://$PWD/$work/office" --headless \
    --convert-to pdf --outdir "$work/samples/docx" "$work"/samples/*.docx >"$work/office.log" 2>&1 ||
    { echo "proof: LibreOffice failed (see $work/office.log)"; exit 1; }
else
  missing "rendering of the DOCX (LibreOffice, poppler-utils)"
fi
if command -v chromium >/dev/null && command -v pdfinfo >/dev/null; then
  mkdir -p "$work/samples/html"
  for page in "$work"/samples/*.html; do
    timeout 120 chromium --headless --no-sandbox --disable-gpu "--user-data-dir=$PWD/$work/chromium" \
      --no-pdf-header-footer "--print-to-pdf=$work/samples/html/$(basename "$page" .html).pdf" \
      "file://$PWD/$page" >"$work/chromium.log" 2>&1 || true
  done
else
  missing "printing of the HTML (Chromium, poppler-utils)"
fi
"$python" scripts/proof_briefing.py "$work/samples" "$work"

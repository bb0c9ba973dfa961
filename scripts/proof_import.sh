#!/usr/bin/env bash
# Proves the import: issues of invented text are typeset at random page sizes, fonts, titles,
# contents, headers and footers by LibreOffice (DOCX, PDF, HTML, DOC) and printed by Chromium, then
# imported and compared with the text that is known. Prints a row for each format.
#
#   scripts/proof_import.sh [LAYOUTS] [OPTIONS…]    50 layouts unless told; options of proof_import.py
#   JIANBAO_GOLD=folder …                           typesets the issues in it too (NAME.json), each in
#                                                   15 layouts (--gold-layouts N)
#   PROGRAM=path …                                  with that program
#
# Installs what is missing where it can (apt as root), and says what it leaves out. Ends with 1 where
# a bar is not reached: titles 99 %, paragraphs 98 %, no character lost. Spaces beside Han characters are
# left out of account: they differ from line to line of one PDF. With fewer than 50 layouts the bar of PDF
# is 90 %, and DOC, HTML and Chromium's PDF are only told of.
#
# What is in no PDF cannot be read out of it, and is counted apart: characters that LibreOffice does not
# print (marks at the end of some justified lines, lines of a title below two columns; pdftotext does not
# see them either), and a space of a title where its line ends and the next letter had no room on it.
set -euo pipefail
cd "$(dirname "$0")/.."
layouts=${1:-50}
[ $# -gt 0 ] && shift
work=target/proof-import
mkdir -p "$work"

packages=()
command -v soffice >/dev/null || packages+=(libreoffice-writer)
command -v pdftotext >/dev/null || packages+=(poppler-utils)
command -v chromium >/dev/null || packages+=(chromium)
fc-list 2>/dev/null | grep 'Noto Serif CJK SC' >/dev/null || packages+=(fonts-noto-cjk)
if [ ${#packages[@]} -gt 0 ]; then
  echo "proof: installing ${packages[*]}"
  if ! { [ "$(id -u)" = 0 ] && timeout 600 sh -c \
    'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"' \
    sh "${packages[@]}" >"$work/apt.log" 2>&1; }; then
    echo "proof: ${packages[*]} could not be installed (see $work/apt.log)"
  fi
fi
if [ -z "${PROGRAM:-}" ]; then
  cargo build --locked --quiet
  PROGRAM=target/debug/jianbao
fi
python3 scripts/proof_import.py "$PROGRAM" "$work" --layouts "$layouts" "$@"

# Doubts of an import: gone through on the command line (import --review) and in the reader.

doubt-joined = joined
doubt-kept-apart = perhaps one paragraph
doubt-title-differs = title unlike the contents
doubt-entry-without-article = in the contents, not in the body
doubt-article-without-entry = in the body, not in the contents
doubt-low-confidence-title = title without contents to compare
doubt-heading-without-entry = heading that might be a title
doubt-number-from-total = number taken from the total
doubt-page-order = pages of the contents out of order
doubt-page-differs = page unlike the contents
doubt-suspected-repeat-marker = list number told twice
doubt-suspected-error = suspected error of the source
doubt-unplaced = text that found no place
doubt-unmapped-glyph = unknown glyph
doubt-turned-text = slanting text (watermark) left out
doubt-vertical-text = vertical text left out
doubt-radicals-as-characters = radical read as a character
doubt-text-layer-of-scan = from the text layer of a scan
doubt-recognised-text = text recognised from pictures
doubt-scanned-page = scanned page not recognised
doubt-more-notes = more, not listed
doubt-decision-without-place = decision whose place is gone
doubt-decided = decided
doubt-page = page { $number }
doubt-line = line { $number } of the source

doubt-stands-joined = now one paragraph
doubt-stands-apart = now two paragraphs
doubt-stands-title = now a title
doubt-stands-text = now no title
doubt-stands-noted = to be looked at only

verdict-join = join
verdict-split = split
verdict-title = title
verdict-not-title = not a title
verdict-leave = leave

review-no-file = { $id } is no file of the library; the digests that are built in have no doubts
review-not-found = the words around this place are not in the text; it may have been edited by hand
review-ambiguous = the words around this place are in the text more than once; edit the file of the library instead
review-title-between = the title of an article stands between the two sides; make it “not a title” first
review-part = these words are only a part of a paragraph, so they are no title; split it here first
review-first = this is the title of the first article; there is none before it that its text could belong to
review-lost = characters would be lost, so nothing was changed; please report this fault

cli-review-heading = { $issue } ({ $id }), doubt { $at } of { $count }
cli-review-keys = Enter later  u undo  q quit
cli-review-nothing-to-undo = There is nothing to undo
cli-review-done = { $decided } decided, { $left } doubts left
cli-review-stdin = --review reads the answers from standard input, so - cannot be imported with it; import first, then run jianbao import --review

cli-no-inbox = no folder to watch: name one behind the command, or set inbox = "…" in { $file }
cli-inbox-missing = there is no folder { $dir }; make it, or correct inbox
cli-watch-one = --watch takes one folder
cli-watching = Watching { $dir }; bulletins put there are imported into { $library } as they arrive. Ctrl-C ends it
cli-arrived-line = { $title } { $year } no. { $number }, { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}, { $doubts ->
    [one] { $doubts } doubt
   *[other] { $doubts } doubts
}

review-heading = Doubts
review-count = { $open } open of { $count }
review-none = This issue has no doubts
review-none-embedded = The digests that are built in have no doubts; imported issues do
review-hint = m join  s split  t title  n not a title  l leave  u undo  Enter show  Esc close{" "}
review-cannot = “{ $verdict }” cannot be decided here
review-remark = This is to be looked at only; l says that you did
review-decided = decided: { $verdict }
review-undone = taken back
review-nothing-to-undo = There is nothing to undo
review-no-place = This is not in the text
inbox-arrived = arrived: { $line }
inbox-failed = inbox: { $line }

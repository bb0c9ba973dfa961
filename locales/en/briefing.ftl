# The basket: from what was picked to a briefing that can be handed in.
basket-usual-name = Briefing
basket-put = Put into “{ $name }” as no. { $at } of { $total } · { $stand }{ $used }: { $title }
basket-used-too = {" "}· used in “{ $name }” before
basket-there-already = “{ $name }” has these words already (no. { $at })
basket-no-words = No words here that could be put into a briefing
basket-not-this = These are no words: select an article, a heading or a mark for the briefing
basket-stand = page { $page }, { $rest ->
    [one] 1 line
   *[other] { $rest } lines
} left
basket-heading = Briefing “{ $name }”
basket-count = { $count ->
    [one] 1 excerpt
   *[other] { $count } excerpts
} · { $characters } chars · { $stand }
basket-characters = { $count } chars
basket-empty = Nothing in it yet: press { $key } in the contents or in an article
basket-keys = This key does nothing here; ? shows all keys
hint-basket = ? keys  ⏎ source  J/K move  t theme  s trim  a comment  x remove  C check  p preview  e export  r title  d destination  u undo  E editor's note  c cover  b another  n new
basket-help-heading = The keys of a briefing
basket-help-keys = j/k move, Esc back
basket-help =
    ⏎ o = Go to the source
    J K = Move down, up (the mouse drags too)
    t = Put under a theme; on a theme: rename it
    r = Change the title
    s = Trim: hide sentences, the source stays
    a = Comments: list, edit, send, remove
    A = Write a new comment
    d = Where the comment goes: comment, editor's note, footnote, not printed
    x = Remove this excerpt
    u U = Undo, redo
    E = Write the editor's note
    c = Fill in the cover
    C = Check before handing in, ⏎ goes to the place
    p = Preview the pages
    e = Export: Tab for the format, ctrl-t for review or final
    b = All briefings: another one, rename, delete
    n = New, with this cover, its number one higher
    y Y = Copy with （摘自…）, copy the citation; in the list of briefings y: all citations
    Esc q = Back to reading
basket-no-comment = No comment on this one yet: press a to write
basket-sent-to = This comment goes to: { $to }
basket-chosen = Current briefing: “{ $name }”
basket-begun = “{ $name }” begun with the cover of the last one, its number one higher
basket-bad-name = “{ $name }” cannot be a file's name: 1 to 50 characters, none of / \ : * ? " < > |, no dot first or last
basket-note-heading = Editor's note
basket-comment-heading = { $to }: { $title }
destination-comment = comment
destination-editors-note = editor's note
destination-footnote = footnote
destination-private = not printed
briefing-did-begin = “{ $name }” begun
briefing-did-add = 《{ $subject }》 put in
briefing-did-remove = 《{ $subject }》 removed
briefing-did-move = 《{ $subject }》 moved
briefing-did-theme = theme of 《{ $subject }》 changed
briefing-did-title = title of 《{ $subject }》 changed
briefing-did-trim = 《{ $subject }》 trimmed
briefing-did-comment = comment on 《{ $subject }》 changed
briefing-did-note = editor's note changed
briefing-did-cover = cover changed
comments-heading = Comments: { $title }
comments-count = { $count ->
    [one] 1 comment
   *[other] { $count } comments
}
comments-keys = ⏎ edit, a new, d destination, x remove, u undo, j/k move, Esc back
briefing-did-rename = renamed to “{ $subject }”
briefing-did-delete = briefing “{ $subject }” deleted, its file kept under another name
basket-name-taken = There is a briefing “{ $name }” already: take another name
basket-none = No briefing yet: n begins one, u undoes the last step
trim-heading = Trim: { $title }
trim-keys = Space hides or shows the sentence, j/k move, u undo, Esc back
cover-heading = Cover: “{ $name }”
cover-keys = ⏎ fill in, j/k move, u undo, Esc back
cover-title = Name
cover-number = Number
cover-total = Total number
cover-unit = Unit
cover-date = Date
cover-classification = Classification
cover-serial = Serial no.
cover-report-to = Report to (报)
cover-send-to = Send to (送)
cover-issue-to = Issue to (发)
cover-copies = Copies
cover-wrong = { $field } cannot be “{ $text }”: numbers in figures, the date as 2026-11-21
check-heading = Check: “{ $name }”
check-count = { $count ->
    [one] 1 finding
   *[other] { $count } findings
}
check-fine = Checked: nothing found
check-keys = ⏎ go there, j/k move, Esc back
finding-empty = Nothing is in the briefing yet
finding-cover = The cover has no unit or no date
finding-no-source = Source missing (series, year, number)
finding-no-page = Page missing
finding-gone = The source is no longer in the library
finding-changed = The source has changed
finding-hidden = All sentences are hidden
finding-unverified = To be verified
finding-twice = The same sentence twice
finding-two-values = Two figures for one thing
finding-long-title = Title over 20 characters
finding-short-page = Last page under 5 lines
finding-used = Used before in
preview-heading = Preview (22 lines of 28 characters a page)
preview-page = Page { $page }
preview-keys = j/k scroll, PageDown, Esc back
choose-heading = All briefings
choose-count = { $count ->
    [one] 1 excerpt
   *[other] { $count } excerpts
}
choose-keys = ⏎ make it current, n new, r rename, x delete, y citations, u undo, Esc back
ask-title = Title: 
ask-theme = Theme (Tab: those there are; empty for none): 
ask-new-name = New name:{" "}
ask-begin = Name of the new briefing: 
ask-export = Export { $format }, { $draft }: 
ask-overwrite = { $file } is there already. Overwrite? y does, any other key does not
draft-review = for review
draft-final = final
export-keys = Tab format, ctrl-t review/final
export-no-file = Give the name of a file
export-under-way = Writing { $file } …
export-done = Exported to { $file }
export-left = Not overwritten; nothing was written
export-exists = { $file } is there already and was not overwritten
export-failed = { $file } cannot be written: { $why }; choose another file or folder
export-crashed = { $file } was not written: an internal error; the briefing is as it was, try another format
export-not-made = “{ $name }” could not be made into { $format }: { $why }
export-too-long = it has { $size } KiB of text, more than { $most } KiB; divide it or trim some
export-package = packing failed ({ $why }); try another format
export-no-regular-file = no regular file but a pipe or a device
copied-with-source = Copied with its source ({ $count } characters)
copied-citation = Citation copied: { $text }
copied-references = { $count ->
    [one] 1 citation
   *[other] { $count } citations
} copied
used-in = used in “{ $name }”
used = used
basket-comment-line = { $to }: { $text }

# Texts of the reader.
app-name = jianbao

# Status line
hint-list = enter runs  esc closes{" "}
hint-sheet = esc closes{" "}
unknown-key = { $keys } is not bound to anything; press { $help } for the keys
at-end = End of the article; { $keys } opens the next
at-start = Beginning of the article; { $keys } opens the one before
last-issue = This is the last issue of the list
first-issue = This is the first issue of the list
last-article = There is no article after this one
first-article = There is no article before this one
now-at-issue = At { $name }
no-place-before = No place visited before
no-place-after = No place visited after
place-gone = { $id } is no longer in the library
measure-now = { $cells } cells, { $han } characters; measure in config.toml keeps it
theme-now = Theme: { $name }; set theme in config.toml to keep it
copied-paragraph = Paragraph copied (“{ $start }…”, { $count } characters)
copied-article = Article copied with its source ({ $count } characters)
new-issues = { $count ->
    [one] New issue: { $names }
   *[other] { $count } new issues: { $names }
}
changed-issues = { $count ->
    [one] Updated: { $names }
   *[other] { $count } updated: { $names }
}
library-faults = { $count ->
    [one] A fault in the library: { $fault }
   *[other] { $count } faults in the library: { $fault }
} (the rest is loaded; see jianbao check)
config-faults = { $count ->
    [one] A fault in the config: { $fault }
   *[other] { $count } faults in the config: { $fault }
} (the default holds there; see jianbao check)
config-reloaded = Config read again
nothing-new = Library and config read again; nothing changed

# Finding and going to
find-count = { $at }/{ $total }
found = “{ $query }”: { $at } of { $total }
not-found = “{ $query }” is not in this article
nothing-to-find = Nothing was searched for yet; { $keys } asks for a text
go-to-label = Go to issue:{" "}
go-to-hint = e.g. 2024-9, 9, 2024-9/3
go-to-none = no such issue
no-such-issue = “{ $typed }” is not in the library; write 2024-9, or 2024-9/3 for an article
no-such-article = There is no article { $number }; the issue has { $count }

# Marks
kind-bookmark = bookmark
kind-highlight = highlight
kind-note = note
kind-mark = mark
deed-add = Added { $kind } “{ $subject }”
deed-delete = Deleted { $kind } “{ $subject }”
deed-notes-stay = {" "}({ $count ->
    [one] the note on it stays
   *[other] the { $count } notes on it stay
})
deed-rename = Renamed to “{ $subject }”
deed-retag = Changed the tags of “{ $subject }”
deed-rename-tag = Changed the tag on { $count ->
    [one] one entry
   *[other] { $count } entries
    }
deed-write = Changed { $kind } “{ $subject }”
deed-recolor = Changed the kind of “{ $subject }”
deed-attach = Attached “{ $subject }” here
deed-set-mark = Set mark { $subject }
deed-remove-mark = Removed mark { $subject }
deed-import = Imported “{ $subject }” and others
edit-done = { $what }; { $undo } takes it back
undone = Taken back: { $what }; { $redo } makes it again
redone = Made again: { $what }; { $undo } takes it back
nothing-to-undo = Nothing to take back
nothing-to-redo = Nothing to make again
edit-stale = This was changed elsewhere meanwhile and was left as it is; try again
undo-stale = What this step was about was changed elsewhere; it cannot be taken back or made again
mark-needs-article = Go to the contents or the text first, then mark
mark-needs-letter = Marks are the small letters a to z
no-such-mark = There is no mark { $letter }; set are: { $set }
orphan-near = The text was changed: “{ $words }” is not found, this is the article's beginning
orphan-gone = The article of “{ $words }” is no longer in the library
light-key = key
light-figure = figure
light-doubt = doubt
light-idea = idea
light-quote = quote
marks-label = Marks { $shown }/{ $total }, type to filter:{" "}
no-marks = Nothing is marked yet; { $bookmark } makes a bookmark
tags-label = Tags ({ $count }), type to filter:{" "}
no-tags = Nothing has a tag yet; in the list of marks ({ $marks }) ^T gives tags
no-tag-matches = No tag matches
ask-tag = New name:{" "}
tag-merges = becomes one with #{ $tag }
hint-tags = enter marks  ^R rename  del remove  ^Z undo  esc{" "}
no-mark-matches = No mark matches
orphan = [lost]
orphan-told = The text was changed and these words are not found (ctrl-v attaches it to the place in the text)
note-alone = What this note was on is gone; its text is still here
age-now = just now
age-minutes = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
}
age-hours = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}
age-days = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
age-weeks = { $count ->
    [one] 1 week ago
   *[other] { $count } weeks ago
}
age-months = { $count ->
    [one] 1 month ago
   *[other] { $count } months ago
}
age-years = { $count ->
    [one] 1 year ago
   *[other] { $count } years ago
}
changed-age = changed { $age }
sorted-changed = Changed last first
sorted-issue = By issue and place
sorted-new = Newest first
ask-name = Name:{" "}
ask-tags = Tags (Tab completes):{" "}
hint-marks = enter goes  { $put } briefing  del  ^R edit  ^T tags  ^S sort  ^Z undo  esc{" "}
copied-selection = Copied ({ $count } characters)
no-highlight-here = There is no highlight in what is selected
select-keys = Selecting: j k sentence, h l character, braces paragraph, o other end, n N other sentence, Enter or 1–5 highlights, a adds a note, x removes, y copies, Esc leaves
hint-select = j k sentence  h l char  enter 1-5 highlight  y copy  esc{" "}
pane-notes = Notes
notes-none = No notes on this article yet; { $key } writes one
notes-narrow = Too narrow for the notes: { $zoom } gives the body the whole screen, { $list } lists all
note-on-article = Whole article
hint-notes = j k choose  enter go  a edit  x delete  esc{" "}
note-heading = Note: { $title }
note-unchanged = The note is unchanged; { $key } opens it again
hint-note = esc or ^S saves and closes  ^G editor  ^Z undo{" "}
nothing-unread = There is no article left to read
marked-read = “{ $what }” counts as read; { $undo } undoes
marked-unread = “{ $what }” counts as unread; { $undo } undoes
is-read = “{ $what }” is read
is-unread = “{ $what }” is unread
deed-read = { $count ->
    [one] Counted as read
   *[other] { $count } articles counted as read
    }
deed-unread = { $count ->
    [one] Counted as unread
   *[other] { $count } articles counted as unread
    }
letter-set = Set a mark: press a letter a–z (Esc cancels)
letter-jump = To a mark: press its letter, or the key again for the place before (Esc cancels); set: { $set }

# Help and command palette
help-label = Help, type to search:{" "}
palette-label = Command:{" "}
nothing-matches = No action matches
fixed-count = 5j: a number before a key repeats it; 10G goes to line 10
fixed-number = 2024-9: type a year and “-” to go to an issue
fixed-select = Selecting: j k by sentence, h l by character, {"{"} {"}"} by paragraph, o the other end, n N another sentence; Enter or 1–5 highlights (key, figure, doubt, idea, quote), a highlights and opens a note, x removes, y copies; the mouse selects by dragging
fixed-marks = List of marks: Enter goes, Del or Ctrl-X deletes, Ctrl-R edits name, kind or note, Ctrl-O writes a note on it, Ctrl-T tags, Ctrl-S sorts, Ctrl-V attaches to the place in the text, Ctrl-Z Ctrl-Y undo and redo
fixed-note = Writing a note: Enter begins a line, many lines may be pasted, Ctrl-Z Ctrl-Y undo and redo; Esc or Ctrl-S saves and closes, an emptied note is deleted
fixed-text = Text fields: ← → Home End move, Ctrl-W deletes a word, Ctrl-U to the start, Ctrl-K to the end, Esc cancels
fixed-mouse = Mouse: click selects, a second click opens; the wheel scrolls; drag a border to resize
fixed-ime = Works with a Chinese input method on: ｊ is j, 。，、？／ are the keys they sit on

# About the issue
sheet-heading = About this issue (Esc closes, j k scroll)
sheet-id = Id
sheet-title = Title
sheet-number = Number
sheet-total = Total number
sheet-publisher = Publisher
sheet-editor = Editor
sheet-phone = Phone
sheet-text = Text
sheet-full = the bulletin's own
sheet-digest = a digest written anew, not the bulletin's own
sheet-source = Source file
sheet-hash = SHA-256
sheet-origin = Loaded from
sheet-embedded = built into the program
sheet-notes = Import log
sheet-line = {" "}(line { $line })
sheet-detail = {": "}{ $detail }

# Kinds of import notes
note-joined = joined
note-title-differs = title differs from the contents
note-entry-without-article = in the contents, not in the body
note-article-without-entry = in the body, not in the contents
note-low-confidence-title = doubtful title
note-heading-without-entry = heading that the contents lack
note-page-order = pages out of order
note-suspected-repeat-marker = marker told twice
note-suspected-error = suspected error of the source
note-unmapped-glyph = unknown character
note-unplaced = text that found no place
note-number-from-total = number taken from the total
note-more-notes = more notes left out

# Figures, regions, related articles.
figures-label = Figures of { $scope } { $shown }/{ $total }, type to filter:{" "}
no-figures = No figures
no-figure-matches = No figure matches
surveying = Going through the whole library …  esc to stop
figures-over = Too many articles: only the figures of the first { $most } are listed
figures-sorted = Sorted by { $by }
sorted-place = place
sorted-number = number
sorted-unit = unit
sorted-indicator = indicator
sorted-article = article
sorted-change = change
scope-article = this article
scope-library = the library
figure-disputed = disputed
figure-other = Told differently: { $number } in { $article }
figure-change = {" "}({ $change })
figure-page = , { $page }
figure-citation = { $label }: { $number }{ $change }. 《{ $article }》, { $title } { $issue }{ $page }
figure-copied = Copied { $number } with its source
hint-figures = enter go  esc  { $put } briefing  tab scope  ^S sort  ^T copy  ^O ok  ^X check{" "}
hint-regions = enter articles  # figures  t trend  esc{" "}
hint-articles = enter open  { $put } briefing  esc back{" "}
regions-label = Regions: { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
region-unknown = Region unknown
trend-of-search = Trend of { $name }: { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}, { $count ->
    [one] { $count } hit
   *[other] { $count } hits
}
trend-of-region = Trend of { $name }: { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
year-name = { $year }
hint-trend = enter articles  esc back{" "}
region-trend = { $name }: { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
} in { $issues ->
    [one] { $issues } issue
   *[other] { $issues } issues
}
region-articles = { $name }: { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
related-label = Related to { $title }: { $count }
no-related = No related articles in other issues
ask-indicator = Indicator:{" "}
verdict-accepted = accepted
verdict-doubtful = to be checked
figure-accepted = Accepted
figure-doubted = Marked to be checked
figure-relabelled = Indicator renamed
figure-untouched = As it was
fixed-figures = Figures: Enter goes, Tab changes the scope, Ctrl-S the order, Ctrl-T copies with source, Ctrl-O accepts, Ctrl-X marks to be checked, Ctrl-R renames the indicator, Ctrl-Z Ctrl-Y undo and redo

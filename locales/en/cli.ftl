# The command line: data on stdout and messages on stderr.
cli-about = An offline terminal reader for Chinese bulletins
cli-after-help = Without a command the reader opens; where stdout is no terminal, the issues are listed.
    The end of an ID will do: 2024-09, 2024-9; with /3 it is the third article.
    Help on a command: jianbao COMMAND --help
cli-heading-usage = Usage:{" "}
cli-heading-verbs = Commands:
cli-heading-arguments = Arguments:
cli-heading-options = Options:
cli-heading-global = Global options:
cli-usage-verb = COMMAND
cli-usage-options = OPTIONS

cli-verb-open = Open the reader at an issue or article
cli-verb-list = List the issues and their articles
cli-verb-show = Print an issue or article
cli-verb-import = Import files of bulletins into the library
cli-verb-search = Search all issues: the articles and sentences that have it
cli-verb-cache = The cache of a large library: where, how it is, clear, rebuild
cli-verb-check = Check library, config and terminal
cli-verb-keys = List the keys, with your own settings
cli-verb-config = The config file: where it is, what holds, a first one
cli-verb-completions = Write a completion script for a shell
cli-verb-man = Write the manual page

cli-arg-id = Issue, or the end of its ID; /N is article N (2024-09/3)
cli-arg-show-format = text (the default), markdown, json, toml or citation (GB/T 7714)
cli-arg-keys-format = text (the default) or markdown
cli-arg-width = Width of text in columns (10 to 1000); by default the terminal's, up to 80
cli-arg-query = What to find: words, "phrase", -not, OR, /regex/, title: region: year: issue: tag: note: …; write -- before one that begins with -
cli-arg-limit = Most articles listed (default 50; 0 for all)
cli-arg-count = Only say how many articles and hits
cli-arg-cache = path says where, status how it is, clear removes it, rebuild builds it anew
cli-arg-json = Print JSON
cli-arg-path = Files, folders (with those inside) or - (stdin)
cli-arg-review = go through the doubtful joins, titles and pages, of all issues or those named
cli-arg-watch = watch a folder (without one: inbox of the config) and import as files arrive
cli-arg-dry-run = Show what would be done and write nothing
cli-arg-password = Password of protected files; without it the terminal asks
cli-arg-config = path: where it is; show: what holds; init: write a first one
cli-arg-shell = Which shell
cli-arg-library = Folder of the library (JIANBAO_LIBRARY)
cli-arg-cache-dir = Folder of caches (JIANBAO_CACHE_DIR)
cli-arg-config-dir = Folder of the config (JIANBAO_CONFIG_DIR)
cli-arg-lang = Language; else the config's, else LC_ALL, LC_MESSAGES, LANG
cli-arg-help = Show help
cli-arg-version = Show the version

cli-error-hint = For help: jianbao --help
cli-error-surplus = “{ $argument }” is one argument too many
cli-error-unknown-option = there is no option { $argument }
cli-error-unknown-verb = there is no command “{ $verb }”
cli-error-verb-missing = there is no command “{ $id }”; to open that issue: jianbao open { $id }
cli-error-no-value = { $argument } needs a value
cli-error-value = “{ $value }” is no value for { $argument }
cli-error-values = ; possible: { $values }
cli-error-range = ; it is a whole number from { $least } to { $most }
cli-error-value-count = { $argument } has the wrong number of values
cli-error-twice = { $argument } can be given only once
cli-error-conflict = { $argument } does not go with { $other }
cli-error-missing = missing: { $argument }
cli-error-utf8 = an argument is not UTF-8
cli-error-other = the command line is wrong ({ $kind })
cli-list-comma = {", "}
cli-error-meant = . Did you mean { $meant }?

cli-write-failed = cannot write to stdout: { $why }
cli-no-library = the place of the library is unknown (no HOME); name a folder with --library
cli-no-config-dir = the place of the config is unknown (no HOME); name a folder with --config-dir
cli-no-terminal = stdin and stdout are no terminal, so the reader cannot open; for the text: jianbao show { $id }
cli-terminal-failed = cannot use the terminal: { $why }

cli-issue-name = { $title } { $year } no. { $number }
cli-no-issue = there is no issue “{ $id }”
cli-nearest = . Nearest:
cli-see-list = ; jianbao list shows those there are
cli-ambiguous = “{ $id }” fits { $count } issues; write more of the ID:
cli-no-article = { $id } has no article { $number }; it has { $count }
cli-count-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
    }
cli-digest = digest
cli-all-read = read
cli-unread = { $count } unread{ $percent ->
    [0] {""}
   *[other] {" "}· { $percent }%
    }

cli-show-issue = { $year } no. { $number }
cli-show-total = {" "}(no. { $total } in all)
cli-show-digest = digest
cli-show-editor = Editor: { $value }
cli-show-phone = Phone: { $value }

cli-search-nothing = Nothing to search for; for example: jianbao search 科技金融 year:2024
cli-search-count = { $articles ->
        [one] 1 article
       *[other] { $articles } articles
    }, { $count ->
        [one] 1 hit
       *[other] { $count } hits
    }
cli-search-summary = { $articles ->
        [one] 1 article
       *[other] { $articles } articles
    } and { $count ->
        [one] 1 hit
       *[other] { $count } hits
    } in { $issues ->
        [one] 1 issue
       *[other] { $issues } issues
    }
cli-search-words = ; pinyin matched: { $words }
cli-search-more = ; the first { $shown } are listed, --limit 0 lists all

cli-check-cache = cache: { $facts }
cli-cache-none = No cache: a library of at most { $few } issues needs none
cli-cache-none-yet = No cache yet; it is built when the library is opened
cli-cache-ready = { $issues } issues, { $size } MB, { $stores ->
        [one] 1 pair of files
       *[other] { $stores } pairs of files
    }
cli-cache-current = As the library is
cli-cache-outdated = The library has changed; brought up to date when it is opened next
cli-cache-damaged = { $count ->
        [one] 1 issue is damaged in the cache and is
       *[other] { $count } issues are damaged in the cache and are
    } read from the file instead; rebuild it with jianbao cache rebuild
cli-cache-unusable = The cache cannot be used and will be built anew: { $why }
cli-cache-no-dir = Nobody knows where the cache is (no HOME); name a folder with --cache-dir
cli-cache-failed = Cannot clear { $dir }: { $why }
cli-cache-not-written = The cache cannot be written to { $dir }; check permissions and space

cli-import-new = new
cli-import-updated = updated
cli-import-unchanged = unchanged
cli-import-would-add = would add
cli-import-would-update = would update
cli-import-line = { $title } { $year } no. { $number }, { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
    }, { $joins ->
    [one] { $joins } join
   *[other] { $joins } joins
    }, { $doubts ->
    [one] { $doubts } doubt
   *[other] { $doubts } doubts
    }
cli-import-summary = { $new } new, { $updated } updated, { $unchanged } unchanged, { $skipped } skipped, { $failed } failed; the library is in { $dir }
cli-import-summary-dry = Nothing was written: { $new } would be new, { $updated } updated, { $unchanged } unchanged, { $skipped } skipped, { $failed } failed; the library is in { $dir }
cli-import-empty-folder = no bulletin in this folder, nor any other file
cli-import-skipped = skipped { $file }: { $why }
cli-import-recognised = {""}, text recognised from pictures
cli-import-password = Password of { $file }:{" "}
cli-import-part-of-library = the library has this issue ({ $id }) from { $other }, without an article in common; if one issue is spread over several files, join them into one first; to replace it, move { $file } away
cli-import-same = the same issue ({ $id }) with the same text as { $other }
cli-import-version = the same issue ({ $id }) as { $other }, with other text; that one was imported, import this one alone to replace it
cli-import-part = the same issue ({ $id }) as { $other }, without an article in common; if one issue is spread over several files, join them into one first
cli-import-doubts = Doubtful: { $list }; go through them: jianbao import --review
cli-import-doubt-mark = ,{" "}
cli-doubt-joined = unsure joins
cli-doubt-kept-apart = perhaps one paragraph
cli-doubt-decision-without-place = decisions whose place is gone
cli-doubt-title-differs = titles unlike the contents
cli-doubt-entry-without-article = entries without an article
cli-doubt-article-without-entry = articles without an entry
cli-doubt-low-confidence-title = titles without contents to compare
cli-doubt-heading-without-entry = headings that might be titles
cli-doubt-number-from-total = numbers taken from the total
cli-doubt-page-order = pages of the contents out of order
cli-doubt-page-differs = pages unlike the contents
cli-doubt-suspected-repeat-marker = repeated list numbers
cli-doubt-unplaced = text of no article
cli-doubt-unmapped-glyph = unknown glyphs
cli-doubt-turned-text = slanting text (watermarks) left out
cli-doubt-vertical-text = vertical text left out
cli-doubt-radicals-as-characters = radicals read as characters
cli-doubt-text-layer-of-scan = pages from the text layer of a scan
cli-doubt-recognised-text = files recognised from pictures
cli-doubt-scanned-page = scanned pages not recognised
cli-doubt-more-notes = more, not listed

cli-reason-empty = there is no text in it; export the bulletin as text again
cli-reason-too-large = larger than { $limit } MiB; split it into issues
cli-reason-format = { $format } cannot be read; { $advice }
cli-reason-binary = not text (from byte { $offset } on); save it as text in UTF-8 or GB18030
cli-reason-no-issue-line = no issue line (2024年第9期) among the first { $searched } lines; add one below the title, or this is no bulletin
cli-reason-no-year = line { $line }: the issue line “{ $text }” has no year; write it as 2024年第9期
cli-reason-no-title = line { $line }: no title of the series beside the issue line; put it on a line of its own above
cli-reason-no-articles = no article after line { $line }; each needs a title on a line of its own and text below it
cli-reason-several = two issues in one file: { $first }, and { $second } from line { $line }; split the file there
cli-reason-too-many = { $found } articles, more than { $limit }; this is no bulletin
cli-reason-scanned = { $pages ->
    [one] { $pages } scanned page
   *[other] { $pages } scanned pages
} and no text; with tesseract and its language chi_sim installed it is read, or recognise the text (OCR) first
cli-reason-recogniser = page { $page } is a scanned picture that tesseract cannot read: { $why }
cli-reason-nested = archives are nested too deep; unpack it and import the bulletins in it
cli-reason-empty-archive = an archive without files
cli-reason-time = reading takes more than 14 seconds; the file is broken, or made to be
cli-reason-memory = reading takes more than 1 GiB of memory; the file is broken, or made to be
cli-reason-start = cannot start a process to read it: { $why }
cli-reason-died = the process that read it ended ({ $why }); the file is broken
cli-reason-damaged = damaged ({ $why }); get the file again
cli-reason-too-much = more { $what ->
    [entries] entries
    [bytes] bytes
    [depth] depth
    [elements] elements
    [pages] pages
   *[text] text
} than a bulletin has; the file is broken, or made to be
cli-reason-doctype = { $part } has a DOCTYPE, which such documents do not have; not read, to be safe
cli-reason-locked = protected by a password; give it with --password
cli-reason-wrong-password = the password is wrong
cli-reason-encrypted = protected in a way that cannot be read; save it without protection
cli-reason-missing = incomplete: { $part } is missing; get the file again
cli-reason-vertical = its text runs from top to bottom, which cannot be read; save it as DOCX or plain text
cli-reason-no-text = there is no text in it
cli-reason-unread = a format that cannot be read
cli-format-pdf = a PDF document
cli-format-docx = a Word document (DOCX)
cli-format-ofd = an OFD document
cli-format-epub = an EPUB book
cli-format-zip = a ZIP archive
cli-format-ole = an old Office or WPS document (DOC)
cli-format-rtf = an RTF document
cli-format-html = a web page (HTML)
cli-format-xml = an XML document
cli-format-image = a picture ({ $name })
cli-format-archive = a compressed file ({ $name })
cli-format-program = a program
cli-advice-save-as = save it as DOCX, PDF or plain text first
cli-advice-export = export it as DOCX, PDF or plain text first
cli-advice-image = recognise its text first (OCR)
cli-advice-unpack = unpack it and import the bulletins in it
cli-advice-program = choose the text of a bulletin

cli-save-broken = the library has this issue, but its file is broken and was left alone: { $fault }. Mend or move that file and import again
cli-save-other-series = { $file } holds another series, 《{ $title }》, and was left alone; rename or move that file and import again
cli-save-write = cannot write { $file }: { $why }

cli-fault-read = cannot read it: { $why }
cli-fault-link = a symbolic link, which is not followed here; put the file itself there
cli-fault-not-a-file = not a regular file
cli-fault-too-large = larger than 64 MiB, not read
cli-fault-not-utf8 = not UTF-8; save it as UTF-8
cli-fault-content = { $why }
cli-fault-id = the id { $found } does not fit title, year and number, which give { $expected }; loaded as { $found } all the same
cli-fault-duplicate = the id { $id } is also in { $loaded }, which is the one loaded; remove one of them
cli-system-not-found = no such file or folder
cli-system-denied = permission denied
cli-system-not-a-folder = a part of the path is no folder
cli-system-a-folder = it is a folder
cli-system-read-only = the file system is read-only
cli-system-full = the disk is full
cli-content-missing = { $name } is missing; add it
cli-content-duplicate = the same key twice; remove one
cli-content-type = should be { $wanted } and is { $found }
cli-content-value = should be { $wanted } and is { $found } “{ $value }”
cli-content-variant = { $name } is no value here; full or digest
cli-content-newer = format { $name } is newer than this program; upgrade jianbao
cli-content-id = “{ $name }” is no id; only lower-case letters, digits and -
cli-content-block = a block has either paragraph or heading
cli-content-quotes = text needs double quotes around it
cli-content-open-quote = a quote is not closed
cli-content-unclosed = a bracket is not closed
cli-content-no-value = a value is missing after the key

cli-check-library = Library
cli-check-config = Config
cli-check-searches = Searches
cli-check-searches-counted = { $saved } saved, { $recent } recent
cli-check-search-wrong = the saved search “{ $name }” is wrong: { $fault }; correct it in searches.toml
cli-check-reviews = Figures reviewed
cli-check-reviews-counted = { $count } figures reviewed
cli-check-overrides = Decisions about imports
cli-check-overrides-counted = { $count ->
    [one] one decision
   *[other] { $count } decisions
}
cli-check-override-name = { $file }: the name is not that of an issue, so the file is not read; name it ID.toml (jianbao list shows the ids)
cli-check-override-no-issue = { $file }: { $id } is not in the library, so { $count ->
    [one] its decision waits
   *[other] its { $count } decisions wait
} for it; import the issue or delete the file
cli-check-override-lost = { $file }: the words around a decision are not in { $issue } any more, “{ $left }” | “{ $right }”; delete the entry, or decide anew with jianbao import --review
cli-check-review-lost = { $issue }: “{ $quote }”, which was reviewed, is nowhere in the text any more
cli-check-terminal = Terminal
cli-check-embedded = built in: { $issues } issues, { $articles } articles
cli-check-own = { $issues } issues, { $articles } articles
cli-check-no-folder = { $dir }: not there yet; the first import makes it
cli-check-no-config = { $file }: not there, defaults hold; jianbao config init writes one
cli-check-no-terminal = stdout is no terminal: no colours, no control sequences
cli-check-dumb = TERM is dumb or not set: the reader does not open, the issues are listed
cli-check-term = TERM={ $name }, { $columns } columns
cli-check-utf8 = locale { $locale }
cli-check-not-utf8 = the locale “{ $locale }” is not UTF-8, the terminal may show garbage; try LANG=C.UTF-8
cli-check-no-color = NO_COLOR is set: no colours
cli-check-wrong = Problems: { $count }, marked !!

cli-config-exists = { $file } exists and was left alone; to start afresh, move it away first

cli-keys-key = Keys
cli-keys-what = What they do
cli-keys-action = Action

cli-man-name = NAME
cli-man-synopsis = SYNOPSIS
cli-man-description = DESCRIPTION
cli-man-options = GLOBAL OPTIONS
cli-man-verbs = COMMANDS
cli-man-keys = KEYS
cli-man-files = FILES
cli-man-files-text = ~/.config/jianbao/config.toml  the config; jianbao config init writes a first one with explanations
    ~/.config/jianbao/state.toml  where and how far you read
    ~/.config/jianbao/annotations/  bookmarks, highlights and notes, a TOML file an issue, which you may edit
    ~/.local/share/jianbao/library/  the library, a TOML file an issue, which you may edit
cli-man-environment = ENVIRONMENT
cli-man-environment-text = JIANBAO_LIBRARY  folder of the library
    JIANBAO_CONFIG_DIR  folder of the config
    LC_ALL, LC_MESSAGES, LANG  language
    NO_COLOR  no colours where it is set
    TERM  where it is dumb, the reader does not open and the issues are listed
cli-man-exit = EXIT STATUS
cli-man-exit-text = 0  done
    1  failed; stderr says why
    2  the command line was not understood

cli-verb-bookmarks = Bookmarks: list, add, edit, remove
cli-verb-highlights = Highlights: list, add, edit, remove
cli-verb-notes = Notes: list, add, edit, remove
cli-verb-marks-list = List them (the default)
cli-verb-marks-add = Add one
cli-verb-marks-edit = Change one
cli-verb-marks-remove = Remove, and print JSON that can be imported again
cli-verb-annotations = Export and import bookmarks, highlights and notes
cli-verb-annotations-export = Export
cli-verb-annotations-import = Import JSON, merged with what is there
cli-verb-backup = Put config, reading state, annotations and library into one file
cli-verb-restore = Take a backup back: annotations are merged, nothing else is overwritten

cli-arg-issue = Only of this issue (the end of its ID will do)
cli-arg-tag = Only with this tag
cli-arg-words = Only with these words (note, name, quotation, title, tags)
cli-arg-place = Issue and article (2024-09/3)
cli-arg-place-or-entry = Issue and article (2024-09/3), or the id of a bookmark or highlight
cli-arg-entry = Its id, or the beginning of it
cli-arg-quote = Words of the article; without them it is the whole article
cli-arg-other-quote = Attach it to these words instead
cli-arg-name = Name
cli-arg-new-tag = Tag; may be given several times
cli-arg-other-tags = Have these tags instead; may be given several times; an empty one removes all
cli-arg-note = Note; - reads it from stdin
cli-arg-kind = key (the default), figure, doubt, idea or quote
cli-arg-at = Attach it to this article instead (2024-09/3)
cli-arg-export-format = markdown (the default), json, csv or org
cli-arg-output = Write to a file and not to stdout
cli-arg-marks-file = File of exported JSON, or - (stdin)
cli-arg-backup-file = File of the backup; an older backup is replaced, any other file left alone
cli-arg-restore-file = File of the backup
cli-arg-force = Replace config and issues as well; what was there stays as .bak

cli-marks-none = None
cli-marks-orphan = (its words are nowhere)
cli-marks-issue = { $title } { $year } no. { $number }
cli-marks-newer = a newer jianbao wrote it (format { $format }); upgrade
cli-marks-no-json = { $place }: not JSON ({ $why })
cli-marks-no-export = not the JSON that annotations export --format json writes
cli-marks-skipped = number { $number } was left out: { $field } is wrong
cli-no-entry = there is no bookmark, highlight or note “{ $id }”
cli-entry-ambiguous = several ids begin with “{ $id }”; write more of it
cli-entry-of-other-kind = { $id } is not one of these; use jianbao { $verb }
cli-article-wanted = say which article, as in { $id }/3
cli-article-wanted-at = its article is no longer in the library; say with --at where it goes
cli-no-quote = there is no “{ $quote }” in { $id }
cli-note-empty = the note is empty
cli-note-unchanged = the note is unchanged
cli-note-elsewhere = the note was changed or removed elsewhere meanwhile; nothing was written
cli-editor-words = VISUAL or EDITOR is “{ $editor }”, which is no command; set it, for example EDITOR=nano
cli-editor-missing = the editor { $editor } did not start: { $why }; set VISUAL or EDITOR, for example EDITOR=nano
cli-editor-failed = the editor { $editor } ended with { $why }; the note is as it was
cli-editor-kept = {"; "}what was written is in { $path }
cli-editor-file = the file for the editor, { $path }: { $why }
cli-verb-tags = The tags and how often each is used
cli-verb-tags-rename = Give a tag another name everywhere, or that of another tag
cli-verb-tags-remove = Remove a tag everywhere
cli-arg-tag-old = The tag
cli-arg-tag-new = Its new name; of an existing tag: the two become one
cli-tag-none = “{ $tag }” is no tag
cli-tag-unknown = no entry has the tag #{ $tag }; jianbao tags lists them
cli-tag-renamed = #{ $tag } is #{ $to } now ({ $count ->
    [one] one entry
   *[other] { $count } entries
    })
cli-tag-removed = removed #{ $tag } ({ $count ->
    [one] one entry
   *[other] { $count } entries
    })
cli-edit-nothing = there is nothing to change
cli-removed = removed { $id }: { $label }
cli-removed-back = save the JSON to a file, and jianbao annotations import FILE brings it back
cli-exported = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
    } exported to { $file }
cli-imported-marks = { $count } new or updated; { $conflicts } unlike those that are there, both kept; { $failed } left out
cli-stdin-failed = cannot read stdin: { $why }

cli-backup-foreign = { $file } exists and is no backup, so it was left alone; choose another name
cli-incomplete = { $file } is left as it is: what could not be read would be missing in the new one; mend what is named above, or choose another name
cli-backup-done = { $count ->
    [one] { $count } file
   *[other] { $count } files
    } put into { $file }, { $failed } could not be read
cli-restore-new = new
cli-restore-merged = merged
cli-restore-same = same
cli-restore-replaced = replaced
cli-restore-left = left
cli-restore-force = { $count ->
    [one] { $count } file differs from the backup and was
   *[other] { $count } files differ from the backup and were
    } left alone; --force replaces what is there (and keeps it as .bak)
cli-restore-no-backup = not a backup ({ $place })
cli-restore-path = “{ $file }” is not a file that a backup has; nothing was restored
cli-restore-sum = { $file } is damaged in the backup (checksum); nothing was restored
cli-restore-broken = { $file } in the backup is wrong: { $why }

cli-check-marks = Bookmarks, highlights, notes
cli-check-counted = { $issues ->
    [one] { $issues } issue
   *[other] { $issues } issues
    }, { $bookmarks ->
    [one] { $bookmarks } bookmark
   *[other] { $bookmarks } bookmarks
    }, { $highlights ->
    [one] { $highlights } highlight
   *[other] { $highlights } highlights
    }, { $notes ->
    [one] { $notes } note
   *[other] { $notes } notes
    }
cli-check-no-issue = { $id } is not in the library; { $count ->
    [one] { $count } entry is
   *[other] { $count } entries are
    } in it
cli-check-orphan = { $id } ({ $issue }): its words are nowhere, “{ $quote }”; jianbao { $verb } edit { $id } --at ID/N attaches it elsewhere

# Figures, regions, related articles.
cli-verb-figures = list the figures: unit, change, indicator, source
cli-verb-regions = count the articles by region
cli-verb-trend = how often a term or a region is told, issue by issue
cli-arg-figures-id = ids of issues or articles; all without any
cli-arg-figures-search = only the articles that this query finds, written as for search
cli-arg-figures-format = format: table (default), csv, json
cli-arg-region = a region by its long or short name (南京, 江苏省南京市鼓楼区)
cli-arg-term = what to count, written as for search
cli-arg-related = only the related articles of other issues (as text or json)
cli-figures-none = no figures
cli-figures-over = { $count } articles; only the figures of the first { $most } are listed
cli-figures-other = elsewhere { $number } ({ $article })
cli-no-region = no region is called “{ $name }”; write the name of a division, such as 南京 or 江苏省南京市
cli-region-ambiguous = “{ $name }” is more than one: { $paths }. Write it with what it lies in
cli-region-unknown = region unknown
cli-trend-of-what = write a term to count, or name a region with --region
cli-related-none = no related articles in other issues
cli-verb-briefing = Briefings: pick, order, check, export
cli-verb-briefing-list = List all briefings (* marks the current one)
cli-verb-briefing-show = List what is in a briefing
cli-verb-briefing-new = Begin a briefing with the cover of the last one, its number one higher
cli-verb-briefing-add = Put in articles, words of an article, or what a bookmark, highlight or note is on
cli-verb-briefing-remove = Take excerpts out
cli-verb-briefing-order = Put these excerpts first, in this order
cli-verb-briefing-rename = Give a briefing another name
cli-verb-briefing-delete = Delete a briefing; its file is kept under another name, which is shown
cli-arg-briefing-new-name = The new name
cli-briefing-gone = “{ $name }” has no file that could be deleted
cli-verb-briefing-cover = Show the cover, or fill it in
cli-verb-briefing-check = Look through a briefing; exit code 1 if something is found
cli-verb-briefing-export = Export
cli-arg-briefing = Name of the briefing; without it the current one (changed last)
cli-arg-excerpt = Place in the order (or id e…)
cli-arg-briefing-target = Article (ID/N), or id of a bookmark, highlight or note
cli-arg-briefing-quote = Put in these words of the article only
cli-arg-theme = Theme to put it under
cli-arg-briefing-format = Format: { $formats }
cli-arg-briefing-output = File to write, - for standard output; by default the briefing's name with the format's ending
cli-verb-briefing-cite = Show the citations (GB/T 7714), each article once
cli-arg-references = With a list of references at the end
cli-arg-final = Final version, without comments (by default the one for review)
cli-arg-briefing-force = Overwrite a file that is there
cli-no-briefings = There is no briefing yet: begin one with jianbao briefing new
cli-no-briefing = There is no briefing “{ $name }”; there are: { $there }
cli-no-excerpt = “{ $name }” has no excerpt “{ $excerpt }”: see jianbao briefing show
cli-no-words = { $id }: the library does not have these words
cli-there-already = “{ $name }” has these words of “{ $title }” already; not put in again
cli-briefing-not-text = { $format } is no text to be shown on a terminal: name a file with -o, or send standard output to one
cli-briefing-exists = { $file } is there already: choose another file, or overwrite it with --force
cli-check-briefings = Briefings
cli-check-briefings-counted = { $briefings ->
    [one] 1 briefing
   *[other] { $briefings } briefings
}, { $excerpts ->
    [one] 1 excerpt
   *[other] { $excerpts } excerpts
}

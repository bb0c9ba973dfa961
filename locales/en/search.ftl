# Searching: faults of queries, results.

query-fault = query, character { $column }, { $text } — { $fault }
query-fault-at-end = end of the query: { $fault }
query-fault-open = has no closing one
query-fault-parenthesis = has no other half
query-fault-nothing = nothing to look for; put it in quotes to find these characters themselves
query-fault-field = no such field; there are title series year issue region theme tag note is has; put it in quotes to find these characters themselves
query-fault-no-value = something must follow the colon directly
query-fault-value = not a value of this field; there are { $detail }
query-fault-year = a year is written 2024, years 2023..2024
query-fault-issue = an issue is written 2, 1..6, 2024-02 or 2023-10..2024-02
query-fault-backwards = the range ends before it starts
query-fault-regex = the regular expression is wrong ({ $detail })
query-fault-regex-too-large = the regular expression would take too much room; repeat less
query-fault-too-deep = too many ( or - inside each other
query-fault-too-long = too long; { $detail } at most

# Searching the library
search-label = Search:{" "}
search-count = { $articles ->
    [one] 1 article
   *[other] { $articles } articles
  }, { $count ->
    [one] 1 place
   *[other] { $count } places
  }
search-running = { $articles } articles, { $count } places … { $searched }/{ $of }
search-none = Nothing found
search-offers = Type what to look for, or take a search from before:
search-recent = Recent searches
search-words = tab picks { $words }
search-name = Save as:{" "}
search-name-hint = enter saves  esc cancels
search-saved = Search “{ $name }” saved; it is at the top of the issues
search-dropped = Search “{ $name }” removed
search-hits = { $count ->
    [one] 1 place
   *[other] { $count } places
  }
hint-search = enter opens  { $put } briefing  ^S saves  ^T trend  ^G figures  esc{" "}
hint-offers = enter searches  ^X removes  esc{" "}
found-across = “{ $query }”: place { $at } of { $total }, article { $article } of { $articles }
still-searching = still searching, one moment
fixed-search = Searching: blanks mean all of them, “…” as it stands, - without, OR either, /regex/; title: series: year:2023..2024 issue:2024-02 region: theme: tag: note: is:unread has:note; letters are pinyin too; Tab puts in the word meant, Ctrl-S saves, Ctrl-T trend, Ctrl-G figures

# Finding by name
finder-label = Name ({ $total }):{" "}
finder-none = No such name
finder-issue = issue
finder-article = article
finder-heading = heading
finder-entry = mark
finder-tag = tag
finder-search = search
finder-action = action
hint-finder = enter opens  { $put } briefing  esc{" "}

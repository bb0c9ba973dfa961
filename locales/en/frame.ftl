# What every frame shows. Parsed before the first one: nothing else belongs here.

pane-issues = Issues
pane-body = Text
articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
page = p. { $page }
digest = digest
issue-name = { $year } No. { $number }
body-source = { $title }, { $year } No. { $number }
no-issues = The library is empty. Run: jianbao import FILE
no-articles = This issue has no articles.
hint = { $help } help  { $quit } quit{" "}
hint-zoomed = { $zoom } leave full screen  { $help } help{" "}
hint-short = { $help } help{" "}
hint-folded = one pane: { $open } opens  { $help } help{" "}
hint-folded-body = { $left } contents  { $help } help{" "}
unsaved = [NOT SAVED] { $why }

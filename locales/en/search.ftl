# Searching: faults of queries, results.

query-fault = query, character { $column } “{ $text }”: { $fault }
query-fault-at-end = end of the query: { $fault }
query-fault-open = { $detail } has no closing one
query-fault-parenthesis = { $detail } has no other half
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

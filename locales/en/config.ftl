# What is wrong with the config file. One line each, with "file:line:column:" in front.
config-meant = ; did you mean { $nearest }?
config-fault-unknown-key = there is no setting { $found }
config-fault-belongs-top = { $found } belongs at the top of the file, before the first [table]
config-fault-belongs = { $found } belongs under [{ $table }]
config-fault-unknown-action = there is no action { $found }
config-fault-unknown-value = { $key } cannot be { $found }; it is one of: { $allowed }
config-fault-wrong-type = { $key } must be { $wanted }, and this is { $found }
config-fault-drop-quotes = ; take away the quotes
config-fault-add-quotes = ; put it in quotes
config-fault-out-of-range = { $key } cannot be { $found }; it is from { $min } to { $max }
config-fault-empty = { $key } must not be empty
config-fault-not-a-key = “{ $found }” is not a key; keys are written j, G, ctrl-d, alt-left, space, pagedown, f1, and keys pressed one after the other with a blank: g g
config-fault-key-taken = { $keys } is now for { $key }; { $from } has lost { $lost } by that (give { $from } its keys in [keys], and this is not said again)
config-fault-key-twice = { $keys } is for { $key }; { $from }, which was given { $lost } above, has lost it by that
config-fault-no-way-out = this leaves no key to quit by, so { $kept } is kept
config-fault-not-a-color = “{ $found }” is not a colour; colours are names like red, numbers from 0 to 255, "#rrggbb" or default
config-fault-reserved-name = a theme cannot be called { $found }, which has a meaning of its own

config-type-text = a text
config-type-integer = a whole number
config-type-float = a number with a fraction
config-type-boolean = true or false
config-type-datetime = a date or time
config-type-list = a list
config-type-table = a table
config-type-keys = a key or a list of keys
config-type-color = a colour
config-type-style = a colour or { "{" } fg = …, bg = … { "}" }

config-syntax-full-width = { $found } is a full-width sign of the input method, write { $meant } instead; until then nothing of the file holds
config-syntax-duplicate = { $found } is there a second time; until this is mended nothing of the file holds
config-syntax-no-value = there is no value after the equals sign; until this is mended nothing of the file holds
config-syntax-unquoted = { $found } needs quotes: "{ $found }"; until then nothing of the file holds
config-syntax-bad-name = a name has only letters, digits, - and _, or else quotes; until this is mended nothing of the file holds
config-syntax-no-equals = an equals sign and a value are missing after the name; until this is mended nothing of the file holds
config-syntax-open-quote = a quote is not closed; until this is mended nothing of the file holds
config-syntax-open-bracket = a bracket is not closed; until this is mended nothing of the file holds
config-syntax-too-much = there is more after the end of the value; until this is mended nothing of the file holds
config-syntax-no-comma = a comma is missing between two elements; until this is mended nothing of the file holds
config-syntax-bad-escape = what follows the backslash is no escape, single quotes take it as it is; until this is mended nothing of the file holds
config-syntax-other = this is not TOML ({ $why }); until this is mended nothing of the file holds

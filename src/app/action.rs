//! Everything a key can do: one table, from which the key map, the help, the command palette, the
//! README's key table and the man page are made.

/// What an action is about; the help is ordered by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving in the pane that has the focus.
    Move,
    /// Going to another pane, issue or article.
    Go,
    /// Finding text.
    Find,
    /// Bookmarks, highlights, notes.
    Marks,
    /// What is shown and how.
    View,
    /// Taking text out.
    Text,
    /// The program itself.
    Program,
}

impl Group {
    /// All groups in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Move,
        Self::Go,
        Self::Find,
        Self::Marks,
        Self::View,
        Self::Text,
        Self::Program,
    ];

    /// Name, also the key of its heading in the locale files (`group-move`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Go => "go",
            Self::Find => "find",
            Self::Marks => "marks",
            Self::View => "view",
            Self::Text => "text",
            Self::Program => "program",
        }
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident => $name:literal, $group:ident, [$($keys:literal),*];)+) => {
        /// What a key can be bound to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $variant,)+ }

        impl Action {
            /// Every action in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Name in the config: `snake_case`, verb first.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What it is about.
            pub const fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)+ }
            }

            /// Key sequences it has by default.
            pub const fn default_keys(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($keys),*],)+ }
            }
        }
    };
}

actions! {
    /// Move down, or scroll the body by a line.
    MoveDown => "move_down", Move, ["j", "down"];
    /// Move up, or scroll the body by a line.
    MoveUp => "move_up", Move, ["k", "up"];
    /// Half a page down.
    HalfPageDown => "half_page_down", Move, ["ctrl-d"];
    /// Half a page up.
    HalfPageUp => "half_page_up", Move, ["ctrl-u"];
    /// A page down.
    PageDown => "page_down", Move, ["ctrl-f", "pagedown", "space"];
    /// A page up.
    PageUp => "page_up", Move, ["ctrl-b", "pageup", "b"];
    /// To the first line, or with a count to that line.
    GoTop => "go_top", Move, ["g g", "home"];
    /// To the last line, or with a count to that line.
    GoBottom => "go_bottom", Move, ["G", "end"];

    /// To the pane on the left.
    FocusLeft => "focus_left", Go, ["h", "left"];
    /// To the pane on the right.
    FocusRight => "focus_right", Go, ["l", "right"];
    /// To the next pane, round and round.
    FocusNext => "focus_next", Go, ["tab"];
    /// To the pane before, round and round.
    FocusPrevious => "focus_previous", Go, ["shift-tab"];
    /// Open what is selected.
    Open => "open", Go, ["enter"];
    /// One step back: out of an overlay, the found text, the zoom, to the pane on the left.
    Cancel => "cancel", Go, ["esc"];
    /// The next issue of the list (older).
    NextIssue => "next_issue", Go, ["]"];
    /// The issue before in the list (newer).
    PreviousIssue => "previous_issue", Go, ["["];
    /// The article after, over the end of the issue.
    NextArticle => "next_article", Go, ["}"];
    /// The article before, over the beginning of the issue.
    PreviousArticle => "previous_article", Go, ["{"];
    /// The next article that was not read to its end.
    NextUnread => "next_unread", Go, ["g u"];
    /// The place visited before.
    JumpBack => "jump_back", Go, ["ctrl-o", "alt-left"];
    /// The place visited after.
    JumpForward => "jump_forward", Go, ["ctrl-i", "alt-right"];
    /// Go to an issue by typing its number.
    GoToIssue => "go_to_issue", Go, ["g i"];

    /// Find text in the article.
    Find => "find", Find, ["/"];
    /// Search the whole library.
    Search => "search", Find, ["S", "g /"];
    /// Find anything by a part of its name.
    Finder => "finder", Find, ["ctrl-p"];
    /// The next place where the text was found.
    FindNext => "find_next", Find, ["n"];
    /// The place before where the text was found.
    FindPrevious => "find_previous", Find, ["N"];

    /// The figures of the article: numbers with unit, change, indicator.
    ListFigures => "list_figures", Find, ["#"];
    /// The articles by region.
    ListRegions => "list_regions", Find, ["D"];
    /// Articles of other issues that are like the open one.
    ListRelated => "list_related", Find, ["g r"];

    /// A bookmark at the top of the body, or on the selected article; or none there any more.
    ToggleBookmark => "toggle_bookmark", Marks, ["B"];
    /// Select a passage: to highlight, to copy.
    Select => "select", Marks, ["v"];
    /// Write a note on the highlight or bookmark at the place, else on the article.
    WriteNote => "write_note", Marks, ["a"];
    /// The same note in the user's own editor.
    EditNote => "edit_note", Marks, ["A"];
    /// The list of all bookmarks, highlights and notes.
    ListMarks => "list_marks", Marks, ["M"];
    /// Put the article, paragraph or highlight into the current briefing; with a count so many
    /// paragraphs.
    AddToBriefing => "add_to_briefing", Marks, ["+"];
    /// The current briefing: order, trim, comment, cover, check, preview, export.
    OpenBriefing => "open_briefing", Marks, ["="];
    /// The list of tags: rename, merge, remove.
    ListTags => "list_tags", Marks, ["T"];
    /// Set a letter mark: the next key is its letter.
    SetMark => "set_mark", Marks, ["m"];
    /// Go to a letter mark: the next key is its letter.
    JumpToMark => "jump_to_mark", Marks, ["'"];
    /// Count the article, or in the list of issues the issue, as read.
    MarkRead => "mark_read", Marks, ["r"];
    /// Count it as unread.
    MarkUnread => "mark_unread", Marks, ["R"];
    /// Take back the last change of the annotations.
    Undo => "undo", Marks, ["u"];
    /// Make again what was taken back.
    Redo => "redo", Marks, ["U", "ctrl-y"];

    /// The body alone on the whole screen.
    Zoom => "zoom", View, ["z"];
    /// A narrower measure of the body.
    NarrowMeasure => "narrow_measure", View, ["<"];
    /// A wider measure of the body.
    WidenMeasure => "widen_measure", View, [">"];
    /// The next theme.
    NextTheme => "next_theme", View, ["t"];
    /// Facts about the issue: masthead, source, notes of the import.
    ShowIssue => "show_issue", View, ["i"];
    /// The doubts of the import: join, split, title or not.
    ListDoubts => "list_doubts", View, ["g d"];

    /// Copy the paragraph at the top of the body.
    CopyParagraph => "copy_paragraph", Text, ["y"];
    /// Copy the article.
    CopyArticle => "copy_article", Text, ["Y"];
    /// Copy the article or paragraph with the line that tells its source.
    CopyWithSource => "copy_with_source", Text, ["g y"];
    /// Copy the citation of the article or paragraph.
    CopyCitation => "copy_citation", Text, ["g c"];

    /// Search and run any action.
    CommandPalette => "command_palette", Program, [":"];
    /// Keys and what they do.
    Help => "help", Program, ["?", "f1"];
    /// Read the library and the config again.
    Reload => "reload", Program, ["ctrl-r"];
    /// Draw the screen anew.
    Redraw => "redraw", Program, ["ctrl-l"];
    /// Give the terminal back to the shell until `fg`.
    Suspend => "suspend", Program, ["ctrl-z"];
    /// Leave; the place is kept.
    Quit => "quit", Program, ["q", "ctrl-c"];
}

impl Action {
    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }

    /// Key of its description in the locale files: `action-move-down`.
    pub fn text_key(self) -> String {
        format!("action-{}", self.name().replace('_', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::parse_sequence;
    use std::collections::HashMap;

    #[test]
    fn names_round_trip_and_default_keys_parse() {
        for &action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(action));
            for keys in action.default_keys() {
                parse_sequence(keys).unwrap();
            }
        }
    }

    #[test]
    fn no_default_key_is_given_twice_or_begins_another() {
        let mut owner: HashMap<Vec<_>, Action> = HashMap::new();
        for &action in Action::ALL {
            for keys in action.default_keys() {
                let keys = parse_sequence(keys).unwrap();
                for (other, owner) in &owner {
                    assert!(
                        !other.starts_with(&keys) && !keys.starts_with(other),
                        "{action:?} and {owner:?}"
                    );
                }
                owner.insert(keys, action);
            }
        }
    }
}

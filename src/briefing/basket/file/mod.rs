//! A briefing as a TOML file that is also edited by hand.
//!
//! ```toml
//! format = 1
//! modified = 2026-11-21T08:00:00Z
//! editors_note = "…"
//!
//! [cover]
//! title = "科技工作简报"
//! number = 3
//! date = 2026-11-21
//! report_to = ["…"]
//!
//! [[excerpts]]            # in the order of printing
//! id = "e7k2x9m"
//! theme = "…"
//! title = "…"             # where it differs from the article's
//! issue = "kjqbck-2024-09"
//! article = 2
//! article_title = "…"
//! series = "科技情报参考"
//! year = 2024
//! number = 9
//! pages = [3, 4]
//! block = 1               # where the words began; not there for a whole article
//! offset = 0
//! paragraphs = ["…", "…"] # the words, as they were picked
//! headings = [1]          # which of them are headings
//! hidden = ["1.2"]        # paragraph 1, sentence 2 is not printed
//! lit = [{ kind = "doubt", quote = "…" }]
//! comments = [{ text = "…", to = "footnote", quote = "…" }]
//! ```
//!
//! Everything but `paragraphs` may be left out. Unknown keys and comments stay where they are.

mod read;
mod write;

use toml::de::DeTable;

use super::Briefing;

/// The newest format that is known.
pub const FORMAT: i64 = 1;

/// A field or entry that was not understood. It stays in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its byte in the text.
    pub at: usize,
    /// Its name.
    pub field: String,
}

impl Briefing {
    /// Take the briefing out of the parsed text.
    pub fn read(root: &DeTable<'_>) -> (Self, Vec<Fault>) {
        let (briefing, _, faults) = read::briefing(root);
        (briefing, faults)
    }

    /// The text that has this content, made from `old` so that what is not ours stays.
    pub fn render(&self, old: &str) -> String {
        write::render(self, old)
    }
}

#[cfg(test)]
mod tests;

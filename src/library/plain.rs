//! Issue files as this program writes them, read at the speed of memory.
//!
//! Nearly every file of a library was written by [`render`](super::render) and never touched. Its
//! layout is so plain that it can be read line by line, ten times as fast as TOML; a library of
//! 80,000 issues is built in seconds by that. Whatever is not exactly of this layout is left to the
//! TOML parser, so this one never has to be right about anything else, nor to tell what is wrong.

use std::borrow::Cow;

use crate::bulletin::{
    Article, Block, BlockKind, ContentsEntry, FORMAT, ImportNote, Issue, IssueId, Source, TextKind,
};

/// The issue in `text`; None where the layout is any other.
pub(super) fn parse(text: &str) -> Option<Issue> {
    let mut lines = Lines { rest: text };
    let issue = lines.issue()?;
    lines.rest.is_empty().then_some(issue)
}

/// What is left of a file; every method takes away what it knows.
struct Lines<'a> {
    rest: &'a str,
}

/// None where the layout is another, and within it the value, where its key is there.
type Maybe<T> = Option<Option<T>>;

impl<'a> Lines<'a> {
    /// Take `text` away, if it comes next.
    fn skip(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// A number as Rust writes it, so that `007` and `1_000` are left to TOML.
    fn number<T: std::str::FromStr>(&mut self) -> Option<T> {
        let end = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(end);
        if digits.len() > 1 && digits.starts_with('0') {
            return None;
        }
        self.rest = rest;
        digits.parse().ok()
    }

    /// A basic string on one line.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        let body = self.rest.strip_prefix('"')?;
        let end = memchr::memchr3(b'"', b'\\', b'\n', body.as_bytes())?;
        if body.as_bytes()[end] == b'"' {
            let text = &body[..end];
            self.rest = &body[end + 1..];
            return is_plain(text).then_some(Cow::Borrowed(text));
        }
        self.escaped(body)
    }

    fn escaped(&mut self, body: &'a str) -> Option<Cow<'a, str>> {
        let mut text = String::new();
        let mut rest = body;
        loop {
            let at = memchr::memchr3(b'"', b'\\', b'\n', rest.as_bytes())?;
            let part = &rest[..at];
            if !is_plain(part) {
                return None;
            }
            text.push_str(part);
            let sign = rest.as_bytes()[at];
            rest = &rest[at + 1..];
            match sign {
                b'"' => {
                    self.rest = rest;
                    return Some(Cow::Owned(text));
                }
                b'\\' => {
                    let kind = *rest.as_bytes().first()?;
                    let (c, length) = match kind {
                        b'"' => ('"', 1),
                        b'\\' => ('\\', 1),
                        b'n' => ('\n', 1),
                        b't' => ('\t', 1),
                        b'r' => ('\r', 1),
                        b'u' => (code(rest.get(1..5)?)?, 5),
                        b'U' => (code(rest.get(1..9)?)?, 9),
                        _ => return None,
                    };
                    text.push(c);
                    rest = rest.get(length..)?;
                }
                _ => return None,
            }
        }
    }

    /// `key = "…"` and the line's end, where this key comes next.
    fn text(&mut self, key: &str) -> Maybe<String> {
        if !self.skip(key) {
            return Some(None);
        }
        let text = self.string()?.into_owned();
        self.skip("\n").then_some(Some(text))
    }

    /// `key = 7` and the line's end, where this key comes next.
    fn value<T: std::str::FromStr>(&mut self, key: &str) -> Maybe<T> {
        if !self.skip(key) {
            return Some(None);
        }
        let number = self.number()?;
        self.skip("\n").then_some(Some(number))
    }

    fn issue(&mut self) -> Option<Issue> {
        if self.value::<u32>("format = ")?? > FORMAT {
            return None;
        }
        let id = self.text("id = ")?;
        let title = self.text("title = ")??;
        let year = self.value("year = ")??;
        let number = self.value("number = ")??;
        Some(Issue {
            id: match id {
                Some(id) => id.parse().ok()?,
                None => IssueId::of(&title, year, number),
            },
            title,
            year,
            number,
            total: self.value("total = ")?,
            publisher: self.text("publisher = ")?,
            editor: self.text("editor = ")?,
            phone: self.text("phone = ")?,
            text: match self.text("text = ")?.as_deref() {
                None | Some("full") => TextKind::Full,
                Some("digest") => TextKind::Digest,
                Some(_) => return None,
            },
            source: if self.skip("\n[source]\n") {
                Some(Source {
                    file: self.text("file = ")??,
                    sha256: self.text("sha256 = ")??,
                })
            } else {
                None
            },
            contents: self.all("\n[[contents]]\n", |lines| {
                Some(ContentsEntry {
                    title: lines.text("title = ")??,
                    page: lines.value("page = ")?,
                    article: lines.value("article = ")?,
                })
            })?,
            articles: self.all("\n[[articles]]\n", Self::article)?,
            notes: self.all("\n[[notes]]\n", |lines| {
                Some(ImportNote {
                    kind: lines.text("kind = ")??,
                    line: lines.value("line = ")?,
                    confidence: lines.value("confidence = ")?,
                    detail: lines.text("detail = ")??,
                })
            })?,
        })
    }

    /// What `read` reads behind each of these headings that come one after the other.
    fn all<T>(
        &mut self,
        heading: &str,
        mut read: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut all = Vec::new();
        while self.skip(heading) {
            all.push(read(self)?);
        }
        Some(all)
    }

    fn article(&mut self) -> Option<Article> {
        let mut article = Article {
            title: self.text("title = ")??,
            page: self.value("page = ")?,
            region: self.text("region = ")?,
            theme: self.text("theme = ")?,
            blocks: Vec::new(),
        };
        if !self.skip("blocks = [\n") {
            return None;
        }
        while !self.skip("]\n") {
            article.blocks.push(self.block()?);
        }
        Some(article)
    }

    fn block(&mut self) -> Option<Block> {
        let kind = if self.skip("  { paragraph = ") {
            BlockKind::Paragraph
        } else if self.skip("  { heading = ") {
            BlockKind::Heading
        } else {
            return None;
        };
        let text = self.string()?.into_owned();
        let page = if self.skip(", page = ") {
            Some(self.number()?)
        } else {
            None
        };
        self.skip(" },\n").then_some(Block { kind, text, page })
    }
}

/// Whether TOML allows `text` in a string as it is: no controls but the tab.
fn is_plain(text: &str) -> bool {
    // To the end whatever is found: so it is done many bytes at a time.
    let control = |byte: u8| (byte < b' ' && byte != b'\t') || byte == 0x7f;
    !text.bytes().fold(false, |any, byte| any | control(byte))
}

fn code(digits: &str) -> Option<char> {
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).filter(|_| hex)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::library::file;
    use crate::library::render::tests::issues;
    use crate::library::{EMBEDDED, render};

    #[test]
    fn the_files_built_in_are_read_without_toml() {
        for (name, text) in EMBEDDED {
            assert_eq!(parse(text), file::parse_toml(text).ok(), "{name}");
            assert!(parse(text).is_some(), "{name}");
        }
    }

    #[test]
    fn another_layout_is_left_to_toml() {
        let plain = "format = 1\ntitle = \"甲\"\nyear = 2024\nnumber = 3\n";
        assert!(parse(plain).is_some());
        for other in [
            "format = 2\ntitle = \"甲\"\nyear = 2024\nnumber = 3\n",
            "format = 1\ntitle = '甲'\nyear = 2024\nnumber = 3\n",
            "format = 1\ntitle = \"甲\" # mine\nyear = 2024\nnumber = 3\n",
            "format = 1\ntitle = \"甲\"\nyear = 02024\nnumber = 3\n",
            "format = 1\ntitle = \"甲\"\nyear = 2024\nnumber = 3",
            "format = 1\ntitle = \"甲\"\nyear = 2024\nnumber = 3\nmine = 1\n",
            "format = 1\ntitle = \"甲\\q\"\nyear = 2024\nnumber = 3\n",
            "",
        ] {
            assert!(parse(other).is_none(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_toml_would(issue in issues()) {
            prop_assert_eq!(parse(&render(&issue)), Some(issue));
        }

        #[test]
        fn what_is_read_is_what_toml_reads(
            issue in issues(),
            at in any::<prop::sample::Index>(),
            sign in "[\"\\\\\n\t =\\[\\]{}0-9a-u\u{1}#']{0,3}",
            cut in 0_usize..4,
        ) {
            let mut text = render(&issue);
            let floor = |mut at: usize| {
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = floor(at.index(text.len()));
            let end = floor((start + cut).min(text.len())).max(start);
            text.replace_range(start..end, &sign);
            if let Some(issue) = parse(&text) {
                prop_assert_eq!(Ok(issue), file::parse_toml(&text));
            }
        }
    }
}

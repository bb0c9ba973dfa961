//! Regular expressions over folded text.
//!
//! What is typed is about the text as it is read: `/GDP\s*比重/` must find `GDP比重`. So the
//! expression is folded too, as a tree: literals as text is; white space asks for nothing, because
//! folded text has none; a class has the folded forms of its characters. `^` and `$` are the ends of
//! a paragraph, no match goes on into the next one, and `\b` parts Latin words from Han.

use std::fmt;
use std::ops::Range;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};
use regex_syntax::{Error, ParserBuilder};

use super::{Matcher, QueryError, QueryFault};
use crate::search::{fold, folded};

/// Most bytes that a compiled expression may take; more is refused in some milliseconds.
const ROOM: usize = 4 << 20;
/// Most bytes of states that a search may keep. With the library's 2 MB, expressions with bounded
/// gaps (`贷款.{0,30}亿元`) throw their states away all the time and run at a tenth of the speed.
const STATES: usize = 64 << 20;
/// Deepest nesting.
const DEPTH: u32 = 60;
/// Largest class whose characters are folded one by one.
const LARGEST_CLASS: u32 = 0x8000;

/// A regular expression over folded text.
#[derive(Clone)]
pub struct RegexTerm {
    typed: String,
    matcher: Matcher,
}

impl RegexTerm {
    /// Understand `typed`, which stands at byte `at` of the query.
    pub(super) fn new(typed: &str, at: usize) -> Result<Self, QueryError> {
        let fault = |range: Range<usize>, kind| QueryError {
            at: at + range.start..at + range.end,
            kind,
        };
        let whole = 0..typed.len();
        let parsed = ParserBuilder::new()
            .nest_limit(DEPTH)
            .multi_line(true)
            .build()
            .parse(typed);
        let hir = parsed.map_err(|error| {
            let (span, words) = match &error {
                Error::Parse(error) => (error.span(), error.kind().to_string()),
                Error::Translate(error) => (error.span(), error.kind().to_string()),
                error => return fault(whole.clone(), QueryFault::Regex(error.to_string())),
            };
            fault(span.start.offset..span.end.offset, QueryFault::Regex(words))
        })?;
        let regex = regex::bytes::RegexBuilder::new(&folded_hir(hir).to_string())
            .size_limit(ROOM)
            .dfa_size_limit(STATES)
            .build()
            .map_err(|error| {
                let kind = match error {
                    regex::Error::CompiledTooBig(_) => QueryFault::RegexTooLarge,
                    error => QueryFault::Regex(error.to_string()),
                };
                fault(whole, kind)
            })?;
        Ok(Self {
            typed: typed.to_owned(),
            matcher: Matcher::Regex(regex),
        })
    }

    /// As typed, without the `/`.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What finds it.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }
}

/// The expression that finds in folded text what this one means in text as it is read.
fn folded_hir(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => Hir::literal(folded(text).into_bytes()),
            Err(_) => Hir::literal(literal.0),
        },
        HirKind::Class(Class::Unicode(class)) => folded_class(class),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(Look::WordUnicode) => Hir::look(Look::WordAscii),
        HirKind::Look(Look::WordUnicodeNegate) => Hir::look(Look::WordAsciiNegate),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(folded_hir(*repetition.sub)),
            ..repetition
        }),
        HirKind::Capture(capture) => folded_hir(*capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(folded_hir).collect()),
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.into_iter().map(folded_hir).collect())
        }
    }
}

fn folded_class(mut class: ClassUnicode) -> Hir {
    let count: u32 = class
        .ranges()
        .iter()
        .map(|range| range.end() as u32 - range.start() as u32 + 1)
        .sum();
    let mut space = false;
    if count <= LARGEST_CLASS {
        let chars = class
            .ranges()
            .iter()
            .flat_map(|range| range.start()..=range.end());
        let mut forms = Vec::new();
        for c in chars.collect::<Vec<char>>() {
            match fold::fold(c) {
                [Some(form), None] => forms.push(ClassUnicodeRange::new(form, form)),
                [None, _] => space = true,
                [Some(_), Some(_)] => {}
            }
        }
        class = ClassUnicode::new(forms);
    }
    // A class of everything but something does not go on into the next paragraph.
    class.difference(&ClassUnicode::new([ClassUnicodeRange::new('\n', '\n')]));
    let class = Hir::class(Class::Unicode(class));
    // White space that the class names may be there or not: folded text has none.
    match (space, class.properties().maximum_len()) {
        (true, None | Some(0)) => Hir::empty(),
        (true, _) => Hir::alternation(vec![class, Hir::empty()]),
        (false, _) => class,
    }
}

impl PartialEq for RegexTerm {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

impl Eq for RegexTerm {}

impl fmt::Debug for RegexTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(regex: &str, text: &str) -> Vec<String> {
        let text = folded(text);
        let term = RegexTerm::new(regex, 0).unwrap();
        let mut found = Vec::new();
        term.matcher().for_each(text.as_bytes(), &mut |range| {
            found.push(text[range].to_owned());
            std::ops::ControlFlow::Continue(())
        });
        found
    }

    #[test]
    fn an_expression_means_the_text_as_it_is_read() {
        for (regex, text, place) in [
            (r"GDP\s+比重", "占 GDP 比重", "gdp比重"),
            (r"GDP 比重", "占GDP比重", "gdp比重"),
            (r"[A-Z]{3}", "占 GDP 比重", "gdp"),
            (r"占[\s，]+GDP", "占 GDP", "占gdp"),
            (r"占[\s，]+GDP", "占，GDP", "占,gdp"),
            (r"\d+（.{1,4}）", "12（亿元）", "12(亿元)"),
            (r"[臺台]灣", "台湾", "台湾"),
            (r"\bAI\b", "用AI做", "ai"),
            (r"(?i)supOS", "SUPOS 平台", "supos"),
            (r"“双创”", "「双创」", "\"双创\""),
        ] {
            assert_eq!(found(regex, text), [place], "{regex}");
        }
        assert!(found(r"\bAI\b", "塞 fairly 远").is_empty());
    }

    #[test]
    fn nothing_is_found_by_an_expression_that_matches_nothing() {
        for regex in ["", "x*", r"\s*", "^", "(|a)*?"] {
            assert!(found(regex, "科技 金融").is_empty(), "{regex}");
        }
    }

    #[test]
    fn a_paragraph_ends_a_match() {
        let term = RegexTerm::new("甲[^x]*|^丙", 0).unwrap();
        let text = "甲乙\n丙";
        assert_eq!(term.matcher().first(text.as_bytes()), Some(0..6));
        assert_eq!(term.matcher().count(text.as_bytes()), 2);
    }

    #[test]
    fn an_evil_expression_is_refused_at_once() {
        for evil in [
            "(((a{100}){100}){100}){100}",
            r"\w{2000}",
            &"(".repeat(5_000),
            &format!("{}a{}", "(".repeat(100), ")".repeat(100)),
            r"(\pL{50}){50}",
        ] {
            let error = RegexTerm::new(evil, 3).unwrap_err();
            assert!(error.at.start >= 3 && error.at.end <= 3 + evil.len());
        }
        let error = RegexTerm::new("ab[", 1).unwrap_err();
        assert_eq!(error.at, 3..4);
    }
}

//! The grammar.
//!
//! ```text
//! query  = all { OR all }                     OR binds looser than AND
//! all    = one { [AND] one }
//! one    = "-" one | "(" query ")" | phrase | "/" regex "/" | field ":" value | word
//! phrase = any pair of quotation marks: "…" “…” 「…」 『…』 ‘…’
//! value  = phrase | word
//! ```
//!
//! Every sign may be typed full-width, with an input method on. Signs inside a word are part of it
//! but for quotation marks and parentheses, which end it.

use std::ops::Range;

use super::facts::Filter;
use super::{Node, Pattern, Query, QueryError, QueryFault, RegexTerm, Term, value};

/// Most characters of a query.
const MOST_CHARS: usize = 4_000;
/// Most terms and fields: each may need a table for pinyin.
const MOST_TERMS: usize = 50;
/// Deepest nesting of parentheses and `-`.
const DEEPEST: usize = 60;

/// Fields with their other names, as they are typed after folding.
pub const FIELDS: [(&str, &[&str]); 10] = [
    ("title", &["标题", "题名", "篇名"]),
    ("series", &["刊名", "刊物", "系列"]),
    ("year", &["年", "年份"]),
    ("issue", &["期", "期号", "刊期"]),
    ("region", &["地区", "区域"]),
    ("theme", &["主题"]),
    ("tag", &["标签"]),
    ("note", &["笔记", "批注"]),
    ("is", &["是", "状态"]),
    ("has", &["有", "含"]),
];

pub(super) fn parse(text: &str) -> Result<Option<Node>, QueryError> {
    if let Some((at, _)) = text.char_indices().nth(MOST_CHARS) {
        return Err(QueryError {
            at: at..text.len(),
            kind: QueryFault::TooLong(MOST_CHARS),
        });
    }
    let mut parser = Parser {
        text,
        at: 0,
        terms: 0,
        depth: 0,
    };
    parser.skip_space();
    if parser.at == text.len() {
        return Ok(None);
    }
    let root = parser.any()?;
    match parser.peek() {
        // Only a parenthesis ends a query before its end.
        Some(sign) => Err(parser.fault_here(QueryFault::Parenthesis(sign))),
        None => Ok(Some(root)),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    terms: usize,
    depth: usize,
}

/// A character as it is meant, whatever its width.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// What closes a phrase that `c` opens.
fn closing(c: char) -> Option<&'static [char]> {
    Some(match c {
        '"' | '＂' | '“' | '”' | '„' | '‟' => &['"', '＂', '“', '”', '‟'],
        '「' => &['」'],
        '『' => &['』'],
        '‘' => &['’'],
        _ => return None,
    })
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.bump();
        }
    }

    fn fault(at: Range<usize>, kind: QueryFault) -> QueryError {
        QueryError { at, kind }
    }

    /// A fault of the character here, or of the end of the query.
    fn fault_here(&self, kind: QueryFault) -> QueryError {
        let length = self.peek().map_or(0, char::len_utf8);
        Self::fault(self.at..self.at + length, kind)
    }

    /// Take the word `name` if it stands here by itself.
    fn takes(&mut self, names: &[&str]) -> bool {
        let end = self
            .rest()
            .find(|c| is_space(c) || matches!(plain(c), '(' | ')'))
            .map_or(self.text.len(), |length| self.at + length);
        let own: String = self.text[self.at..end].chars().map(plain).collect();
        let yes = names.contains(&own.as_str());
        if yes {
            self.at = end;
            self.skip_space();
        }
        yes
    }

    fn any(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all()?];
        loop {
            let start = self.at;
            if !self.takes(&["OR", "|", "||"]) {
                break;
            }
            if self.peek().is_none_or(|c| plain(c) == ')') {
                let sign = self.text[start..self.at].trim_end().len();
                return Err(Self::fault(start..start + sign, QueryFault::Nothing));
            }
            nodes.push(self.all()?);
        }
        Ok(join(nodes, Node::Or))
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.one()?];
        loop {
            let start = self.at;
            let and = self.takes(&["AND", "&&"]);
            let before = self.at;
            let ends =
                self.peek().is_none_or(|c| plain(c) == ')') || self.takes(&["OR", "|", "||"]);
            self.at = before;
            if ends && and {
                let sign = self.text[start..self.at].trim_end().len();
                return Err(Self::fault(start..start + sign, QueryFault::Nothing));
            }
            if ends {
                break;
            }
            nodes.push(self.one()?);
        }
        Ok(join(nodes, Node::And))
    }

    fn one(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        for operator in [&["OR", "|", "||"][..], &["AND", "&&"]] {
            if self.takes(operator) {
                let sign = self.text[start..self.at].trim_end().len();
                return Err(Self::fault(start..start + sign, QueryFault::Nothing));
            }
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault_here(QueryFault::TooDeep));
        }
        let Some(first) = self.peek() else {
            return Err(self.fault_here(QueryFault::Nothing));
        };
        let node = match plain(first) {
            '-' => {
                self.bump();
                if self.peek().is_none_or(|c| is_space(c) || plain(c) == ')') {
                    return Err(Self::fault(start..self.at, QueryFault::Nothing));
                }
                Node::Not(Box::new(self.one()?))
            }
            '(' => self.group()?,
            ')' => return Err(self.fault_here(QueryFault::Parenthesis(first))),
            '/' => self.regex()?,
            _ => self.term()?,
        };
        self.depth -= 1;
        self.skip_space();
        Ok(node)
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        let sign = self.peek().unwrap_or('(');
        self.bump();
        let inside = start..self.at;
        self.skip_space();
        match self.peek() {
            None => return Err(Self::fault(inside, QueryFault::Parenthesis(sign))),
            Some(c) if plain(c) == ')' => {
                self.bump();
                return Err(Self::fault(start..self.at, QueryFault::Nothing));
            }
            Some(_) => {}
        }
        let node = self.any()?;
        if self.peek().is_none() {
            return Err(Self::fault(inside, QueryFault::Parenthesis(sign)));
        }
        self.bump();
        Ok(node)
    }

    /// One more term or field.
    fn count(&mut self, start: usize) -> Result<(), QueryError> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            let kind = QueryFault::TooLong(MOST_TERMS);
            return Err(Self::fault(start..self.text.len(), kind));
        }
        Ok(())
    }

    fn regex(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        let sign = self.peek().unwrap_or('/');
        self.bump();
        let open = Self::fault(start..self.at, QueryFault::Open(sign));
        let inner = self.at;
        let mut escaped = false;
        for (at, c) in self.rest().char_indices() {
            let next = self.text[inner + at + c.len_utf8()..].chars().next();
            let ends = next.is_none_or(|c| is_space(c) || plain(c) == ')');
            if plain(c) == '/' && !escaped && ends {
                let end = inner + at;
                self.at = end + c.len_utf8();
                if end == inner {
                    return Err(Self::fault(start..self.at, QueryFault::Nothing));
                }
                self.count(start)?;
                let regex = RegexTerm::new(&self.text[inner..end], inner)?;
                return Ok(Node::Term(Term::Regex(regex)));
            }
            escaped = c == '\\' && !escaped;
        }
        Err(open)
    }

    /// The text between a pair of quotation marks, if one opens here.
    fn phrase(&mut self) -> Result<Option<Pattern>, QueryError> {
        let Some(sign) = self.peek() else {
            return Ok(None);
        };
        let Some(closing) = closing(sign) else {
            return Ok(None);
        };
        let start = self.at;
        self.bump();
        let inner = self.at;
        let Some(length) = self.rest().find(closing) else {
            return Err(Self::fault(start..inner, QueryFault::Open(sign)));
        };
        self.at = inner + length;
        self.bump();
        let pattern = Pattern::phrase(&self.text[inner..inner + length]);
        if pattern.folded().is_empty() {
            return Err(Self::fault(start..self.at, QueryFault::Nothing));
        }
        Ok(Some(pattern))
    }

    /// The word that begins here: up to a space, a parenthesis or a quotation mark.
    fn word(&self) -> Range<usize> {
        let length = self
            .rest()
            .find(|c| {
                is_space(c)
                    || matches!(plain(c), '(' | ')')
                    // ’ is the apostrophe of an input method.
                    || (closing(c).is_some() && c != '‘')
            })
            .unwrap_or(self.rest().len());
        self.at..self.at + length
    }

    fn term(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        self.count(start)?;
        if let Some(pattern) = self.phrase()? {
            return Ok(Node::Term(Term::Phrase(pattern)));
        }
        let word = self.word();
        let own = &self.text[word.clone()];
        if let Some((colon, sign)) = own.char_indices().find(|(_, c)| plain(*c) == ':')
            && let Some(field) = field(&own[..colon], &own[colon + sign.len_utf8()..])
        {
            let field =
                field.map_err(|name| Self::fault(start..start + colon, QueryFault::Field(name)))?;
            self.at = start + colon + sign.len_utf8();
            return self.filter(field, start).map(Node::Filter);
        }
        self.at = word.end;
        let pattern = Pattern::word(own);
        if pattern.folded().is_empty() {
            // Signs that have no width.
            return Err(Self::fault(word, QueryFault::Nothing));
        }
        Ok(Node::Term(Term::Word(pattern)))
    }

    fn filter(&mut self, field: &str, start: usize) -> Result<Filter, QueryError> {
        let at = self.at;
        let phrase = self.phrase()?;
        let typed = match &phrase {
            Some(pattern) => pattern.typed().to_owned(),
            None => {
                let word = self.word();
                self.at = word.end;
                self.text[word].to_owned()
            }
        };
        let at = at..self.at;
        if crate::search::folded(&typed).is_empty() {
            return Err(Self::fault(start..at.end, QueryFault::NoValue));
        }
        let pattern = || phrase.clone().unwrap_or_else(|| Pattern::word(&typed));
        let found = match field {
            "title" => Ok(Filter::Title(pattern())),
            "series" => Ok(Filter::Series(pattern())),
            "region" => Ok(Filter::Region(pattern())),
            "theme" => Ok(Filter::Theme(pattern())),
            "tag" => Ok(Filter::Tag(pattern())),
            "note" => Ok(Filter::Note(pattern())),
            "year" => value::years(&typed).map(Filter::Year),
            "issue" => value::issues(&typed).map(Filter::Issue),
            "is" => value::state(&typed).map(Filter::Is),
            _ => value::what(&typed).map(Filter::Has),
        };
        found.map_err(|kind| Self::fault(at, kind))
    }
}

/// The field that `name` with a colon names, given what follows; `None` for a word with a colon in
/// it. A Latin name that there is not is a slip that would find nothing without a word, unless what
/// follows shows that no field was meant (`https://…`, `a:`).
fn field(name: &str, after: &str) -> Option<Result<&'static str, String>> {
    let folded = crate::search::folded(name);
    let known = FIELDS
        .iter()
        .find(|(own, others)| *own == folded || others.contains(&folded.as_str()));
    if let Some((own, _)) = known {
        return Some(Ok(own));
    }
    let latin = folded.len() >= 2 && folded.bytes().all(|b| b.is_ascii_lowercase());
    let slip = latin
        && !after.is_empty()
        && !after.starts_with("//")
        && !folded.ends_with("lu")
        && !folded.ends_with("nu");
    slip.then(|| Err(name.to_owned()))
}

/// One node of several; those of the same kind inside are taken out of their parentheses.
fn join(mut nodes: Vec<Node>, kind: fn(Vec<Node>) -> Node) -> Node {
    if nodes.len() == 1
        && let Some(only) = nodes.pop()
    {
        return only;
    }
    let is_and = matches!(kind(Vec::new()), Node::And(_));
    let flat = nodes
        .into_iter()
        .flat_map(|node| match node {
            Node::And(inner) if is_and => inner,
            Node::Or(inner) if !is_and => inner,
            node => vec![node],
        })
        .collect();
    kind(flat)
}

impl std::str::FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        Self::parse(text)
    }
}

//! Where issues come from and in which order they stand.
//!
//! The text of all articles lies in one string; issues, articles and blocks are ranges of it, so a
//! scan of the whole library is a scan of one buffer and nothing is copied to be shown.

pub mod file;
pub mod folder;
mod render;
pub mod shelf;
mod update;

pub use folder::LibraryFault;
pub use render::{render, render_article};
pub use update::{adopt, update};

use std::ops::Range;
use std::path::PathBuf;

use crate::bulletin::{
    Article, ArticleId, Block, BlockKind, ContentsEntry, ImportNote, Issue, IssueId, Source,
    TextKind,
};

// The issues of `data/` as code, made by build.rs.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// An id of an embedded issue; that each is one is held by a test.
fn id(text: &str) -> IssueId {
    text.parse().unwrap_or_else(|_| IssueId::of(text, 0, 0))
}

/// The files that the embedded issues are made of, oldest first.
#[cfg(test)]
pub(crate) static EMBEDDED: [(&str, &str); 5] = [
    ("2023-10.toml", include_str!("../../data/2023-10.toml")),
    ("2023-12.toml", include_str!("../../data/2023-12.toml")),
    ("2024-01.toml", include_str!("../../data/2024-01.toml")),
    ("2024-02.toml", include_str!("../../data/2024-02.toml")),
    ("2024-09.toml", include_str!("../../data/2024-09.toml")),
];

/// Handle of an issue in one library, in the order of the list: newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IssueRef(u32);

/// Handle of an article in one library, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleRef(u32);

/// Where an issue was loaded from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Built into the program.
    Embedded,
    /// A file of the user's library.
    File(PathBuf),
}

/// All issues in memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Library {
    text: String,
    issues: Vec<IssueRecord>,
    articles: Vec<ArticleRecord>,
    blocks: Vec<BlockRecord>,
}

/// Range of bytes in the library's text.
type Span = Range<u32>;

#[derive(Debug, Clone, PartialEq, Eq)]
struct IssueRecord {
    issue: Box<Masthead>,
    articles: Range<u32>,
}

/// Everything of an issue but its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Masthead {
    id: IssueId,
    title: String,
    year: u16,
    number: u16,
    total: Option<u32>,
    publisher: Option<String>,
    editor: Option<String>,
    phone: Option<String>,
    text: TextKind,
    source: Option<Source>,
    contents: Vec<ContentsEntry>,
    notes: Vec<ImportNote>,
    origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct ArticleRecord {
    issue: IssueRef,
    title: Span,
    page: Option<u32>,
    region: Option<Span>,
    theme: Option<Span>,
    blocks: Range<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct BlockRecord {
    kind: BlockKind,
    text: Span,
    page: Option<u32>,
}

impl Library {
    /// A library of these issues. A later issue takes the place of an earlier one with its id.
    pub fn new(issues: impl IntoIterator<Item = (Issue, Origin)>) -> Self {
        let mut all: Vec<(Issue, Origin)> = issues.into_iter().collect();
        // Stable, so that of equal ids the later one stands last; it is the one that is kept.
        all.sort_by(|(a, _), (b, _)| order(b).cmp(&order(a)));
        let mut library = Self::default();
        let mut all = all.into_iter().peekable();
        while let Some((issue, origin)) = all.next() {
            if all.peek().is_some_and(|(next, _)| next.id == issue.id) {
                continue;
            }
            library.push(issue, origin);
        }
        library
    }

    /// The issues built into the program.
    pub fn embedded() -> Vec<(Issue, Origin)> {
        embedded_issues()
            .into_iter()
            .map(|issue| (issue, Origin::Embedded))
            .collect()
    }

    fn push(&mut self, issue: Issue, origin: Origin) {
        let handle = IssueRef(self.issues.len() as u32);
        let first = self.articles.len() as u32;
        for article in issue.articles {
            let title = self.store(&article.title);
            let region = article.region.as_deref().map(|region| self.store(region));
            let theme = article.theme.as_deref().map(|theme| self.store(theme));
            let block = self.blocks.len() as u32;
            for part in article.blocks {
                let text = self.store(&part.text);
                self.blocks.push(BlockRecord {
                    kind: part.kind,
                    text,
                    page: part.page,
                });
            }
            let blocks = block..self.blocks.len() as u32;
            let page = article.page;
            self.articles.push(ArticleRecord {
                issue: handle,
                title,
                page,
                region,
                theme,
                blocks,
            });
        }
        let masthead = Masthead {
            id: issue.id,
            title: issue.title,
            year: issue.year,
            number: issue.number,
            total: issue.total,
            publisher: issue.publisher,
            editor: issue.editor,
            phone: issue.phone,
            text: issue.text,
            source: issue.source,
            contents: issue.contents,
            notes: issue.notes,
            origin,
        };
        self.issues.push(IssueRecord {
            issue: Box::new(masthead),
            articles: first..self.articles.len() as u32,
        });
    }

    fn store(&mut self, text: &str) -> Span {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        start..self.text.len() as u32
    }

    fn slice(&self, span: &Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// How many issues there are.
    pub fn len(&self) -> usize {
        self.issues.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.issues.is_empty()
    }

    /// The issues, newest first.
    pub fn issues(&self) -> impl ExactSizeIterator<Item = IssueView<'_>> + DoubleEndedIterator {
        (0..self.issues.len() as u32).map(|index| self.issue(IssueRef(index)))
    }

    /// The issue at `position` of the list, from 0.
    pub fn issue_at(&self, position: usize) -> Option<IssueView<'_>> {
        (position < self.issues.len()).then(|| self.issue(IssueRef(position as u32)))
    }

    /// The issue of a handle of this library.
    pub fn issue(&self, handle: IssueRef) -> IssueView<'_> {
        IssueView {
            library: self,
            handle,
        }
    }

    /// The article of a handle of this library.
    pub fn article(&self, handle: ArticleRef) -> ArticleView<'_> {
        ArticleView {
            library: self,
            handle,
        }
    }

    /// The issue with this id.
    pub fn find(&self, id: &IssueId) -> Option<IssueView<'_>> {
        self.issues().find(|issue| issue.id() == id)
    }

    /// The article with this id.
    pub fn find_article(&self, id: &ArticleId) -> Option<ArticleView<'_>> {
        self.find(&id.issue)?.article(id.number)
    }

    /// The issues that `tail` names: an id, or the end of one after a `-` (`2024-9`).
    pub fn matching(&self, tail: &str) -> Vec<IssueView<'_>> {
        match self.issues().find(|issue| issue.id().as_str() == tail) {
            Some(exact) => vec![exact],
            None => self
                .issues()
                .filter(|issue| issue.id().has_tail(tail))
                .collect(),
        }
    }
}

/// Newest first within the list; series of the same month in the order of their ids.
fn order(issue: &Issue) -> (u16, u16, std::cmp::Reverse<&IssueId>) {
    (issue.year, issue.number, std::cmp::Reverse(&issue.id))
}

/// One issue of a library.
#[derive(Debug, Clone, Copy)]
pub struct IssueView<'a> {
    library: &'a Library,
    handle: IssueRef,
}

impl<'a> IssueView<'a> {
    fn record(self) -> &'a IssueRecord {
        &self.library.issues[self.handle.0 as usize]
    }

    /// Its handle.
    pub fn handle(self) -> IssueRef {
        self.handle
    }

    /// Its position in the list, from 0.
    pub fn position(self) -> usize {
        self.handle.0 as usize
    }

    /// Its id.
    pub fn id(self) -> &'a IssueId {
        &self.record().issue.id
    }

    /// Title of the series.
    pub fn title(self) -> &'a str {
        &self.record().issue.title
    }

    /// Year.
    pub fn year(self) -> u16 {
        self.record().issue.year
    }

    /// Number in the year.
    pub fn number(self) -> u16 {
        self.record().issue.number
    }

    /// Number since the first issue, where it is printed.
    pub fn total(self) -> Option<u32> {
        self.record().issue.total
    }

    /// Publishing unit.
    pub fn publisher(self) -> Option<&'a str> {
        self.record().issue.publisher.as_deref()
    }

    /// Editor.
    pub fn editor(self) -> Option<&'a str> {
        self.record().issue.editor.as_deref()
    }

    /// Telephone.
    pub fn phone(self) -> Option<&'a str> {
        self.record().issue.phone.as_deref()
    }

    /// Whether the articles are the bulletin's own text or digests.
    pub fn text(self) -> TextKind {
        self.record().issue.text
    }

    /// The file the issue was read from.
    pub fn source(self) -> Option<&'a Source> {
        self.record().issue.source.as_ref()
    }

    /// The printed contents.
    pub fn contents(self) -> &'a [ContentsEntry] {
        &self.record().issue.contents
    }

    /// Notes of the import.
    pub fn notes(self) -> &'a [ImportNote] {
        &self.record().issue.notes
    }

    /// Where it was loaded from.
    pub fn origin(self) -> &'a Origin {
        &self.record().issue.origin
    }

    /// Its articles in order.
    pub fn articles(self) -> impl ExactSizeIterator<Item = ArticleView<'a>> + DoubleEndedIterator {
        let library = self.library;
        self.record()
            .articles
            .clone()
            .map(move |index| library.article(ArticleRef(index)))
    }

    /// Its article with this number, from 1.
    pub fn article(self, number: u16) -> Option<ArticleView<'a>> {
        let index = self.record().articles.start + u32::from(number).checked_sub(1)?;
        self.record()
            .articles
            .contains(&index)
            .then(|| self.library.article(ArticleRef(index)))
    }

    /// The issue as a value of its own.
    pub fn to_issue(self) -> Issue {
        let masthead = self.record().issue.as_ref().clone();
        Issue {
            id: masthead.id,
            title: masthead.title,
            year: masthead.year,
            number: masthead.number,
            total: masthead.total,
            publisher: masthead.publisher,
            editor: masthead.editor,
            phone: masthead.phone,
            text: masthead.text,
            source: masthead.source,
            contents: masthead.contents,
            articles: self.articles().map(ArticleView::to_article).collect(),
            notes: masthead.notes,
        }
    }
}

/// One article of a library.
#[derive(Debug, Clone, Copy)]
pub struct ArticleView<'a> {
    library: &'a Library,
    handle: ArticleRef,
}

impl<'a> ArticleView<'a> {
    fn record(self) -> &'a ArticleRecord {
        &self.library.articles[self.handle.0 as usize]
    }

    /// Its handle.
    pub fn handle(self) -> ArticleRef {
        self.handle
    }

    /// The issue it stands in.
    pub fn issue(self) -> IssueView<'a> {
        self.library.issue(self.record().issue)
    }

    /// Its number in the issue, from 1.
    pub fn number(self) -> u16 {
        (self.handle.0 - self.issue().record().articles.start + 1) as u16
    }

    /// Its id.
    pub fn id(self) -> ArticleId {
        ArticleId {
            issue: self.issue().id().clone(),
            number: self.number(),
        }
    }

    /// Its title.
    pub fn title(self) -> &'a str {
        self.library.slice(&self.record().title)
    }

    /// The page it starts on.
    pub fn page(self) -> Option<u32> {
        self.record().page
    }

    /// The region it is about.
    pub fn region(self) -> Option<&'a str> {
        self.record()
            .region
            .as_ref()
            .map(|span| self.library.slice(span))
    }

    /// Its theme.
    pub fn theme(self) -> Option<&'a str> {
        self.record()
            .theme
            .as_ref()
            .map(|span| self.library.slice(span))
    }

    /// Its headings and paragraphs.
    pub fn blocks(self) -> impl ExactSizeIterator<Item = BlockView<'a>> + DoubleEndedIterator {
        let library = self.library;
        let range = self.record().blocks.start as usize..self.record().blocks.end as usize;
        library.blocks[range].iter().map(move |block| BlockView {
            kind: block.kind,
            text: library.slice(&block.text),
            page: block.page,
        })
    }

    /// The block at `position`, from 0.
    pub fn block(self, position: usize) -> Option<BlockView<'a>> {
        self.blocks().nth(position)
    }

    /// The article as a value of its own.
    pub fn to_article(self) -> Article {
        Article {
            title: self.title().to_owned(),
            page: self.page(),
            region: self.region().map(str::to_owned),
            theme: self.theme().map(str::to_owned),
            blocks: self
                .blocks()
                .map(|block| Block {
                    kind: block.kind,
                    text: block.text.to_owned(),
                    page: block.page,
                })
                .collect(),
        }
    }
}

/// One block of an article.
#[derive(Debug, Clone, Copy)]
pub struct BlockView<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: &'a str,
    /// Page it starts on.
    pub page: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        Library::new(Library::embedded())
    }

    #[test]
    fn every_embedded_issue_is_its_file_and_is_named_by_its_masthead() {
        for ((name, text), (embedded, _)) in EMBEDDED.into_iter().zip(Library::embedded()) {
            let issue = file::parse(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            assert_eq!(
                issue.id,
                IssueId::of(&issue.title, issue.year, issue.number)
            );
            assert_eq!(issue.text, TextKind::Digest);
            assert_eq!(issue, embedded, "{name}");
        }
    }

    #[test]
    fn the_five_issues_hold_thirty_three_articles_newest_first() {
        let library = library();
        let counts: Vec<usize> = library
            .issues()
            .map(|issue| issue.articles().len())
            .collect();
        assert_eq!(counts, [6, 8, 6, 6, 7]);
        assert_eq!(library.issue_at(0).unwrap().id().as_str(), "kjqbck-2024-09");
    }

    #[test]
    fn a_tail_finds_an_issue_and_a_number_its_article() {
        let library = library();
        assert_eq!(library.matching("2024-9").len(), 1);
        assert_eq!(library.matching("2024").len(), 0);
        let id: ArticleId = "kjqbck-2024-02/8".parse().unwrap();
        let article = library.find_article(&id).unwrap();
        assert_eq!(article.id(), id);
        assert_eq!(article.page(), Some(11));
        assert!(article.issue().article(9).is_none() && article.issue().article(0).is_none());
    }

    #[test]
    fn an_issue_of_the_user_takes_the_place_of_the_embedded_one() {
        let mut own = file::parse(EMBEDDED[4].1).unwrap();
        own.articles.truncate(1);
        let path = Origin::File(PathBuf::from("own.toml"));
        let library = Library::new(
            Library::embedded()
                .into_iter()
                .chain([(own.clone(), path.clone())]),
        );
        assert_eq!(library.len(), 5);
        let issue = library.find(&own.id).unwrap();
        assert_eq!(issue.origin(), &path);
        assert_eq!(issue.to_issue(), own);
    }
}

//! Issues, articles and blocks as they are read: views of the bytes of a pack.

use std::ops::Range;
use std::sync::OnceLock;

use super::pack::{Facts, Pack, Record, Row, encode};
use super::{ArticleRef, IssueRef, Library, Origin, folder};
use crate::bulletin::{
    Article, ArticleId, Block, BlockKind, ContentsEntry, ImportNote, Issue, IssueId, Source,
    TextKind,
};

/// What was read of an issue, kept as long as the library.
#[derive(Debug)]
pub(super) struct Memo {
    id: IssueId,
    origin: Origin,
    facts: OnceLock<Facts>,
    /// The record anew from the issue's file, where the cache's was damaged.
    mended: OnceLock<Option<Vec<u8>>>,
}

/// One issue of a library.
#[derive(Debug, Clone, Copy)]
pub struct IssueView<'a> {
    library: &'a Library,
    handle: IssueRef,
}

impl<'a> IssueView<'a> {
    pub(super) fn new(library: &'a Library, handle: IssueRef) -> Self {
        Self { library, handle }
    }

    fn place(self) -> (&'a Pack, usize) {
        self.library.place(self.handle)
    }

    fn row(self) -> Row<'a> {
        let (pack, issue) = self.place();
        pack.index.row(issue)
    }

    fn memo(self) -> &'a Memo {
        self.library.0.memos[self.handle.0 as usize].get_or_init(|| {
            let (pack, issue) = self.place();
            let row = pack.index.row(issue);
            let id = row.id().parse();
            Box::new(Memo {
                id: id.unwrap_or_else(|_| IssueId::of(row.title(), row.year(), row.number())),
                origin: pack.path(issue).map_or(Origin::Embedded, Origin::File),
                facts: OnceLock::new(),
                mended: OnceLock::new(),
            })
        })
    }

    /// Its record; of a damaged cache the issue's file is read in its place.
    pub(super) fn record(self) -> Record<'a> {
        let (pack, issue) = self.place();
        let mended = self.memo().mended.get_or_init(|| {
            if pack.is_sound(issue) {
                return None;
            }
            pack.discard();
            let mut record = Vec::new();
            if let Some(issue) = pack
                .path(issue)
                .and_then(|path| folder::load_file(&path).ok())
            {
                encode(&issue, &mut record);
            }
            Some(record)
        });
        Record(mended.as_deref().unwrap_or_else(|| pack.record(issue)))
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
        &self.memo().id
    }

    /// Title of the series.
    pub fn title(self) -> &'a str {
        self.row().title()
    }

    /// Year.
    pub fn year(self) -> u16 {
        self.row().year()
    }

    /// Number in the year.
    pub fn number(self) -> u16 {
        self.row().number()
    }

    /// Number since the first issue, where it is printed.
    pub fn total(self) -> Option<u32> {
        self.row().total()
    }

    fn facts(self) -> &'a Facts {
        self.memo().facts.get_or_init(|| self.record().facts())
    }

    /// Publishing unit.
    pub fn publisher(self) -> Option<&'a str> {
        self.facts().publisher.as_deref()
    }

    /// Editor.
    pub fn editor(self) -> Option<&'a str> {
        self.facts().editor.as_deref()
    }

    /// Telephone.
    pub fn phone(self) -> Option<&'a str> {
        self.facts().phone.as_deref()
    }

    /// Whether the articles are the bulletin's own text or digests.
    pub fn text(self) -> TextKind {
        self.row().kind()
    }

    /// The file the issue was read from.
    pub fn source(self) -> Option<&'a Source> {
        self.facts().source.as_ref()
    }

    /// The printed contents.
    pub fn contents(self) -> &'a [ContentsEntry] {
        &self.facts().contents
    }

    /// Notes of the import.
    pub fn notes(self) -> &'a [ImportNote] {
        &self.facts().notes
    }

    /// Where it was loaded from.
    pub fn origin(self) -> &'a Origin {
        &self.memo().origin
    }

    /// Its articles in order.
    pub fn articles(self) -> impl ExactSizeIterator<Item = ArticleView<'a>> + DoubleEndedIterator {
        (0..self.row().articles() as u32).map(move |article| {
            let issue = self.handle;
            ArticleView::new(self.library, ArticleRef { issue, article })
        })
    }

    /// Its article with this number, from 1.
    pub fn article(self, number: u16) -> Option<ArticleView<'a>> {
        let article = u32::from(number).checked_sub(1)?;
        let issue = self.handle;
        ((article as usize) < self.row().articles())
            .then(|| ArticleView::new(self.library, ArticleRef { issue, article }))
    }

    /// Whether `other`, of this or another library, is this very issue to the last byte.
    ///
    /// Cheap for issues of the cache, which need not be read for it.
    pub fn is_same(self, other: IssueView<'_>) -> bool {
        let ((pack, issue), (other, there)) = (self.place(), other.place());
        pack.is_same(issue, other, there)
    }

    /// Whether it comes from the same file as `other`, or both are built in.
    pub(super) fn has_origin_of(self, other: IssueView<'_>) -> bool {
        let ((pack, issue), (other, there)) = (self.place(), other.place());
        pack.has_source_of(issue, other, there)
    }

    /// The issue as a value of its own.
    pub fn to_issue(self) -> Issue {
        let facts = self.facts().clone();
        Issue {
            id: self.id().clone(),
            title: self.title().to_owned(),
            year: self.year(),
            number: self.number(),
            total: self.total(),
            publisher: facts.publisher,
            editor: facts.editor,
            phone: facts.phone,
            text: self.text(),
            source: facts.source,
            contents: facts.contents,
            articles: self.articles().map(ArticleView::to_article).collect(),
            notes: facts.notes,
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
    pub(super) fn new(library: &'a Library, handle: ArticleRef) -> Self {
        Self { library, handle }
    }

    fn row(self) -> Option<super::pack::ArticleRow<'a>> {
        let record = self.issue().record();
        record.article(self.handle.article as usize)
    }

    /// Its handle.
    pub fn handle(self) -> ArticleRef {
        self.handle
    }

    /// The issue it stands in.
    pub fn issue(self) -> IssueView<'a> {
        self.library.issue(self.handle.issue)
    }

    /// Its number in the issue, from 1.
    pub fn number(self) -> u16 {
        (self.handle.article + 1) as u16
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
        self.row().map_or("", super::pack::ArticleRow::title)
    }

    /// The page it starts on.
    pub fn page(self) -> Option<u32> {
        self.row()?.page()
    }

    /// The region it is about.
    pub fn region(self) -> Option<&'a str> {
        self.row()?.region()
    }

    /// Its theme.
    pub fn theme(self) -> Option<&'a str> {
        self.row()?.theme()
    }

    fn range(self) -> Range<usize> {
        self.row().map_or(0..0, super::pack::ArticleRow::blocks)
    }

    /// Its headings and paragraphs.
    pub fn blocks(self) -> impl ExactSizeIterator<Item = BlockView<'a>> + DoubleEndedIterator {
        let record = self.issue().record();
        self.range().map(move |at| BlockView::of(record, at))
    }

    /// The block at `position`, from 0.
    pub fn block(self, position: usize) -> Option<BlockView<'a>> {
        let range = self.range();
        let record = self.issue().record();
        (position < range.len()).then(|| BlockView::of(record, range.start + position))
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

impl<'a> BlockView<'a> {
    fn of(record: Record<'a>, at: usize) -> Self {
        match record.block(at) {
            Some(row) => Self {
                kind: row.kind(),
                text: row.text(),
                page: row.page(),
            },
            None => Self {
                kind: BlockKind::Paragraph,
                text: "",
                page: None,
            },
        }
    }
}

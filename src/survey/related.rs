//! Related articles in a library.

use crate::library::{ArticleRef, ArticleView, IssueView, Library};
use crate::search::related::{Corpus, Counts, Postings, Related};

/// Bytes of text that are compared: some 3,000 issues. A reader waits a second or two for them.
const MOST: usize = 48 << 20;

/// The vectors of the newest issues of a library.
#[derive(Debug, Clone, Default)]
pub struct Links {
    articles: Vec<ArticleRef>,
    postings: Postings,
    corpus: Corpus,
    issues: usize,
}

impl Links {
    /// Make the vectors of the newest issues that are not too much text.
    pub fn of(library: &Library) -> Self {
        Self::of_unless(library, &|| false).unwrap_or_default()
    }

    /// The same; `None` if that is called off meanwhile.
    pub fn of_unless(library: &Library, called_off: &dyn Fn() -> bool) -> Option<Self> {
        let mut links = Self::default();
        // Counted twice rather than kept: an article has a thousand bigrams.
        let mut bytes = 0;
        for issue in library.issues() {
            if bytes > MOST {
                break;
            }
            if called_off() {
                return None;
            }
            links.issues += 1;
            for article in issue.articles() {
                bytes += article
                    .blocks()
                    .map(|block| block.text.len())
                    .sum::<usize>();
                links.corpus.add(&counts(article));
                links.articles.push(article.handle());
            }
        }
        let mut vectors = Vec::with_capacity(links.articles.len());
        for article in &links.articles {
            if called_off() {
                return None;
            }
            vectors.push(links.corpus.vector(&counts(library.article(*article))));
        }
        links.postings = Postings::of(vectors);
        Some(links)
    }

    /// How many issues are compared, the newest.
    pub fn issues(&self) -> usize {
        self.issues
    }

    /// The articles of other issues that are most like `article`, at most `most`.
    pub fn related(
        &self,
        library: &Library,
        article: ArticleView<'_>,
        most: usize,
    ) -> Vec<(ArticleRef, f32)> {
        let own = self.corpus.vector(&counts(article));
        let issue: IssueView<'_> = article.issue();
        let other = |position: usize| {
            library.article(self.articles[position]).issue().handle() != issue.handle()
        };
        self.postings
            .related(&own, most, other)
            .into_iter()
            .map(|Related { position, score }| (self.articles[position], score))
            .collect()
    }
}

fn counts(article: ArticleView<'_>) -> Counts {
    Counts::of(article.title(), article.blocks().map(|block| block.text))
}

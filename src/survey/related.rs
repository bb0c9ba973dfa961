//! Related articles in a library.

use crate::library::{ArticleRef, ArticleView, IssueView, Library};
use crate::search::related::{Corpus, Counts, Related, Vector, related};

/// Bytes of text that are compared: a few hundred issues, in well under a second.
const MOST: usize = 16 << 20;

/// The vectors of the newest issues of a library.
#[derive(Debug, Clone, Default)]
pub struct Links {
    articles: Vec<ArticleRef>,
    vectors: Vec<Vector>,
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
        let (mut all, mut bytes) = (Vec::new(), 0);
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
                let counts = counts(article);
                links.corpus.add(&counts);
                links.articles.push(article.handle());
                all.push(counts);
            }
        }
        links.vectors = all
            .iter()
            .map(|counts| links.corpus.vector(counts))
            .collect();
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
        related(&own, &self.vectors, most, other)
            .into_iter()
            .map(|Related { position, score }| (self.articles[position], score))
            .collect()
    }
}

fn counts(article: ArticleView<'_>) -> Counts {
    Counts::of(article.title(), article.blocks().map(|block| block.text))
}

//! Related articles in a library.

use std::sync::Arc;

use crate::library::{ArticleRef, ArticleView, Library, Vectors};

/// What the articles of a library have in common.
#[derive(Debug, Clone)]
pub struct Links(Arc<Vectors>);

impl Links {
    /// Find out what there is in common, or take it from the library's cache.
    pub fn of(library: &Library) -> Option<Self> {
        Self::of_unless(library, &|| false)
    }

    /// Find out what there is in common, or take it from the library's cache; `None` if that is
    /// called off meanwhile.
    pub fn of_unless(library: &Library, called_off: &(dyn Fn() -> bool + Sync)) -> Option<Self> {
        library
            .vectors(called_off)
            .map(|vectors| Self(Arc::new(vectors)))
    }

    /// The articles of other issues that are most like `article`, at most `most`; the library is the
    /// one that these links are of.
    pub fn related(&self, article: ArticleView<'_>, most: usize) -> Vec<(ArticleRef, f32)> {
        self.0.related(article, most)
    }
}

//! The regions of articles, and the tree that they make.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::library::{ArticleRef, ArticleView, IssueRef, Library};
use crate::search::regions::{self, Region, division};

/// The region of an article: what its file says, else what its title and body tell.
pub fn region_of(article: ArticleView<'_>) -> Option<Region> {
    match article.region() {
        Some(own) => regions::parse(own),
        None => regions::region_of(article.title(), article.blocks().map(|block| block.text)),
    }
}

/// The same as text, from the province down. A file may name one that no gazetteer has.
pub fn region_text(article: ArticleView<'_>) -> Option<Cow<'_, str>> {
    match article.region() {
        Some(own) => Some(Cow::Borrowed(own)),
        None => region_of(article).map(|region| Cow::Owned(region.path())),
    }
}

/// The articles of a library by region.
#[derive(Debug, Clone, Default)]
pub struct Regions {
    /// In the order of the library.
    of: Vec<(ArticleRef, Option<Region>)>,
    tree: Vec<Branch>,
}

/// A region with its articles, those of the regions in it among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The region; `None` for the articles of which none is known.
    pub region: Option<Region>,
    /// How deep it stands in the tree, from 0.
    pub depth: usize,
    /// Its articles.
    pub articles: usize,
    /// In how many issues they stand.
    pub issues: usize,
}

impl Regions {
    /// Find the region of every article, or take it from the library's cache.
    pub fn of(library: &Library) -> Self {
        Self::of_unless(library, &|| false).unwrap_or_default()
    }

    /// The same; `None` if that is called off meanwhile.
    pub fn of_unless(library: &Library, called_off: &(dyn Fn() -> bool + Sync)) -> Option<Self> {
        let of = library.regions(called_off)?;
        let tree = tree(library, &of);
        Some(Self { of, tree })
    }

    /// The articles in `region`, in the order of the library; without one those of unknown region.
    pub fn articles(&self, region: Option<Region>) -> impl Iterator<Item = ArticleRef> {
        let fits = move |of: Option<Region>| match (of, region) {
            (Some(of), Some(region)) => of.is_in(region),
            (None, None) => true,
            _ => false,
        };
        self.of
            .iter()
            .filter(move |(_, of)| fits(*of))
            .map(|(article, _)| *article)
    }

    /// The tree: each region before those in it, the one with the most articles first.
    pub fn tree(&self) -> &[Branch] {
        &self.tree
    }
}

/// Articles, issues, and the issue counted last.
type Count = (usize, usize, Option<IssueRef>);

fn tree(library: &Library, of: &[(ArticleRef, Option<Region>)]) -> Vec<Branch> {
    // By the number of the region, the unknown last: there may be half a million articles.
    let unknown = regions::count();
    let mut counts: Vec<Count> = vec![Count::default(); unknown + 1];
    for (article, region) in of {
        let issue = library.article(*article).issue().handle();
        let mut count = |slot: usize| {
            let (articles, issues, last) = &mut counts[slot];
            *articles += 1;
            if *last != Some(issue) {
                *issues += 1;
                *last = Some(issue);
            }
        };
        if region.is_none() {
            count(unknown);
        }
        for up in std::iter::successors(*region, |region| region.parent()) {
            count(usize::from(up.number()));
        }
    }
    let mut inside: BTreeMap<Option<Region>, Vec<Branch>> = BTreeMap::new();
    for (number, (articles, issues, _)) in counts.iter().enumerate() {
        let region = Region::numbered(number as u16).filter(|_| *articles > 0);
        if let Some(region) = region {
            inside.entry(region.parent()).or_default().push(Branch {
                region: Some(region),
                depth: 0,
                articles: *articles,
                issues: *issues,
            });
        }
    }
    let mut tree = Vec::new();
    grow(&mut inside, None, 0, &mut tree);
    let (articles, issues, _) = counts[unknown];
    if articles > 0 {
        tree.push(Branch {
            region: None,
            depth: 0,
            articles,
            issues,
        });
    }
    tree
}

fn grow(
    inside: &mut BTreeMap<Option<Region>, Vec<Branch>>,
    parent: Option<Region>,
    depth: usize,
    tree: &mut Vec<Branch>,
) {
    let mut level = inside.remove(&parent).unwrap_or_default();
    level.sort_by(|a, b| b.articles.cmp(&a.articles).then(a.region.cmp(&b.region)));
    for branch in level {
        let region = branch.region;
        tree.push(Branch { depth, ..branch });
        grow(inside, region, depth + 1, tree);
    }
}

impl Branch {
    /// What it is called in the tree; empty for the unknown.
    pub fn name(&self) -> &'static str {
        self.region.map_or("", |region| division(region).name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::regions::named;
    use crate::survey::Trend;

    #[test]
    fn the_tree_of_the_embedded_issues_counts_every_article_once_a_level() {
        let library = Library::new(Library::embedded());
        let regions = Regions::of(&library);
        let tree = regions.tree();
        let top: usize = tree
            .iter()
            .filter(|branch| branch.depth == 0)
            .map(|branch| branch.articles)
            .sum();
        assert_eq!(top, 33);
        let name = |branch: &Branch| (branch.name(), branch.depth, branch.articles, branch.issues);
        assert_eq!(name(&tree[0]), ("浙江省", 0, 7, 3));
        let nanjing = tree
            .iter()
            .find(|branch| branch.name() == "南京市")
            .unwrap();
        assert_eq!(name(nanjing), ("南京市", 1, 6, 3));
        let trend = Trend::of_articles(&library, regions.articles(Some(named("南京市")[0])));
        let trend: Vec<usize> = trend.points.iter().map(|told| told.articles).collect();
        assert_eq!(trend, [2, 1, 0, 3, 0]);
        assert_eq!(regions.articles(Some(named("江苏省")[0])).count(), 6);
    }

    #[test]
    fn the_file_wins_also_with_a_name_that_no_gazetteer_has() {
        let library = Library::new(Library::embedded());
        let issue = library.find(&"kjqbck-2024-09".parse().unwrap()).unwrap();
        let article = issue.article(3).unwrap();
        assert_eq!(region_text(article).as_deref(), Some("江西省赣江新区"));
        assert_eq!(region_of(article).unwrap().path(), "江西省");
    }
}

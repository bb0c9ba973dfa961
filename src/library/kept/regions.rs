//! The region of each article.

use super::super::pack::{BlockRow, Record};
use super::super::{ArticleRef, Library};
use super::{Maker, Missing, Prepared};
use crate::search::regions::{self, EDITION, Region};

/// Makes rows of two bytes, the number of the region.
struct Regions;

/// The number of no region.
const UNKNOWN: u16 = u16::MAX;

impl Maker for Regions {
    type Known = ();
    type Hand = ();

    const NAME: &'static str = "regions";
    const ROW: usize = 2;
    const EDITION: u32 = EDITION;

    fn prepare(&self, _: &Missing<'_>) -> Option<Prepared<()>> {
        Some(Prepared {
            known: (),
            beside: Vec::new(),
            reuse: true,
        })
    }

    fn make(&self, (): &(), (): &mut (), record: Record<'_>, rows: &mut Vec<u8>) {
        for article in (0..record.articles()).filter_map(|at| record.article(at)) {
            let region = if let Some(own) = article.region() {
                regions::parse(own)
            } else {
                let blocks = article.blocks().filter_map(|at| record.block(at));
                regions::region_of(article.title(), blocks.map(BlockRow::text))
            };
            let number = region.map_or(UNKNOWN, Region::number);
            rows.extend_from_slice(&number.to_le_bytes());
        }
    }
}

impl Library {
    /// The region of every article in the order of the list: what its file says, else what its title
    /// and text tell. `None` if that is called off.
    ///
    /// Of a library with a cache the answer is kept in it, so this reads and may write files.
    pub fn regions(
        &self,
        called_off: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<(ArticleRef, Option<Region>)>> {
        let table = self.table(&Regions, called_off)?;
        let mut all = Vec::with_capacity(table.stored.rows());
        for issue in self.issues() {
            let rows = table.rows_of(issue.handle());
            let (numbers, _) = rows.as_chunks::<2>();
            let numbers = numbers.iter().map(|number| u16::from_le_bytes(*number));
            let mut regions = numbers.map(Region::numbered);
            for article in issue.articles() {
                all.push((article.handle(), regions.next().flatten()));
            }
        }
        Some(all)
    }
}

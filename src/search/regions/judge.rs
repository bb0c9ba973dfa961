//! From the names in title and body to one region.

use std::collections::HashMap;

use super::gazetteer::{Level, Region};
use super::scan::{Name, names};

/// Of the names in a body, the region needs so many percent.
const MAJORITY: usize = 40;

/// The region that an article is about: the first of its title, else what most of its body names.
///
/// Names that many divisions have (鼓楼区, 朝阳) are settled by the others around them, and by the
/// body; where that does not help, by nothing.
pub fn region_of<'a>(title: &str, body: impl IntoIterator<Item = &'a str>) -> Option<Region> {
    let blocks: Vec<&str> = body.into_iter().collect();
    let in_title = names(title);
    let mut body: Option<Vec<Name>> = None;
    if let Some(first) = in_title.first() {
        let mut region = match first.regions.as_slice() {
            [only] => Some(*only),
            several => {
                let mut others: Vec<Name> = in_title[1..].to_vec();
                others.extend(body_names(&mut body, &blocks).iter().cloned());
                settle(several, first.full, &others)
            }
        };
        // 宁波海曙区: the names that follow lead further down.
        for next in &in_title[1..] {
            let Some(up) = region else { break };
            let within = |inner: &&Region| inner.is_in(up) && **inner != up;
            let follows = next.start.saturating_sub(first.start) < 36;
            if let Some(inner) = next.regions.iter().find(within).filter(|_| follows) {
                region = Some(*inner);
            }
        }
        // 慈溪, 西湖区: where nearly all of the body is of one part, that part it is — but a title
        // that names a province speaks of all of it.
        if let Some(region) = region {
            return Some(narrowed(region, body_names(&mut body, &blocks)));
        }
    }
    majority(body_names(&mut body, &blocks))
}

fn body_names<'b>(body: &'b mut Option<Vec<Name>>, blocks: &[&str]) -> &'b [Name] {
    body.get_or_insert_with(|| blocks.iter().flat_map(|block| names(block)).collect())
}

/// The one of several that the other names lie around.
fn settle(several: &[Region], full: bool, others: &[Name]) -> Option<Region> {
    // 吉林: the province; 吉林市: the city. 海南: the province, not the prefecture of Qinghai.
    let highest = several.iter().map(|region| region.level()).min()?;
    let mut top = several.iter().filter(|region| region.level() == highest);
    if let (Some(one), None) = (top.next(), top.next())
        && highest != Level::County
        && !full
    {
        return Some(*one);
    }
    let votes = |region: Region| {
        let line = region.line();
        others
            .iter()
            .filter(|name| name.regions.len() == 1)
            .map(|name| {
                let other = name.regions[0];
                let shared = line
                    .iter()
                    .filter(|up| other.is_in(**up) || **up == other)
                    .count();
                // 南京 says more of 鼓楼区 than 江苏 does.
                shared * shared
            })
            .sum::<usize>()
    };
    let mut best: Vec<(usize, Region)> = several
        .iter()
        .map(|region| (votes(*region), *region))
        .collect();
    best.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    match best.as_slice() {
        [(first, _), (second, _), ..] if first == second => {
            if highest == Level::County {
                None
            } else {
                several.iter().min_by_key(|region| region.level()).copied()
            }
        }
        [(_, region), ..] => Some(*region),
        [] => None,
    }
}

/// Further down, where the body opens with a part of the region and stays there: a title says
/// 浙江杭州 and the article is of 西湖区.
fn narrowed(region: Region, body: &[Name]) -> Region {
    if region.level() != Level::Prefecture {
        return region;
    }
    let part = |name: &Name| {
        let inner = name
            .regions
            .iter()
            .find(|inner| inner.is_in(region) && **inner != region);
        inner.copied().filter(|_| name.full)
    };
    let mut votes: HashMap<Region, usize> = HashMap::new();
    let mut whole = 0;
    for name in body {
        match part(name) {
            Some(inner) => *votes.entry(inner).or_default() += 1,
            None => whole += usize::from(name.regions.contains(&region)),
        }
    }
    let others: usize = votes.values().sum();
    let best = votes
        .into_iter()
        .max_by_key(|(region, count)| (*count, std::cmp::Reverse(*region)));
    match best {
        Some((inner, count)) if count >= 3 && count * 2 > others + whole => inner,
        _ => region,
    }
}

/// The region that most names of a body are of: the province first, then its parts.
fn majority(body: &[Name]) -> Option<Region> {
    let mut settled: Vec<Region> = Vec::new();
    for name in body {
        match name.regions.as_slice() {
            [only] => settled.push(*only),
            several => settled.extend(settle(several, name.full, body)),
        }
    }
    let mut region: Option<Region> = None;
    loop {
        let mut votes: HashMap<Region, usize> = HashMap::new();
        let mut within = 0;
        for name in &settled {
            let inside = region.is_none_or(|region| name.is_in(region));
            if !inside {
                continue;
            }
            within += 1;
            let line = name.line();
            let depth = region.map_or(0, |region| region.line().len());
            if let Some(next) = line.get(depth) {
                *votes.entry(*next).or_default() += 1;
            }
        }
        let best = votes
            .into_iter()
            .max_by_key(|(region, count)| (*count, std::cmp::Reverse(*region)));
        let Some((next, count)) = best else {
            return region;
        };
        // A region named once in passing is not what an article is about.
        if count < 2 || count * 100 < within * MAJORITY {
            return region;
        }
        region = Some(next);
    }
}

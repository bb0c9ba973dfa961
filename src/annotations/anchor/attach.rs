//! Anchors find their place in the text as it is now.

use super::fold::folded;
use super::locate::{Found, Wanted, locate};
use super::{Anchor, ArticleText, IssueText, Spot};

/// Likeness from which two titles may be the same one, edited.
const SAME_TITLE: f32 = 0.6;

/// What became of an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachment {
    /// It has its place.
    Attached(Attached),
    /// Its words are nowhere. The article it was made in, where that one is still there.
    Orphan {
        /// Number of the article.
        article: Option<u16>,
    },
}

/// The place of an anchor in the text as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attached {
    /// Number of the article, from 1.
    pub article: u16,
    /// Where the words begin; the beginning of the article for an anchor to the whole.
    pub start: Spot,
    /// Where they end.
    pub end: Spot,
    /// How it was found.
    pub how: How,
}

/// How an anchor was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The same words at the same place.
    Exact,
    /// The same words, but for spaces, width and quotation marks, at another place or in another
    /// paragraph.
    Moved,
    /// Words that are much alike, in percent.
    Fuzzy(u8),
}

impl Attachment {
    /// The place, if there is one.
    pub fn place(self) -> Option<Attached> {
        match self {
            Self::Attached(attached) => Some(attached),
            Self::Orphan { .. } => None,
        }
    }

    /// The article: that of the place, or the one that the orphan came from.
    pub fn article(self) -> Option<u16> {
        match self {
            Self::Attached(attached) => Some(attached.article),
            Self::Orphan { article } => article,
        }
    }
}

/// Find the place of `anchor` in the articles of its issue.
pub fn attach(anchor: &Anchor, issue: &IssueText<'_>) -> Attachment {
    if let Some(attached) = as_it_was(anchor, issue) {
        return Attachment::Attached(attached);
    }
    let homes = homes(anchor, issue);
    let attached = match anchor.spot {
        None => whole(anchor, &homes),
        Some(spot) => passage(anchor, spot, &homes),
    };
    attached.map_or_else(
        || {
            let home = homes.first().filter(|home| home.likeness >= SAME_TITLE);
            Attachment::Orphan {
                article: home.map(|home| home.article.number()),
            }
        },
        Attachment::Attached,
    )
}

/// The place of an anchor whose words and context are where they were, in the article where they
/// were: nothing is folded, so this costs next to nothing.
fn as_it_was(anchor: &Anchor, issue: &IssueText<'_>) -> Option<Attached> {
    let article = issue.article(anchor.article)?;
    if article.title() != anchor.title {
        return None;
    }
    let spot = anchor.spot?;
    let end = ends_at(article, spot, &anchor.quote.exact)?;
    let before = article.block(spot.block).get(..spot.offset as usize)?;
    let after = article.block(end.block).get(end.offset as usize..)?;
    let prefix = anchor.quote.prefix.rsplit('\n').next().unwrap_or_default();
    let suffix = anchor.quote.suffix.split('\n').next().unwrap_or_default();
    // Both sides: words that stand twice have at least one side of their own.
    let same = before.ends_with(prefix) && after.starts_with(suffix);
    let telling = prefix.len() + suffix.len() + anchor.quote.exact.len() >= 24;
    (same && telling).then_some(Attached {
        article: article.number(),
        start: spot,
        end,
        how: How::Exact,
    })
}

/// Where `words` end if they stand at `start`, block by block.
fn ends_at(article: &ArticleText<'_>, start: Spot, words: &str) -> Option<Spot> {
    let mut at = start;
    for (index, part) in words.split('\n').enumerate() {
        if index > 0 {
            if at.offset as usize != article.block(at.block).len() {
                return None;
            }
            at = Spot::new(at.block + 1, 0);
        }
        let block = article.blocks().get(at.block as usize)?;
        if !block.get(at.offset as usize..)?.starts_with(part) {
            return None;
        }
        at.offset += part.len() as u32;
    }
    Some(at)
}

/// An article that an anchor may belong to.
struct Home<'i, 'a> {
    article: &'i ArticleText<'a>,
    /// Likeness of its title, 0 to 1.
    likeness: f32,
}

/// The articles of the issue, the likeliest first: by title, then by how far the number is off.
fn homes<'i, 'a>(anchor: &Anchor, issue: &'i IssueText<'a>) -> Vec<Home<'i, 'a>> {
    let title: String = folded(&anchor.title).into_iter().collect();
    let mut homes: Vec<Home> = issue
        .articles()
        .iter()
        .map(|article| {
            let other: String = folded(article.title()).into_iter().collect();
            let likeness = match (title.is_empty(), article.number() == anchor.article) {
                // A hand-written entry gives the number alone.
                (true, true) => 1.0,
                (true, false) => 0.0,
                _ => strsim::normalized_levenshtein(&title, &other) as f32,
            };
            Home { article, likeness }
        })
        .collect();
    homes.sort_by(|a, b| {
        let off = |home: &Home| home.article.number().abs_diff(anchor.article);
        b.likeness
            .total_cmp(&a.likeness)
            .then_with(|| off(a).cmp(&off(b)))
    });
    homes
}

/// A whole article: the one with its title; where titles were edited its opening words decide.
fn whole(anchor: &Anchor, homes: &[Home<'_, '_>]) -> Option<Attached> {
    let first = homes.first()?;
    let twin = homes
        .get(1)
        .is_some_and(|second| second.likeness >= first.likeness);
    let opening = folded(&anchor.quote.exact);
    let home = if first.likeness >= 1.0 && (!twin || opening.is_empty()) {
        first
    } else {
        let alike = |home: &Home| {
            let text = &home.article.folded().chars;
            // The opening words are looked for near the beginning only.
            let near = &text[..text.len().min(3 * opening.len())];
            if opening.is_empty() {
                return 0.0;
            }
            let distances =
                super::fuzzy::Pattern::new(opening.iter().copied()).ends(near.iter().copied());
            let least = distances.into_iter().min().unwrap_or_default();
            1.0 - least as f32 / opening.len() as f32
        };
        let weigh = |home: &Home| {
            let words = alike(home);
            let enough = home.likeness >= 1.0
                || words >= 0.7
                || (home.likeness >= 0.75 && words >= 0.3)
                || (home.likeness >= 0.85 && home.article.number() == anchor.article);
            enough.then_some(home.likeness + words)
        };
        let weighed = homes.iter().filter_map(|home| Some((home, weigh(home)?)));
        // The first of equals: the order of the homes counts the number in.
        weighed
            .fold(
                None,
                |best: Option<(&Home, f32)>, (home, weight)| match best {
                    Some((_, most)) if most >= weight => best,
                    _ => Some((home, weight)),
                },
            )?
            .0
    };
    let article = home.article;
    let how = if home.likeness < 1.0 {
        How::Fuzzy((home.likeness * 100.0) as u8)
    } else if article.number() == anchor.article {
        How::Exact
    } else {
        How::Moved
    };
    Some(Attached {
        article: article.number(),
        start: Spot::default(),
        end: article.end(),
        how,
    })
}

/// A passage or place: in the article of that title, else in any other where it is beyond doubt.
fn passage(anchor: &Anchor, spot: Spot, homes: &[Home<'_, '_>]) -> Option<Attached> {
    let wanted = Wanted {
        exact: folded(&anchor.quote.exact),
        prefix: folded(&anchor.quote.prefix),
        suffix: folded(&anchor.quote.suffix),
    };
    if wanted.exact.is_empty() && wanted.prefix.is_empty() && wanted.suffix.is_empty() {
        return by_hint(anchor, spot, homes);
    }
    let mut best: Option<(&Home, Found)> = None;
    for (rank, home) in homes.iter().enumerate() {
        let text = home.article.folded();
        let Some(found) = locate(&wanted, &text.chars, text.index_of(spot)) else {
            continue;
        };
        let at_home = rank == 0 && home.likeness >= SAME_TITLE;
        if at_home && found.likeness >= 0.8 && found.best_context() >= 0.6 {
            best = Some((home, found));
            break;
        }
        if !at_home && home.likeness < SAME_TITLE && !beyond_doubt(&wanted, &found) {
            continue;
        }
        // Words of a formula may stand in another article more alike than at home.
        let bonus = |home: &Home| home.likeness * 16.0;
        if best
            .as_ref()
            .is_none_or(|(other, most)| found.gain + bonus(home) > most.gain + bonus(other))
        {
            best = Some((home, found));
        }
    }
    let (home, found) = best?;
    let article = home.article;
    let (start, end) = article.folded().spots(found.start, found.end);
    let same = article.number() == anchor.article
        && start == spot
        && article.slice(start, end) == anchor.quote.exact;
    let how = match found {
        _ if same => How::Exact,
        found if found.likeness >= 1.0 => How::Moved,
        found => How::Fuzzy(found.percent().min(99)),
    };
    Some(Attached {
        article: article.number(),
        start,
        end,
        how,
    })
}

/// Whether words found in an article of another title are the ones all the same.
fn beyond_doubt(wanted: &Wanted, found: &Found) -> bool {
    let all = wanted.exact.len() + wanted.prefix.len() + wanted.suffix.len();
    found.gain >= 20.0 && found.gain >= 0.4 * all as f32 && found.best_context() >= 0.6
}

/// A hand-written entry may give a block and no words: then there is nothing to go by but that.
fn by_hint(anchor: &Anchor, spot: Spot, homes: &[Home<'_, '_>]) -> Option<Attached> {
    let home = homes.first().filter(|home| home.likeness >= SAME_TITLE)?;
    let article = home.article;
    let start = article.clamp(spot);
    let moved = start != spot || article.number() != anchor.article;
    let how = if moved { How::Moved } else { How::Exact };
    Some(Attached {
        article: article.number(),
        start,
        end: start,
        how,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::IssueId;

    const ONE: &str = "成都正式出台《企业创新积分制工作实施方案》，把企业的创新表现折算成积分，供配置政策时参考。";
    const TWO: &str = "该区为首批13家试点国家高新区之一，参评企业数居全国试点高新区首位。全市上下深入贯彻落实创新驱动发展战略。";
    const THREE: &str =
        "南京市全力打通科创金融服务最后一公里，设立专项资金二十亿元，撬动社会资本投向早期项目。";

    fn id() -> IssueId {
        IssueId::of("科技快报", 2024, 9)
    }

    fn issue<'a>(articles: &[(&'a str, &[&'a str])]) -> IssueText<'a> {
        let article = |(index, (title, blocks)): (usize, &(&'a str, &[&'a str]))| {
            ArticleText::new(index as u16 + 1, title, blocks.to_vec())
        };
        IssueText::new(id(), articles.iter().enumerate().map(article))
    }

    fn anchor_to(issue: &IssueText<'_>, article: u16, words: &str) -> Anchor {
        let article = issue.article(article).unwrap();
        let found = article
            .blocks()
            .iter()
            .enumerate()
            .find_map(|(block, text)| Some((block as u32, text.find(words)? as u32)));
        let (block, start) = found.unwrap();
        let end = start + words.len() as u32;
        Anchor::passage(
            &id(),
            article,
            Spot::new(block, start),
            Spot::new(block, end),
        )
    }

    fn words_at(attachment: Attachment, issue: &IssueText<'_>) -> (u16, String, How) {
        let Attached {
            article,
            start,
            end,
            how,
        } = attachment.place().expect("attached");
        (
            article,
            issue.article(article).unwrap().slice(start, end),
            how,
        )
    }

    #[test]
    fn what_did_not_change_is_exact() {
        let text = issue(&[("甲", &[ONE, TWO]), ("乙", &[THREE])]);
        let anchor = anchor_to(&text, 1, "首批13家试点");
        assert_eq!(
            words_at(attach(&anchor, &text), &text),
            (1, "首批13家试点".into(), How::Exact)
        );
    }

    #[test]
    fn joined_paragraphs_and_respaced_digits_lose_nothing() {
        let text = issue(&[("甲", &[ONE, TWO])]);
        let anchor = anchor_to(&text, 1, "首批13家试点");
        let joined = format!("{ONE}{}", TWO.replace("13", " 13 "));
        let new = issue(&[("甲", &[&joined])]);
        assert_eq!(
            words_at(attach(&anchor, &new), &new),
            (1, "首批 13 家试点".into(), How::Moved)
        );
    }

    #[test]
    fn a_corrected_word_is_found_by_its_neighbours() {
        let text = issue(&[("甲", &[ONE, TWO])]);
        let anchor = anchor_to(&text, 1, "参评企业数居全国试点高新区首位");
        let corrected = TWO.replace("参评企业数居", "参加评价企业数量居");
        let new = issue(&[("甲", &[ONE, &corrected])]);
        let (article, words, how) = words_at(attach(&anchor, &new), &new);
        assert_eq!(
            (article, words.as_str()),
            (1, "参加评价企业数量居全国试点高新区首位")
        );
        assert!(matches!(how, How::Fuzzy(50..100)), "{how:?}");
    }

    #[test]
    fn an_article_put_before_and_an_edited_title_lose_nothing() {
        let title = "成都正式出台企业创新积分制工作实施方案";
        let text = issue(&[(title, &[ONE, TWO]), ("南京全力打通科创金融服务", &[THREE])]);
        let passage = anchor_to(&text, 1, "参评企业数居");
        let whole = Anchor::whole(&id(), text.article(1).unwrap());
        let new = issue(&[
            ("南京全力打通科创金融服务", &[THREE]),
            ("成都出台企业创新积分制实施方案", &[ONE, TWO]),
        ]);
        assert_eq!(words_at(attach(&passage, &new), &new).0, 2);
        let attached = attach(&whole, &new).place().unwrap();
        assert_eq!(attached.article, 2);
        assert!(matches!(attached.how, How::Fuzzy(_)));
    }

    #[test]
    fn words_that_stand_twice_are_told_apart_by_their_context() {
        let twice = "甲市设立专项资金，支持企业研发。乙县也设立专项资金，补助农户种粮。";
        let text = issue(&[("甲", &[twice])]);
        let second = twice.rfind("设立专项资金").unwrap() as u32;
        let words = "设立专项资金".len() as u32;
        let article = text.article(1).unwrap();
        let anchor = Anchor::passage(
            &id(),
            article,
            Spot::new(0, second),
            Spot::new(0, second + words),
        );
        let longer = format!("{ONE}{twice}");
        let new = issue(&[("甲", &[&longer])]);
        let attached = attach(&anchor, &new).place().unwrap();
        assert_eq!(attached.start.offset as usize, ONE.len() + second as usize);
    }

    #[test]
    fn a_deleted_sentence_leaves_an_orphan_that_knows_its_article() {
        let text = issue(&[("甲乙丙", &[ONE, TWO, THREE])]);
        let anchor = anchor_to(&text, 1, "企业");
        let new = issue(&[(
            "甲乙丙",
            &[
                THREE,
                "全市上下深入贯彻落实创新驱动发展战略，企业踊跃参加。",
            ],
        )]);
        assert_eq!(
            attach(&anchor, &new),
            Attachment::Orphan { article: Some(1) }
        );
        let empty = issue(&[]);
        assert_eq!(
            attach(&anchor, &empty),
            Attachment::Orphan { article: None }
        );
    }

    #[test]
    fn a_place_without_words_is_held_by_its_context() {
        let text = issue(&[("甲", &[ONE, TWO])]);
        let article = text.article(1).unwrap();
        let anchor = Anchor::place(&id(), article, Spot::new(0, ONE.len() as u32));
        assert_eq!(anchor.quote.exact, "");
        let joined = format!("{THREE}{ONE}{TWO}");
        let new = issue(&[("甲", &[&joined])]);
        let attached = attach(&anchor, &new).place().unwrap();
        assert_eq!(
            attached.start,
            Spot::new(0, (THREE.len() + ONE.len()) as u32)
        );
    }

    #[test]
    fn a_hand_written_entry_with_number_and_block_has_its_place() {
        let text = issue(&[("甲", &[ONE, TWO])]);
        let quote = super::super::Quote::default();
        let mut anchor = Anchor {
            issue: id(),
            article: 1,
            title: String::new(),
            spot: Some(Spot::new(1, 0)),
            quote,
        };
        assert_eq!(
            attach(&anchor, &text).place().unwrap().start,
            Spot::new(1, 0)
        );
        anchor.spot = None;
        assert_eq!(attach(&anchor, &text).place().unwrap().how, How::Exact);
    }
}

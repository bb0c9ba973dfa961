//! Makes a decision true in an issue whose source is not at hand.

use super::decision::{Decision, Place, Subject, Verdict};
use super::letters::letters;
use super::stream::{Stream, byte_of, text_of};
use crate::bulletin::{Article, Block, BlockKind, Issue};

/// Why a decision cannot be made true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// Its words are nowhere in the text.
    #[error("the words around the place are not in the text")]
    NotFound,
    /// They are there more than once.
    #[error("the words around the place are in the text more than once")]
    Ambiguous,
    /// A title stands between the two sides.
    #[error("a title stands between the two sides")]
    Title,
    /// The words are a part of a paragraph only.
    #[error("the words are only a part of a paragraph")]
    Part,
    /// Before the first article there is none that the text could belong to.
    #[error("before the first article there is none that its text could belong to")]
    First,
    /// Characters would be lost or added; a fault of this program.
    #[error("characters would be lost")]
    Lost,
}

/// Makes `decision` true in `issue`; whether that changed anything. After an error the issue is as
/// it was.
pub fn emend(issue: &mut Issue, decision: &Decision) -> Result<bool, Misfit> {
    let place = &decision.place;
    if decision.verdict == Verdict::Leave || place.subject == Subject::Remark {
        return Ok(false);
    }
    let stream = Stream::of(issue);
    let at = locate(&stream, place)?;
    let mut new = issue.clone();
    let changed = match decision.verdict {
        Verdict::Join => join(&mut new, &stream, at)?,
        Verdict::Split => split(&mut new, &stream, at, place),
        Verdict::Title => title(&mut new, &stream, at, place)?,
        Verdict::NotTitle => not_title(&mut new, &stream, at)?,
        Verdict::Leave => false,
    };
    if !squeezed(issue).eq(squeezed(&new)) {
        return Err(Misfit::Lost);
    }
    if changed {
        *issue = new;
    }
    Ok(changed)
}

/// Whether the words that a decision is known by are in the text. A remark is about no place in it.
pub fn has_place(issue: &Issue, decision: &Decision) -> bool {
    let place = &decision.place;
    place.subject == Subject::Remark || !place.find(&Stream::of(issue).letters).is_empty()
}

/// Titles and text without white space, in their order.
fn squeezed(issue: &Issue) -> impl Iterator<Item = char> + '_ {
    issue.articles.iter().flat_map(|article| {
        let blocks = article.blocks.iter().flat_map(|block| block.text.chars());
        let all = article.title.chars().chain(blocks);
        all.filter(|c| !c.is_whitespace())
    })
}

fn locate(stream: &Stream, place: &Place) -> Result<usize, Misfit> {
    let mut found = place.find(&stream.letters);
    if place.subject == Subject::Title {
        // The same words may stand within a paragraph.
        let starts = |at: &usize| stream.parts.iter().any(|(start, ..)| start == at);
        if found.iter().any(starts) {
            found.retain(starts);
        }
    }
    match found[..] {
        [] => Err(Misfit::NotFound),
        [at] => Ok(at),
        _ => Err(Misfit::Ambiguous),
    }
}

fn join(issue: &mut Issue, stream: &Stream, at: usize) -> Result<bool, Misfit> {
    let (start, article, block) = stream.parts[stream.part(at)];
    if start != at {
        return Ok(false);
    }
    let Some(block) = block.filter(|block| *block > 0) else {
        return Err(Misfit::Title);
    };
    let blocks = &mut issue.articles[article].blocks;
    let right = blocks.remove(block);
    let left = &mut blocks[block - 1];
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if word(left.text.chars().next_back()) && word(right.text.chars().next()) {
        left.text.push(' ');
    }
    left.text.push_str(&right.text);
    left.kind = BlockKind::Paragraph;
    Ok(true)
}

fn split(issue: &mut Issue, stream: &Stream, at: usize, place: &Place) -> bool {
    let (start, article, block) = stream.parts[stream.part(at)];
    let (Some(block), false) = (block, start == at) else {
        return false;
    };
    let blocks = &mut issue.articles[article].blocks;
    let text = &blocks[block].text;
    let cut = between(text, at - start, &place.right);
    let (left, right) = (text[..cut].trim_end(), text[cut..].trim_start());
    let (left, right) = (left.to_owned(), right.to_owned());
    // The right piece stands on the page of the left one, if what follows does, too.
    let next = blocks.get(block + 1).map(|next| next.page);
    let page = blocks[block].page.filter(|page| next == Some(Some(*page)));
    blocks[block].text = left;
    let right = Block {
        kind: BlockKind::Paragraph,
        text: right,
        page,
    };
    blocks.insert(block + 1, right);
    true
}

/// The byte of `text` between its letters `nth - 1` and `nth` at which a piece begins that starts
/// as `right`.
pub(super) fn between(text: &str, nth: usize, right: &str) -> usize {
    let end = byte_of(text, nth);
    let start = text[..end]
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_alphanumeric())
        .map_or(0, |(at, c)| at + c.len_utf8());
    let gap = &text[start..end];
    let marks: String = right
        .chars()
        .take_while(|c| !c.is_alphanumeric())
        .filter(|c| !c.is_whitespace())
        .collect();
    let opens = |c: char| "“‘（《〈【「『〔([{—".contains(c);
    let kept = gap
        .char_indices()
        .find(|(at, _)| {
            let rest = gap[*at..].chars().filter(|c| !c.is_whitespace());
            !marks.is_empty() && rest.eq(marks.chars())
        })
        .or_else(|| gap.char_indices().find(|(_, c)| opens(*c)))
        .map_or(gap.len(), |(at, _)| at);
    start + kept
}

fn title(issue: &mut Issue, stream: &Stream, at: usize, place: &Place) -> Result<bool, Misfit> {
    let part = stream.part(at);
    let (start, article, block) = stream.parts[part];
    let own = stream.part_letters(part);
    let wanted = letters(&place.right).count();
    let whole = own.len() == wanted || (own.len() > wanted && place.right.chars().count() >= 120);
    if start != at || !whole {
        return Err(Misfit::Part);
    }
    let Some(block) = block else {
        return Ok(false);
    };
    let words: Vec<&str> = text_of(issue, article, Some(block))
        .split_whitespace()
        .collect();
    let title = words.join(" ");
    let owner = &mut issue.articles[article];
    let rest = owner.blocks.split_off(block + 1);
    let page = owner.blocks.pop().and_then(|line| line.page);
    let page = page.or(owner.page);
    let key: String = letters(&title).collect();
    issue.articles.insert(
        article + 1,
        Article {
            title,
            page,
            blocks: rest,
            ..Article::default()
        },
    );
    let number = u16::try_from(article + 2).unwrap_or(u16::MAX);
    for entry in &mut issue.contents {
        match &mut entry.article {
            Some(known) if *known >= number => *known += 1,
            None if letters(&entry.title).eq(key.chars()) => entry.article = Some(number),
            _ => {}
        }
    }
    Ok(true)
}

fn not_title(issue: &mut Issue, stream: &Stream, at: usize) -> Result<bool, Misfit> {
    let (start, article, block) = stream.parts[stream.part(at)];
    if block.is_some() {
        return Ok(false);
    }
    if start != at {
        return Err(Misfit::Part);
    }
    if article == 0 {
        return Err(Misfit::First);
    }
    let Article {
        title,
        page,
        blocks,
        ..
    } = issue.articles.remove(article);
    let owner = &mut issue.articles[article - 1];
    // A page of the contents alone is none that the text is known to stand on.
    let page = page.filter(|_| blocks.iter().any(|block| block.page.is_some()));
    owner.blocks.push(Block {
        kind: BlockKind::Heading,
        text: title,
        page,
    });
    owner.blocks.extend(blocks);
    let number = u16::try_from(article + 1).unwrap_or(u16::MAX);
    for entry in &mut issue.contents {
        entry.article = match entry.article {
            Some(known) if known == number => None,
            Some(known) if known > number => Some(known - 1),
            other => other,
        };
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::{ContentsEntry, ImportNote, IssueId, TextKind};
    use crate::emendation::{Sheet, doubts, open_doubts};

    fn block(text: &str) -> Block {
        Block {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
            page: Some(2),
        }
    }

    fn issue() -> Issue {
        let note = |kind: &str, sure: u8, detail: &str| ImportNote {
            kind: kind.to_owned(),
            line: Some(7),
            confidence: Some(sure),
            detail: detail.to_owned(),
        };
        let article = |title: &str, blocks: Vec<Block>| Article {
            title: title.to_owned(),
            page: Some(2),
            blocks,
            ..Article::default()
        };
        Issue {
            id: IssueId::of("云岭工作动态", 2024, 3),
            title: "云岭工作动态".to_owned(),
            year: 2024,
            number: 3,
            total: None,
            publisher: None,
            editor: None,
            phone: None,
            text: TextKind::Full,
            source: None,
            contents: vec![
                ContentsEntry {
                    title: "青石市建设创新平台".to_owned(),
                    page: Some(2),
                    article: Some(1),
                },
                ContentsEntry {
                    title: "白鹭市做强港口".to_owned(),
                    page: Some(3),
                    article: Some(2),
                },
            ],
            articles: vec![
                article(
                    "青石市建设创新平台",
                    vec![
                        block("平台于三月启用，首批进驻十二家单位。“样板”随即推广到全市。"),
                        block("今年以来新增的实验室已有二十七个，其中面向企业开放的占到"),
                        block("三分之二以上。"),
                    ],
                ),
                article("白鹭市做强港口", vec![block("港口吞吐量稳步增长。")]),
            ],
            notes: vec![
                note("joined", 60, "首批进驻十二家单位。 | “样板”随即推广"),
                note("low_confidence_title", 60, "白鹭市做强港口"),
                note("page_order", 90, "甲 3 | 乙 2"),
            ],
        }
    }

    fn decide(issue: &mut Issue, place: Place, verdict: Verdict) -> Result<bool, Misfit> {
        let decision = Decision {
            place,
            verdict,
            line: None,
            sha256: String::new(),
            modified: 1,
        };
        emend(issue, &decision)
    }

    #[test]
    fn doubts_are_told_with_both_sides_page_and_place() {
        let issue = issue();
        let found = doubts(&issue, &Sheet::new());
        let kinds: Vec<&str> = found.iter().map(|doubt| doubt.kind.as_str()).collect();
        assert_eq!(
            kinds,
            ["joined", "kept_apart", "low_confidence_title", "page_order"]
        );
        let joined = &found[0];
        assert!(joined.left.ends_with("十二家单位。"), "{joined:?}");
        assert!(joined.right.starts_with("“样板”"), "{joined:?}");
        assert_eq!((joined.page, joined.stands), (Some(2), Verdict::Join));
        let apart = &found[1];
        assert!(apart.left.ends_with("占到") && apart.right == "三分之二以上。");
        assert_eq!(apart.seat.map(|seat| seat.block), Some(Some(2)));
        assert_eq!(found[3].seat, None);
        assert_eq!(open_doubts(&issue, &Sheet::new()), 4);
    }

    #[test]
    fn a_join_and_a_split_take_each_other_back() {
        let before = issue();
        let mut issue = before.clone();
        let found = doubts(&issue, &Sheet::new());
        let (cut, apart) = (found[0].place.clone(), found[1].place.clone());
        assert_eq!(decide(&mut issue, cut.clone(), Verdict::Split), Ok(true));
        let blocks = &issue.articles[0].blocks;
        assert_eq!(blocks[0].text, "平台于三月启用，首批进驻十二家单位。");
        assert_eq!(blocks[1].text, "“样板”随即推广到全市。");
        assert_eq!(blocks[1].page, Some(2));
        assert_eq!(decide(&mut issue, cut.clone(), Verdict::Split), Ok(false));
        assert_eq!(decide(&mut issue, cut, Verdict::Join), Ok(true));
        assert_eq!(issue, before);
        assert_eq!(decide(&mut issue, apart.clone(), Verdict::Join), Ok(true));
        assert!(
            issue.articles[0].blocks[1]
                .text
                .ends_with("占到三分之二以上。")
        );
        assert_eq!(decide(&mut issue, apart, Verdict::Split), Ok(true));
        // Nothing after it in the article tells whether the page is still the same.
        assert_eq!(issue.articles[0].blocks[2].page, None);
        issue.articles[0].blocks[2].page = Some(2);
        assert_eq!(issue.articles, before.articles);
    }

    #[test]
    fn a_title_that_is_none_becomes_a_heading_and_the_contents_follow() {
        let mut issue = issue();
        let place = doubts(&issue, &Sheet::new())[2].place.clone();
        assert_eq!(
            decide(&mut issue, place.clone(), Verdict::NotTitle),
            Ok(true)
        );
        assert_eq!(issue.articles.len(), 1);
        let heading = &issue.articles[0].blocks[3];
        assert_eq!(heading.kind, BlockKind::Heading);
        assert_eq!(issue.contents[1].article, None);
        assert_eq!(decide(&mut issue, place, Verdict::Title), Ok(true));
        assert_eq!(issue.articles.len(), 2);
        assert_eq!(issue.articles[1].title, "白鹭市做强港口");
        assert_eq!(issue.contents[1].article, Some(2));
    }

    #[test]
    fn what_cannot_be_made_true_changes_nothing() {
        let before = issue();
        let mut issue = before.clone();
        for (place, verdict, why) in [
            (
                Place::cut("无此文字", "也无此文"),
                Verdict::Join,
                Misfit::NotFound,
            ),
            (
                Place::cut("三分之二以上", "白鹭市做强港口"),
                Verdict::Join,
                Misfit::Title,
            ),
            (
                Place::title("", "青石市建设创新平台"),
                Verdict::NotTitle,
                Misfit::First,
            ),
            (
                Place::title("", "平台于三月启用"),
                Verdict::Title,
                Misfit::Part,
            ),
        ] {
            assert_eq!(decide(&mut issue, place, verdict), Err(why));
        }
        assert_eq!(issue, before);
    }

    #[test]
    fn a_decision_about_what_is_no_doubt_any_more_is_still_listed() {
        let mut issue = issue();
        let place = doubts(&issue, &Sheet::new())[0].place.clone();
        decide(&mut issue, place.clone(), Verdict::Split).unwrap();
        issue.notes.clear();
        let decision = Decision {
            place: place.clone(),
            verdict: Verdict::Split,
            line: Some(7),
            sha256: String::new(),
            modified: 1,
        };
        let sheet = Sheet::from([(place.id(), decision)]);
        let found = doubts(&issue, &sheet);
        let decided = found.iter().find(|doubt| doubt.kind == "decided").unwrap();
        assert_eq!(decided.stands, Verdict::Split);
        assert_eq!(decided.decided, Some(Verdict::Split));
        assert_eq!(decided.place, place);
    }
}

//! Briefings for the tests.

use std::sync::Arc;

use proptest::prelude::*;

use super::{
    Briefing, Comment, Cover, CoverField, Destination, Excerpt, LETTER, Lit, Paragraph, SourceFacts,
};
use crate::annotations::anchor::Spot;
use crate::annotations::{HighlightKind, Id};
use crate::bulletin::{BlockKind, IssueId};

/// An excerpt of these paragraphs, of an article with this title.
pub(super) fn excerpt(title: &str, texts: &[&str]) -> Excerpt {
    let paragraphs = texts.iter().map(|text| Paragraph {
        kind: BlockKind::Paragraph,
        text: (*text).to_owned(),
    });
    Excerpt {
        id: Id::derived_from(LETTER, title),
        title: String::new(),
        theme: String::new(),
        source: SourceFacts {
            issue: IssueId::of("滨海信息简报", 2025, 3),
            article: 1,
            title: title.to_owned(),
            series: "滨海信息简报".to_owned(),
            year: 2025,
            number: 3,
            total: None,
            publisher: String::new(),
            pages: Some((3, 4)),
            digest: false,
        },
        spot: None,
        prefix: String::new(),
        suffix: String::new(),
        paragraphs: paragraphs.collect(),
        hidden: std::collections::BTreeSet::new(),
        lit: Vec::new(),
        comments: Vec::new(),
        created: 1_000,
    }
}

/// A briefing of articles with these titles.
pub(super) fn briefing(titles: &[&str]) -> Briefing {
    let excerpts = titles
        .iter()
        .map(|title| Arc::new(excerpt(title, &["甲乙丙。丁戊己。"])));
    Briefing {
        excerpts: excerpts.collect(),
        ..Briefing::default()
    }
}

fn text() -> impl Strategy<Value = String> {
    "[甲乙丙“”，。a1 \"'#\\\\=\\[\\]\t]{0,12}"
}

fn trimmed() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.trim().to_owned())
}

fn any_excerpt(at: usize) -> impl Strategy<Value = Excerpt> {
    let words = prop::collection::vec((any::<bool>(), text()), 1..4);
    let place = prop::option::of((0..9u32, 0..99u32));
    let said = prop::collection::vec((text(), "[甲乙\n\"]{0,9}", 0..4usize, 0..9_999u64), 0..3);
    let lit = prop::collection::vec((0..5usize, text()), 0..3);
    let hidden = prop::collection::btree_set((0..3u32, 0..3u32), 0..3);
    (
        words,
        place,
        said,
        lit,
        hidden,
        (text(), text(), any::<bool>()),
    )
        .prop_map(
            move |(words, place, said, lit, hidden, (title, theme, digest))| {
                let mut excerpt = excerpt(&format!("题{at}"), &[]);
                excerpt.paragraphs = words
                    .into_iter()
                    .map(|(heading, text)| Paragraph {
                        kind: if heading {
                            BlockKind::Heading
                        } else {
                            BlockKind::Paragraph
                        },
                        text,
                    })
                    .collect();
                excerpt.spot = place.map(|(block, offset)| Spot::new(block, offset));
                excerpt.comments = said
                    .into_iter()
                    .map(|(quote, text, to, created)| Comment {
                        quote,
                        text,
                        to: Destination::ALL[to],
                        created,
                    })
                    .collect();
                excerpt.lit = lit
                    .into_iter()
                    .map(|(kind, quote)| Lit {
                        kind: HighlightKind::ALL[kind],
                        quote,
                    })
                    .collect();
                (excerpt.hidden, excerpt.title, excerpt.theme) = (hidden, title, theme);
                excerpt.source.digest = digest;
                excerpt
            },
        )
}

/// Any briefing.
pub(super) fn any_briefing() -> impl Strategy<Value = Briefing> {
    let some = prop::sample::subsequence(vec![0, 1, 2, 3, 4], 0..5).prop_shuffle();
    let excerpts = some.prop_flat_map(|all| all.into_iter().map(any_excerpt).collect::<Vec<_>>());
    (
        excerpts,
        trimmed(),
        trimmed(),
        prop::option::of(1..99u32),
        0..99_999u64,
    )
        .prop_map(|(excerpts, note, unit, number, modified)| {
            let mut cover = Cover {
                number,
                unit,
                ..Cover::default()
            };
            cover.set(CoverField::Date, "2026-11-21").unwrap();
            cover.set(CoverField::SendTo, "甲，乙").unwrap();
            Briefing {
                cover,
                editors_note: note,
                excerpts: excerpts.into_iter().map(Arc::new).collect(),
                modified,
            }
        })
}

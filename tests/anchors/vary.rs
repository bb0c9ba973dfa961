//! What a new import or a correction does to a text, with the way of every character known.

use crate::rng::Rng;
use crate::write;

/// A character and the number it had in the first text; 0 for one that is new.
#[derive(Clone, Copy)]
pub(crate) struct Letter {
    pub(crate) c: char,
    pub(crate) id: u32,
}

#[derive(Clone)]
pub(crate) struct Traced {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Vec<Letter>>,
}

pub(crate) type Text = Vec<Traced>;

/// Number all characters.
pub(crate) fn trace(articles: &[write::Article]) -> Text {
    let mut id = 0;
    let mut letters = |text: &String| {
        let letter = |c| {
            id += 1;
            Letter { c, id }
        };
        text.chars().map(letter).collect()
    };
    articles
        .iter()
        .map(|article| Traced {
            title: article.title.clone(),
            blocks: article.blocks.iter().map(&mut letters).collect(),
        })
        .collect()
}

fn fresh(text: &str) -> Vec<Letter> {
    text.chars().map(|c| Letter { c, id: 0 }).collect()
}

/// A way to vary a text, by name.
pub(crate) type Variation = (&'static str, fn(&mut Rng, &mut Text));

pub(crate) const VARIATIONS: &[Variation] = &[
    ("nothing", |_, _| {}),
    ("paragraphs joined and split", |rng, text| {
        join(rng, text);
        split(rng, text);
    }),
    ("words corrected", correct),
    ("digits respaced", respace),
    ("quotes and width changed", width),
    ("sentences inserted and deleted", sentences),
    ("article put before, order changed", articles),
    ("titles edited", titles),
    ("everything at once", |rng, text| {
        sentences(rng, text);
        correct(rng, text);
        join(rng, text);
        split(rng, text);
        respace(rng, text);
        width(rng, text);
        titles(rng, text);
        articles(rng, text);
    }),
];

fn each(text: &mut Text, mut change: impl FnMut(&mut Vec<Vec<Letter>>)) {
    for article in text {
        change(&mut article.blocks);
    }
}

fn join(rng: &mut Rng, text: &mut Text) {
    each(text, |blocks| {
        let mut joined: Vec<Vec<Letter>> = Vec::new();
        for block in blocks.drain(..) {
            match joined.last_mut() {
                Some(last) if rng.chance(40) => last.extend(block),
                _ => joined.push(block),
            }
        }
        *blocks = joined;
    });
}

fn split(rng: &mut Rng, text: &mut Text) {
    each(text, |blocks| {
        *blocks = blocks
            .drain(..)
            .flat_map(|block| {
                let mut parts = vec![Vec::new()];
                for letter in block {
                    parts.last_mut().unwrap().push(letter);
                    // Mostly at stops, but the break of a page falls anywhere.
                    let percent = if letter.c == '。' { 25 } else { 1 };
                    if rng.chance(percent) {
                        parts.push(Vec::new());
                    }
                }
                parts.retain(|part| !part.is_empty());
                parts
            })
            .collect();
    });
}

/// About one character in 25 is changed, dropped or doubled, as proof-readers and bad scans do.
fn correct(rng: &mut Rng, text: &mut Text) {
    const OTHER: &[&str] = &[
        "的", "与", "新", "数", "量", "推", "进", "8", "3", "企", "做", "等",
    ];
    each(text, |blocks| {
        for block in blocks {
            let mut changed = Vec::new();
            for letter in block.drain(..) {
                match rng.below(75) {
                    0 => changed.extend(fresh(rng.pick(OTHER))),
                    1 => {}
                    2 => {
                        changed.push(letter);
                        changed.extend(fresh(rng.pick(OTHER)));
                    }
                    _ => changed.push(letter),
                }
            }
            *block = changed;
        }
    });
}

fn respace(rng: &mut Rng, text: &mut Text) {
    each(text, |blocks| {
        for block in blocks {
            let mut changed: Vec<Letter> = Vec::new();
            for letter in block.drain(..) {
                let edge = changed.last().is_some_and(|last: &Letter| {
                    last.c.is_ascii_digit() != letter.c.is_ascii_digit()
                });
                if edge && rng.chance(70) {
                    changed.extend(fresh(" "));
                }
                changed.push(letter);
            }
            *block = changed;
        }
    });
}

fn width(rng: &mut Rng, text: &mut Text) {
    let (quotes, commas, digits) = (rng.below(3), rng.chance(50), rng.chance(50));
    each(text, |blocks| {
        for letter in blocks.iter_mut().flatten() {
            letter.c = match letter.c {
                '“' => ['"', '「', '“'][quotes],
                '”' => ['"', '」', '”'][quotes],
                '，' if commas => ',',
                '：' if commas => ':',
                c if digits && c.is_ascii_digit() => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
                c => c,
            };
        }
    });
}

/// A sentence is put in before one of thirty, and one of thirty is taken away.
fn sentences(rng: &mut Rng, text: &mut Text) {
    each(text, |blocks| {
        for block in &mut *blocks {
            let mut changed = Vec::new();
            for sentence in block.split_inclusive(|letter| letter.c == '。') {
                match rng.below(60) {
                    0..2 => {
                        changed.extend(fresh(&write::sentence(rng)));
                        changed.extend(sentence);
                    }
                    2..4 => {}
                    _ => changed.extend(sentence),
                }
            }
            *block = changed;
        }
        blocks.retain(|block| !block.is_empty());
    });
}

fn articles(rng: &mut Rng, text: &mut Text) {
    let from = rng.below(text.len());
    let moved = text.remove(from);
    text.insert(rng.below(text.len() + 1), moved);
    let new = write::article(rng);
    let blocks = new.blocks.iter().map(|block| fresh(block)).collect();
    text.insert(
        0,
        Traced {
            title: new.title,
            blocks,
        },
    );
}

fn titles(rng: &mut Rng, text: &mut Text) {
    for article in text {
        let chars: Vec<char> = article.title.chars().collect();
        let drop = rng.below(chars.len().saturating_sub(3));
        let kept = chars
            .iter()
            .enumerate()
            .filter(|(at, _)| !(drop..drop + 2).contains(at));
        article.title = kept.map(|(_, c)| *c).collect::<String>().replace('：', " ");
    }
}

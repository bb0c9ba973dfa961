//! A digest that was marked, and then its full text is imported: how many anchors hold.
//!
//! `JIANBAO_CORPUS` names a folder with the bulletins (`2024-09.txt`). A digest is written anew, so
//! most of its sentences are nowhere in the full text: the figures are told and not judged, but
//! what was marked as a whole article must hold.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "figures are for whoever runs it"
)]

use std::path::PathBuf;

use jianbao::annotations::Anchor;
use jianbao::annotations::anchor::{Attachment, IssueText, Spot, attach, sentence_at};
use jianbao::import::import;
use jianbao::library::Library;

#[derive(Debug, Default)]
struct Held {
    made: usize,
    attached: usize,
    /// Attached in the article of the same number, which is the same article here.
    at_home: usize,
    /// Not attached, but still shown with the article that they were made in.
    orphans_at_home: usize,
}

impl Held {
    fn count(&mut self, number: u16, found: Attachment) {
        let place = found.place();
        self.made += 1;
        self.attached += usize::from(place.is_some());
        self.at_home += usize::from(place.is_some_and(|place| place.article == number));
        self.orphans_at_home += usize::from(place.is_none() && found.article() == Some(number));
    }
}

#[test]
fn marks_of_a_digest_in_the_full_text() {
    let Some(corpus) = std::env::var_os("JIANBAO_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: JIANBAO_CORPUS does not name a folder of bulletins");
        return;
    };
    let (mut wholes, mut figures, mut sentences) =
        (Held::default(), Held::default(), Held::default());
    for (digest, _) in Library::embedded() {
        let file = format!("{:04}-{:02}.txt", digest.year, digest.number);
        let Ok(bytes) = std::fs::read(corpus.join(&file)) else {
            eprintln!("{file} is not there");
            continue;
        };
        let full = import(&bytes, &file).unwrap().issue;
        assert_eq!(full.id, digest.id, "the full text takes the digest's place");
        let (old, new) = (IssueText::of(&digest), IssueText::of(&full));
        for article in old.articles() {
            let number = article.number();
            let anchor = Anchor::whole(old.id(), article);
            wholes.count(number, attach(&anchor, &new));
            for (block, text) in article.blocks().iter().enumerate() {
                let mut at = 0;
                while at < text.len() {
                    let sentence = sentence_at(text, at);
                    let end = sentence.end.max(at + 1);
                    let (start, stop) = (
                        Spot::new(block as u32, at as u32),
                        Spot::new(block as u32, end as u32),
                    );
                    let anchor = Anchor::passage(old.id(), article, start, stop);
                    let held = if anchor.quote.exact.chars().any(|c| c.is_ascii_digit()) {
                        &mut figures
                    } else {
                        &mut sentences
                    };
                    held.count(number, attach(&anchor, &new));
                    at = end;
                }
            }
        }
    }
    println!("whole articles: {wholes:?}");
    println!("sentences with figures: {figures:?}");
    println!("other sentences: {sentences:?}");
    assert_eq!(wholes.made, wholes.attached);
}

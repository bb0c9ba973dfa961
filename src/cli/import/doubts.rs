//! The short report at the end of an import: how many doubts of each kind.

use std::collections::BTreeMap;

use crate::args;
use crate::cli::Session;
use crate::emendation::Doubt;

/// Kinds of note, and their names.
const KINDS: &[(&str, &str)] = &[
    ("joined", "cli-doubt-joined"),
    ("kept_apart", "cli-doubt-kept-apart"),
    ("decision_without_place", "cli-doubt-decision-without-place"),
    ("title_differs", "cli-doubt-title-differs"),
    ("entry_without_article", "cli-doubt-entry-without-article"),
    ("article_without_entry", "cli-doubt-article-without-entry"),
    ("low_confidence_title", "cli-doubt-low-confidence-title"),
    ("heading_without_entry", "cli-doubt-heading-without-entry"),
    ("number_from_total", "cli-doubt-number-from-total"),
    ("page_order", "cli-doubt-page-order"),
    ("page_differs", "cli-doubt-page-differs"),
    (
        "suspected_repeat_marker",
        "cli-doubt-suspected-repeat-marker",
    ),
    ("unplaced", "cli-doubt-unplaced"),
    ("unmapped_glyph", "cli-doubt-unmapped-glyph"),
    ("turned_text", "cli-doubt-turned-text"),
    ("vertical_text", "cli-doubt-vertical-text"),
    ("radicals_as_characters", "cli-doubt-radicals-as-characters"),
    ("text_layer_of_scan", "cli-doubt-text-layer-of-scan"),
    ("recognised_text", "cli-doubt-recognised-text"),
    ("scanned_page", "cli-doubt-scanned-page"),
    ("more_notes", "cli-doubt-more-notes"),
];

/// Doubts by kind.
#[derive(Debug, Default)]
pub(super) struct Doubts(BTreeMap<String, usize>);

impl Doubts {
    /// Takes in the doubts of an issue that nobody has decided about.
    pub(super) fn add(&mut self, doubts: &[Doubt]) {
        for doubt in doubts.iter().filter(|doubt| doubt.decided.is_none()) {
            *self.0.entry(doubt.kind.clone()).or_default() += 1;
        }
    }

    /// The report, if there is anything to tell.
    pub(super) fn text(&self, session: &Session<'_>) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let named = self.0.iter().map(|(kind, count)| {
            let name = KINDS.iter().find(|(known, _)| known == kind);
            let name = name.map_or_else(|| kind.clone(), |(_, key)| session.text(key));
            format!("{name} {count}")
        });
        let list: Vec<String> = named.collect();
        let list = list.join(&session.text("cli-import-doubt-mark"));
        Some(session.text_with("cli-import-doubts", args!["list" => list]))
    }
}

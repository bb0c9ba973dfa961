//! What a reader decided about places of this text, found in its lines before any rule looks at them.

use std::collections::{HashMap, HashSet};

use super::Draft;
use super::titles::MOST_LINES;
use crate::emendation::{Decision, Sheet, Subject, Verdict, letters};
use crate::import::report::quote;

/// Decisions by the lines they are about.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    /// Lines that go on with the paragraph before them (true) or start anew (false).
    pub(crate) cuts: HashMap<usize, bool>,
    /// First lines of titles, with the number of their lines.
    pub(crate) titles: Vec<(usize, usize)>,
    /// First lines of what is no title, with the number of their lines.
    pub(crate) headings: Vec<(usize, usize)>,
    /// The second and third lines of those.
    pub(crate) rests: HashSet<usize>,
}

/// Finds the places that `sheet` decides about in the text from line `from` on. `sha256` is that of
/// the source. A decision whose place is not there, or there twice, is noted.
pub(crate) fn find(draft: &mut Draft<'_>, from: usize, sheet: &Sheet, sha256: &str) -> Decided {
    let mut decided = Decided::default();
    if sheet.is_empty() {
        return decided;
    }
    let body: Vec<usize> = draft.free(from).collect();
    let mut all: Vec<char> = Vec::new();
    let mut starts: Vec<usize> = Vec::with_capacity(body.len() + 1);
    for &at in &body {
        starts.push(all.len());
        all.extend(letters(draft.text(at)));
    }
    starts.push(all.len());
    for decision in sheet.values() {
        let place = &decision.place;
        if decision.verdict == Verdict::Leave || place.subject == Subject::Remark {
            continue;
        }
        let found: Vec<(usize, usize)> = place
            .find(&all)
            .into_iter()
            .filter_map(|at| {
                // Of lines without letters the last is the one before the place.
                let line = starts[..body.len()].partition_point(|start| *start <= at);
                let line = line.checked_sub(1).filter(|line| starts[*line] == at)?;
                let count = match place.subject {
                    Subject::Title => whole_lines(&starts, line, decision)?,
                    _ => 1,
                };
                Some((line, count))
            })
            .collect();
        let Some((line, count)) = the_one(draft, &body, &found, decision, sha256) else {
            let detail = format!("{} | {}", quote(&place.left, 20), quote(&place.right, 60));
            draft
                .notes
                .add("decision_without_place", None, None, detail);
            continue;
        };
        let at = body[line];
        match decision.verdict {
            Verdict::Join => _ = decided.cuts.insert(at, true),
            Verdict::Split => _ = decided.cuts.insert(at, false),
            Verdict::Title => decided.titles.push((at, count)),
            Verdict::NotTitle => {
                decided.headings.push((at, count));
                decided.rests.extend(&body[line + 1..line + count]);
            }
            Verdict::Leave => {}
        }
    }
    decided.titles.sort_unstable();
    decided
}

/// How many whole lines from `line` on hold the words of a title.
fn whole_lines(starts: &[usize], line: usize, decision: &Decision) -> Option<usize> {
    let wanted = letters(&decision.place.right).count();
    (1..=MOST_LINES).find(|count| {
        starts
            .get(line + count)
            .is_some_and(|end| end - starts[line] == wanted)
    })
}

/// The place that is meant: of several with the same words the one on the same line of the source.
fn the_one(
    draft: &Draft<'_>,
    body: &[usize],
    found: &[(usize, usize)],
    decision: &Decision,
    sha256: &str,
) -> Option<(usize, usize)> {
    if let [one] = found {
        return Some(*one);
    }
    let line = decision.line.filter(|_| decision.sha256 == sha256)?;
    let same = |(place, _): &&(usize, usize)| draft.lines[body[*place]].number == line;
    found.iter().find(same).copied()
}

//! Real bulletins, where there are some: `JIANBAO_CORPUS` names a folder of text files.

#![expect(
    clippy::print_stderr,
    reason = "says what was skipped and what was measured"
)]

use std::collections::BTreeMap;
use std::path::Path;

use super::kinsoku::faults;
use jianbao::typeset::{AmbiguousWidth, Autospace, Line, Options, Role, lay_out};

/// The lines of all the bulletins, marks of Markdown left out, with what they are.
fn corpus() -> Option<Vec<(Role, String)>> {
    let Some(folder) = std::env::var_os("JIANBAO_CORPUS") else {
        eprintln!("skipped: JIANBAO_CORPUS names no folder of bulletins");
        return None;
    };
    let mut units = Vec::new();
    for file in Path::new(&folder)
        .read_dir()
        .expect("a folder of bulletins")
    {
        let path = file.expect("an entry of the folder").path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a bulletin in UTF-8");
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let bare = line.trim_start_matches(['#', ' ', '-', '*']).trim();
            let role = match line.bytes().take_while(|&b| b == b'#').count() {
                0 => Role::Paragraph,
                1 | 2 => Role::Title,
                _ => Role::Heading,
            };
            units.push((role, bare.to_owned()));
        }
    }
    assert!(!units.is_empty(), "no text files in {}", folder.display());
    Some(units)
}

fn modes() -> impl Iterator<Item = (AmbiguousWidth, Autospace)> {
    [AmbiguousWidth::Narrow, AmbiguousWidth::Wide]
        .into_iter()
        .flat_map(|ambiguous| [Autospace::Remove, Autospace::Keep].map(|space| (ambiguous, space)))
}

/// Cells that the lines of a text leave free, the last one not counted.
fn slack(lines: &[Line], measure: u16) -> (usize, usize) {
    let full = &lines[..lines.len() - 1];
    let free = full
        .iter()
        .map(|line| usize::from(measure.saturating_sub(line.cells + line.indent)));
    (free.sum(), full.len())
}

#[test]
fn real_bulletins_break_no_rule_at_any_measure() {
    let Some(units) = corpus() else { return };
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let (mut lines_set, mut lone) = (0, 0);
    for (ambiguous, autospace) in modes() {
        for measure in 20..=120 {
            let options = Options {
                measure,
                ambiguous,
                autospace,
                ..Options::default()
            };
            for (role, text) in &units {
                let lines = lay_out(text, *role, &options);
                lines_set += lines.len();
                let last = lines.last().map_or("", |l| &text[l.start as usize..]);
                let mut letters = last.chars().filter(|c| c.is_alphanumeric());
                let han = letters.next().is_some_and(|c| c > '\u{2e7f}');
                lone += usize::from(lines.len() > 1 && han && letters.next().is_none());
                for fault in faults(text, &lines, options) {
                    *found.entry(fault).or_default() += 1;
                }
            }
        }
    }
    eprintln!("{lines_set} lines set");
    assert_eq!(
        lone, 0,
        "texts that end in a line of a single Han character"
    );
    assert!(
        found.is_empty(),
        "{} faults, among them {:#?}",
        found.values().sum::<usize>(),
        found.keys().take(20).collect::<Vec<_>>()
    );
}

#[test]
fn real_paragraphs_are_set_close() {
    let Some(units) = corpus() else { return };
    for (ambiguous, autospace) in modes() {
        for measure in [30, 40, 56, 60, 80] {
            let options = Options {
                measure,
                ambiguous,
                autospace,
                ..Options::default()
            };
            let (mut free, mut full) = (0, 0);
            for (_, text) in units.iter().filter(|unit| unit.0 == Role::Paragraph) {
                let (cells, lines) = slack(&lay_out(text, Role::Paragraph, &options), measure);
                (free, full) = (free + cells, full + lines);
            }
            let hundredths = 100 * free / full;
            eprintln!("{ambiguous:?} {autospace:?} {measure}: 0.{hundredths:02} cells free a line");
            assert!(hundredths < 100, "at measure {measure}");
        }
    }
}

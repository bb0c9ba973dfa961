//! Looks for broken rules in lines that are already set. Shares nothing with the code that breaks
//! them: other tables, another measure of width, other graphemes.

use jianbao::typeset::{AmbiguousWidth, Autospace, Line, Options, glyphs, width};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Marks that no line may begin with.
pub(crate) const CLOSING: &str = "，。、；：？！）》」』】〉〕］｝”’…—～·％‰℃,.;:?!)]}%";
/// Marks that no line may end with.
pub(crate) const OPENING: &str = "（《「『【〈〔［｛“‘([{/／";
/// Signs that stay with the number before them.
const UNITS: &str = "%％‰℃℉°㎡㎞㎏㎜㎝㎥";
/// Full-width marks whose right half is blank.
const HALF_BLANK: &str = "，。、；：？！）》」』】〉〕］｝”’";
const BLANKS: &[char] = &[' ', '\t', '\u{3000}'];

/// Cells of one grapheme.
fn cells(grapheme: &str, ambiguous: AmbiguousWidth) -> usize {
    let first = grapheme.chars().next().unwrap_or(' ');
    match grapheme.width() {
        1 if ambiguous == AmbiguousWidth::Wide && width::is_ambiguous(first) => 2,
        cells => cells,
    }
}

/// What a reader sees of a line.
pub(crate) fn shown(text: &str, line: &Line, options: Options) -> String {
    glyphs(text, line, &options)
        .map(|glyph| glyph.text)
        .collect()
}

/// A line as it should be seen: its range, single spaces between Han and Latin left out.
fn expected(range: &str, autospace: Autospace) -> String {
    let chars: Vec<char> = range.chars().collect();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let latin = |c: char| c.is_ascii_alphanumeric();
    let keep = |i: &usize| {
        let around = (
            i.checked_sub(1).map(|b| chars[b]),
            chars.get(i + 1).copied(),
        );
        let (Some(b), Some(a)) = around else {
            return true;
        };
        let join = (han(b) && latin(a)) || ((latin(b) || UNITS.contains(b)) && han(a));
        !(chars[*i] == ' ' && autospace == Autospace::Remove && join)
    };
    (0..chars.len()).filter(keep).map(|i| chars[i]).collect()
}

/// Every broken rule of a text's lines, in words.
pub(crate) fn faults(text: &str, lines: &[Line], options: Options) -> Vec<String> {
    let mut faults = Vec::new();
    let mut before = 0;
    for (number, line) in lines.iter().enumerate() {
        let (start, end) = (line.start as usize, line.end as usize);
        let lost = text[before..start].trim_matches(BLANKS);
        if !lost.is_empty() && lost != "\n" {
            faults.push(format!("lost {lost:?}"));
        }
        before = end;
        let range = &text[start..end];
        let shown = shown(text, line, options);
        if shown != expected(range, options.autospace) {
            faults.push(format!("{range:?} is shown as {shown:?}"));
        }
        too_wide(line, &shown, options, &mut faults);
        if let Some(next) = lines.get(number + 1).map(|next| next.start as usize)
            && !text[end..next].contains('\n')
        {
            bad_break(text, end, next, options, &mut faults);
        }
    }
    if !text[before..].trim_matches(BLANKS).is_empty() {
        faults.push(format!("lost {:?}", &text[before..]));
    }
    faults
}

fn too_wide(line: &Line, shown: &str, options: Options, faults: &mut Vec<String>) {
    let widths: Vec<usize> = shown
        .graphemes(true)
        .map(|g| cells(g, options.ambiguous))
        .collect();
    let sum: usize = widths.iter().sum();
    let hangs = shown.ends_with(|c| HALF_BLANK.contains(c)) && widths.last() == Some(&2);
    let most = usize::from(options.measure) + usize::from(hangs);
    if sum != usize::from(line.cells) {
        faults.push(format!("{shown:?} takes {sum} cells, not {}", line.cells));
    }
    if sum + usize::from(line.indent) > most && widths.len() > 1 {
        faults.push(format!("{shown:?} takes {sum} cells of {most}"));
    }
}

fn bad_break(text: &str, end: usize, next: usize, options: Options, faults: &mut Vec<String>) {
    let (Some(last), Some(first)) = (text[..end].chars().next_back(), text[next..].chars().next())
    else {
        return;
    };
    let mut fault = |kind| {
        let ahead: String = text[next..].chars().take(8).collect();
        let behind: String = text[..end].chars().rev().take(8).collect();
        let behind: String = behind.chars().rev().collect();
        faults.push(format!(
            "{kind}: {behind} | {ahead} (measure {})",
            options.measure
        ));
    };
    if CLOSING.contains(first) {
        fault("line begins with a closing mark");
    }
    if OPENING.contains(last) {
        fault("line ends with an opening mark");
    }
    if first == last && "—…".contains(first) {
        fault("dash or ellipsis parted");
    }
    if last.is_numeric() && UNITS.contains(first) {
        fault("number parted from its sign");
    }
    if end != next {
        return;
    }
    let digit = |c: char| c.is_ascii_digit();
    if digit(first) && (digit(last) || (".,".contains(last) && text[..end - 1].ends_with(digit))) {
        fault("number parted");
    }
    let latin = |c: char| c.is_ascii_alphanumeric();
    if latin(first) && latin(last) && !(digit(first) && digit(last)) {
        let behind = text[..end].len() - text[..end].trim_end_matches(latin).len();
        let ahead = text[next..].len() - text[next..].trim_start_matches(latin).len();
        if behind + ahead <= usize::from(options.measure) {
            fault("word parted that fits on a line");
        }
    }
}

#[test]
fn the_checker_sees_each_fault() {
    let options = Options {
        measure: 8,
        ..Options::default()
    };
    let line = |start, end, cells| Line {
        start,
        end,
        indent: 0,
        cells,
    };
    for (text, at, fault) in [
        ("甲，乙", 3, "begins"),
        ("甲（乙", 6, "ends"),
        ("甲……乙", 6, "ellipsis"),
        ("5%", 1, "sign"),
        ("1,000", 2, "number parted"),
        ("word", 2, "word"),
        ("甲乙丙丁戊", 15, "of 8"),
    ] {
        let cells = |text: &str| text.width() as u16;
        let len = text.len() as u32;
        let mut lines = vec![line(0, at, cells(&text[..at as usize]))];
        if at < len {
            lines.push(line(at, len, cells(&text[at as usize..])));
        }
        let found = faults(text, &lines, options);
        assert!(found.iter().any(|f| f.contains(fault)), "{text}: {found:?}");
    }
    assert!(!faults("甲乙", &[line(0, 3, 2)], options).is_empty());
}

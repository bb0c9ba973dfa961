//! Text of scanned pages, by `tesseract` where it is installed.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

use super::isolate::{self, Death, run};
use super::{Fault, Sheet};
use crate::import::extract::{Picture, Piece, Place, Remark};

/// Longest time a page may take.
const WALL: Duration = Duration::from_secs(90);

/// Most bytes that are said of a page.
const LARGEST: u64 = 16 << 20;

/// Most scanned pages of a file.
const MOST_PAGES: usize = 200;

/// Reads the scanned pages of `sheet`, which was made of `bytes`, and puts their lines in place.
pub(super) fn fill(sheet: &mut Sheet, bytes: &[u8], password: Option<&str>) -> Result<(), Fault> {
    let scanned = std::mem::take(&mut sheet.scanned);
    if scanned.len() > MOST_PAGES {
        return Err(Fault::Scanned {
            pages: scanned.len(),
        });
    }
    let mut sure = Vec::new();
    for &page in &scanned {
        let picture = isolate::picture(bytes, page, password)?;
        let words = match recognise(&picture) {
            Ok(words) => words,
            // A picture beside text is no reason to refuse the text.
            Err(_) if !sheet.pieces.is_empty() && !sheet.recognised => {
                sheet.remarks.push(Remark {
                    kind: "scanned_page".to_owned(),
                    confidence: 50,
                    detail: page.to_string(),
                });
                continue;
            }
            Err(Death::Start(_)) => {
                return Err(Fault::Scanned {
                    pages: scanned.len(),
                });
            }
            Err(other) => {
                let why = other.to_string();
                return Err(Fault::Recogniser { page, why });
            }
        };
        let scale = picture.page_width / picture.width.max(1) as f32;
        let (lines, confidence) = lines(&words, page, scale);
        sure.extend(confidence);
        sheet.pieces.extend(lines);
        sheet.recognised = true;
    }
    sheet.pieces.sort_by_key(|piece| piece.page);
    if !sure.is_empty() {
        let mean = sure.iter().sum::<f32>() / sure.len() as f32;
        sheet.remarks.push(Remark {
            kind: "recognised_text".to_owned(),
            confidence: mean.clamp(0.0, 99.0) as u8,
            detail: scanned.len().to_string(),
        });
    }
    Ok(())
}

/// What `tesseract` says of a picture: a table of words.
fn recognise(picture: &Picture) -> Result<String, Death> {
    let head = format!("P5\n{} {}\n255\n", picture.width, picture.height);
    let density = (picture.width as f32 * 72.0 / picture.page_width.max(1.0)).clamp(70.0, 1200.0);
    let mut command = Command::new("tesseract");
    command
        .args(["stdin", "stdout", "-l", "chi_sim", "--dpi"])
        .arg(format!("{}", density.round()))
        .arg("tsv")
        // Its threads cost more than they gain on one page.
        .env("OMP_THREAD_LIMIT", "1");
    let said = run(
        &mut command,
        &[head.as_bytes(), &picture.pixels],
        WALL,
        LARGEST,
    )?;
    Ok(String::from_utf8_lossy(&said).into_owned())
}

/// A word of a line: left, top, width, height in pixels, and its text.
type Word<'a> = ([f32; 4], &'a str);

/// Lines of the words, in points; and how sure each word is, in percent.
fn lines(table: &str, page: u32, scale: f32) -> (Vec<Piece>, Vec<f32>) {
    let mut found: BTreeMap<[u32; 3], Vec<Word<'_>>> = BTreeMap::new();
    let mut sure = Vec::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [
            level,
            _,
            block,
            paragraph,
            line,
            _,
            left,
            top,
            width,
            height,
            confidence,
            text,
        ] = cells[..]
        else {
            continue;
        };
        if level != "5" || text.trim().is_empty() {
            continue;
        }
        let key = [block, paragraph, line].map(|cell| cell.parse().unwrap_or(0));
        let place = [left, top, width, height].map(|cell| cell.parse::<f32>().unwrap_or(0.0));
        found.entry(key).or_default().push((place, text.trim()));
        sure.extend(confidence.parse::<f32>());
    }
    let lines = found.into_values().map(|words| line(&words, page, scale));
    (lines.collect(), sure)
}

fn line(words: &[Word<'_>], page: u32, scale: f32) -> Piece {
    let mut text = String::new();
    for (_, word) in words {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(text.chars().next_back()) && latin(word.chars().next()) {
            text.push(' ');
        }
        text.push_str(word);
    }
    let edge = |of: fn(&[f32; 4]) -> f32| words.iter().map(move |(place, _)| of(place));
    let left = edge(|p| p[0]).fold(f32::INFINITY, f32::min);
    let right = edge(|p| p[0] + p[2]).fold(0.0, f32::max);
    let bottom = edge(|p| p[1] + p[3]).fold(0.0, f32::max);
    // A Han character is as wide as it is high; the height of a line depends on what is in it.
    let ems: f32 = text
        .chars()
        .map(|c| if c < '\u{2000}' { 0.5 } else { 1.0 })
        .sum();
    Piece {
        size: (right - left) / ems.max(0.5) * scale,
        text,
        page,
        bold: false,
        place: Place::Fixed {
            left: left * scale,
            right: right * scale,
            base: bottom * scale,
            column: 0,
            spaced: false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_line_are_joined_as_chinese_is_written() {
        let row = |block, line, left, text| {
            format!("5\t1\t{block}\t1\t{line}\t1\t{left}\t100\t40\t20\t91.5\t{text}")
        };
        let table = [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext".to_owned(),
            row(1, 1, 100, "海州"),
            row(1, 1, 140, "区"),
            row(1, 2, 100, "AI"),
            row(1, 2, 150, "Lab"),
        ];
        let (lines, sure) = lines(&table.join("\n"), 3, 0.5);
        let texts: Vec<&str> = lines.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["海州区", "AI Lab"]);
        assert_eq!((lines[0].page, sure.len()), (3, 4));
    }
}

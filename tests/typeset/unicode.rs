//! Unicode's conformance tests, at the version of the library.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

/// The text of a packed case and its breaks, the one before the text included.
fn case(line: &str) -> (String, Vec<usize>) {
    let (mut text, mut breaks, mut hex) = (String::new(), Vec::new(), String::new());
    for sign in line.chars() {
        if sign != '|' && sign != '-' {
            hex.push(sign);
            continue;
        }
        if !hex.is_empty() {
            let code = u32::from_str_radix(&hex, 16).expect("a code point in hexadecimal");
            text.push(char::from_u32(code).expect("a scalar value"));
            hex.clear();
        }
        if sign == '|' {
            breaks.push(text.len());
        }
    }
    (text, breaks)
}

fn cases(data: &str) -> impl Iterator<Item = (String, Vec<usize>)> {
    data.lines().filter(|line| !line.starts_with('#')).map(case)
}

#[test]
fn every_line_break_test_passes() {
    // The constructor that typeset uses, without its Chinese tailoring: the tests know none.
    let segmenter = LineSegmenter::new_neo_for_non_complex_scripts(LineBreakOptions::default());
    let mut count = 0;
    for (text, mut expected) in cases(include_str!("../data/line_break_test.txt")) {
        // The library reports the beginning of a text as a break; LB2 does not.
        expected.insert(0, 0);
        let found: Vec<usize> = segmenter.segment_str(&text).collect();
        assert_eq!(found, expected, "{text:?}");
        count += 1;
    }
    assert_eq!(count, 19_346);
}

#[test]
fn every_grapheme_break_test_passes() {
    let segmenter = GraphemeClusterSegmenter::new_neo();
    let mut count = 0;
    for (text, expected) in cases(include_str!("../data/grapheme_break_test.txt")) {
        let found: Vec<usize> = segmenter.segment_str(&text).collect();
        assert_eq!(found, expected, "{text:?}");
        count += 1;
    }
    assert_eq!(count, 853);
}

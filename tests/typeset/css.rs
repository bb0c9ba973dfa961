//! The three strictnesses of CSS Text (`line-break: strict | normal | loose`) for Chinese and
//! Japanese content, as the segmenter has them. Typesetting uses strict; the others show that the
//! tailoring is on.

use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use jianbao::typeset::break_opportunities;

static ZH: LanguageIdentifier = langid!("zh");

/// Whether a break is allowed at `|` in strict, normal and loose setting.
const CASES: &[(&str, [bool; 3])] = &[
    // Small kana and the prolonged sound mark: forbidden at a line's start in strict only.
    ("カ|ァカ", [false, true, true]),
    ("か|っか", [false, true, true]),
    ("カ|ーカ", [false, true, true]),
    ("カ|ㇱカ", [false, true, true]),
    // Hyphens after CJK: loose only. Wave dashes: from normal on in Chinese and Japanese.
    ("国|‐国", [false, false, true]),
    ("国|–国", [false, false, true]),
    ("国|〜国", [false, true, true]),
    ("国|゠国", [false, true, true]),
    // Iteration marks, inseparable marks, centred marks: loose only.
    ("国|々国", [false, false, true]),
    ("カ|ヽカ", [false, false, true]),
    ("国|〻国", [false, false, true]),
    ("国‥|‥国", [false, false, true]),
    ("国…|…国", [false, false, true]),
    ("国|・国", [false, false, true]),
    ("国|：国", [false, false, true]),
    ("国|；国", [false, false, true]),
    ("国|！国", [false, false, true]),
    ("国|？国", [false, false, true]),
    ("国|‼国", [false, false, true]),
    // Postfixes before and prefixes after: loose only.
    ("国|％国", [false, false, true]),
    ("国|‰国", [false, false, true]),
    ("国|℃国", [false, false, true]),
    ("国|￠国", [false, false, true]),
    ("国￥|国", [false, false, true]),
    ("国€|国", [false, false, true]),
    ("国№|国", [false, false, true]),
    // Always forbidden.
    ("国|。国", [false, false, false]),
    ("国|、国", [false, false, false]),
    ("国|，国", [false, false, false]),
    ("国|）国", [false, false, false]),
    ("国（|国", [false, false, false]),
    ("国「|国", [false, false, false]),
    // Always allowed.
    ("国|国", [true, true, true]),
    ("国々|国", [true, true, true]),
    ("カー|カ", [true, true, true]),
    ("国…|国", [true, true, true]),
    ("国・|国", [true, true, true]),
];

fn allows(strictness: LineBreakStrictness, text: &str, at: usize) -> bool {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(strictness);
    options.content_locale = Some(&ZH);
    LineSegmenter::new_neo_for_non_complex_scripts(options)
        .segment_str(text)
        .any(|place| place == at)
}

#[test]
fn each_strictness_breaks_as_css_says() {
    use LineBreakStrictness::{Loose, Normal, Strict};
    let mut wrong = Vec::new();
    for &(marked, wanted) in CASES {
        let at = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        let found = [Strict, Normal, Loose].map(|strictness| allows(strictness, &text, at));
        if found != wanted {
            wrong.push((marked, found));
        }
    }
    assert_eq!(wrong, [], "of {}", CASES.len());
}

#[test]
fn typesetting_is_strict() {
    for &(marked, [strict, ..]) in CASES {
        let at = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        let found = break_opportunities(&text).contains(&at);
        assert_eq!(found, strict, "{marked}");
    }
}

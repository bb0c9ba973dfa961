//! Radicals, and the horizontal bar, that stand for the characters they look like.
//!
//! Programs that print to PDF often say ⼀ (U+2F00, a radical) for 一, because the font draws both
//! with one glyph and its table names the radical first. No text means the radical.

use unicode_normalization::UnicodeNormalization;

/// Radicals of the supplement (U+2E80 to U+2EF3) that are characters by themselves, with those
/// characters: `EquivalentUnifiedIdeograph` of the Unicode Character Database.
const SUPPLEMENT: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺎', '兀'),
    ('⺏', '尣'),
    ('⺁', '厂'),
    ('⺇', '几'),
    ('⺊', '卜'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺔', '彑'),
    ('⺗', '㣺'),
    ('⺙', '攵'),
    ('⺛', '旡'),
    ('⺜', '日'),
    ('⺝', '月'),
    ('⺞', '歺'),
    ('⺡', '氵'),
    ('⺢', '氺'),
    ('⺣', '灬'),
    ('⺤', '爫'),
    ('⺦', '丬'),
    ('⺧', '牛'),
    ('⺨', '犭'),
    ('⺩', '王'),
    ('⺪', '疋'),
    ('⺫', '目'),
    ('⺬', '示'),
    ('⺭', '礻'),
    ('⺮', '竹'),
    ('⺯', '糹'),
    ('⺰', '纟'),
    ('⺱', '罓'),
    ('⺲', '罒'),
    ('⺶', '羊'),
    ('⺷', '羊'),
    ('⺸', '羊'),
    ('⺹', '耂'),
    ('⺺', '肀'),
    ('⺼', '月'),
    ('⺽', '臼'),
    ('⺾', '艹'),
    ('⺿', '艹'),
    ('⻀', '艹'),
    ('⻁', '虎'),
    ('⻂', '衤'),
    ('⻃', '覀'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻇', '角'),
    ('⻈', '讠'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻌', '辶'),
    ('⻍', '辶'),
    ('⻎', '辶'),
    ('⻏', '阝'),
    ('⻐', '钅'),
    ('⻑', '長'),
    ('⻒', '镸'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻕', '阜'),
    ('⻖', '阝'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻟', '飠'),
    ('⻠', '饣'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻫', '斉'),
    ('⻬', '齐'),
    ('⻭', '歯'),
    ('⻮', '齿'),
    ('⻯', '竜'),
    ('⻰', '龙'),
    ('⻱', '龜'),
    ('⻲', '亀'),
    ('⻳', '龟'),
];

/// The character that a radical looks like; `None` where `c` is none of them.
pub(super) fn character(c: char) -> Option<char> {
    match c {
        '\u{2015}' => Some('—'),
        DOOR => Some(DOOR),
        '\u{2f00}'..='\u{2fd5}' => std::iter::once(c).nfkc().next(),
        '\u{2e80}'..='\u{2ef3}' => {
            let known = SUPPLEMENT.iter().find(|(radical, _)| *radical == c)?;
            Some(known.1)
        }
        _ => None,
    }
}

/// The one radical that fonts draw as different characters: as 户 where the text is simplified, as 戶
/// where it is not. What it is normalised to, 戶, no simplified text has.
pub(super) const DOOR: char = '\u{2f3e}';

/// Frequent characters that only simplified text has, and those that other text has for them.
const SIMPLIFIED: &str = "这们国时会来对发为学业产经务实设动";
const TRADITIONAL: &str = "這們國時會來對發為學業產經務實設動";

/// What [`DOOR`] means in a text: the text's other characters tell.
pub(super) fn door<'t>(texts: impl Iterator<Item = &'t str>) -> char {
    let mut balance = 0i64;
    for c in texts.flat_map(str::chars) {
        balance += i64::from(SIMPLIFIED.contains(c)) - i64::from(TRADITIONAL.contains(c));
    }
    if balance >= 0 { '户' } else { '戶' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_characters_they_look_like() {
        assert_eq!(character('\u{2f00}'), Some('一'));
        assert_eq!(character('\u{2ea0}'), Some('民'));
        assert_eq!(character('\u{2eda}'), Some('页'));
        assert_eq!(character('民'), None);
        assert_eq!(character('\u{2f45}'), Some('方'));
        for (radical, character) in SUPPLEMENT {
            assert!(('\u{2e80}'..='\u{2ef3}').contains(radical), "{radical}");
            assert!(*character > '\u{3000}', "{radical}");
        }
    }

    #[test]
    fn the_radical_of_the_door_means_what_the_script_of_the_text_has() {
        assert_eq!(door(["这是农", "的实验"].into_iter()), '户');
        assert_eq!(door(["這是農", "的實驗"].into_iter()), '戶');
        assert_eq!(door([""].into_iter()), '户');
    }
}

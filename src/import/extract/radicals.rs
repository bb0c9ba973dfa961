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
        '\u{2f00}'..='\u{2fd5}' => std::iter::once(c).nfkc().next(),
        '\u{2e80}'..='\u{2ef3}' => {
            let known = SUPPLEMENT.iter().find(|(radical, _)| *radical == c)?;
            Some(known.1)
        }
        _ => None,
    }
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
        for (radical, character) in SUPPLEMENT {
            assert!(('\u{2e80}'..='\u{2ef3}').contains(radical), "{radical}");
            assert!(*character > '\u{3000}', "{radical}");
        }
    }
}

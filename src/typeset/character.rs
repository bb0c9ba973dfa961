//! What single characters are to the rules of Chinese typesetting.
//!
//! Sources: GB/T 15834-2011 §5.1 (标点符号), W3C CLREQ (basic processing, GB style), UAX #14.

/// A Han ideograph of the two large blocks, or 〇: two cells, a grapheme of its own, and a line may
/// break between any two of them. Rarer ideographs are right too, only slower.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// White space that vanishes at a line's end. No-break, figure and zero-width spaces are not.
pub(super) const fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{3000}' | '\u{1680}' | '\u{2000}'
            ..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}'
    )
}

/// Letters and digits that 自动空距 sets off from Han text: where the source has a space there, it
/// carries no meaning.
pub(super) const fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Full-width pausing or closing mark: never starts a line, and Han text may break after it.
///
/// A subset of [`never_starts_line`] whose behaviour depends on no neighbour.
pub(super) const fn is_full_width_pause(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '〕'
            | '］'
            | '｝'
            | '〗'
            | '〙'
            | '〛'
    )
}

/// Full-width opening bracket: Han text may break before it. “ is none, as it depends on what is
/// around it.
pub(super) const fn is_full_width_open(c: char) -> bool {
    matches!(
        c,
        '（' | '《' | '「' | '『' | '【' | '〈' | '〔' | '［' | '｛' | '〖' | '〘' | '〚'
    )
}

/// Marks whose right half is blank when they take two cells, so that the second cell may lie outside
/// the measure (GB/T 15834 §5.1.10). ” and ’ take two cells only on terminals that draw them so.
pub(super) const fn hangs(c: char) -> bool {
    is_full_width_pause(c) || matches!(c, '”' | '’')
}

/// Marks that a line must not begin with.
pub const fn never_starts_line(c: char) -> bool {
    is_full_width_pause(c)
        || is_unit_sign(c)
        || matches!(
            c,
            '”' | '’'
                | '…'
                | '⋯'
                | '—'
                | '–'
                | '⸺'
                | '·'
                | '・'
                | '～'
                | '〜'
                | '－'
                | '／'
                | '．'
                | '﹐'
                | '﹑'
                | '﹒'
                | '﹔'
                | '﹕'
                | '﹖'
                | '﹗'
                | '､'
                | '｡'
                | '〞'
                | '〟'
                | ','
                | '.'
                | ';'
                | ':'
                | '?'
                | '!'
                | ')'
                | ']'
                | '}'
        )
}

/// Signs that belong to the number before them.
pub(super) const fn is_unit_sign(c: char) -> bool {
    matches!(
        c,
        '%' | '％' | '﹪' | '‰' | '‱' | '℃' | '℉' | '°' | '′' | '″' | '￠' | '¢'
    )
}

/// Marks that a line must not end with, blanks after them left aside.
pub const fn never_ends_line(c: char) -> bool {
    is_full_width_open(c)
        || matches!(
            c,
            '“' | '‘' | '〝' | '／' | '(' | '[' | '{' | '/' | '￥' | '＄' | '￡'
        )
}

/// Unit made of one character of the compatibility block: ㎡, ㎏, ㏄.
pub(super) const fn is_squared_unit(c: char) -> bool {
    matches!(c, '\u{3371}'..='\u{337a}' | '\u{3380}'..='\u{33df}' | '\u{33ff}')
}

/// Full-width letter or digit. UAX #14 breaks between any two of them.
pub(super) const fn is_full_width_alphanumeric(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Digit of either width.
pub(super) const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether the one space between the two is only the habit of a typist, who puts it between Han and
/// Latin text or does not; with [`Autospace::Remove`](super::Autospace::Remove) it is not shown.
pub const fn joins(before: char, after: char) -> bool {
    (is_han(before) && is_alphanumeric(after))
        || ((is_alphanumeric(before) || is_unit_sign(before)) && is_han(after))
}

/// Last character of `text` before `at`, blanks left aside.
pub(super) fn last_ink(text: &str, at: usize) -> Option<char> {
    text[..at].chars().rev().find(|&c| !is_blank(c))
}

//! Text as it is compared: letters and digits alone.

/// Letters and digits of `text`. Markup, punctuation and white space differ from one dump of a text
/// to the next.
pub fn letters(text: &str) -> impl DoubleEndedIterator<Item = char> + Clone + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// Where `left` ends and `right` begins in `all`, both of them letters: positions in `all`.
pub(super) fn seams<'a>(
    all: &'a [char],
    left: &'a [char],
    right: &'a [char],
) -> impl Iterator<Item = usize> + 'a {
    let last = all.len().saturating_sub(right.len());
    (left.len()..=last)
        .filter(move |&at| all[at..].starts_with(right) && all[at - left.len()..at] == *left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seam_is_found_whatever_marks_and_spaces_stand_around_it() {
        let all: Vec<char> = letters("## 甲乙，丙 丁。").collect();
        let (left, right): (Vec<char>, Vec<char>) = (vec!['乙'], vec!['丙', '丁']);
        assert_eq!(seams(&all, &left, &right).collect::<Vec<_>>(), [2]);
        assert_eq!(seams(&all, &[], &right).collect::<Vec<_>>(), [2]);
        assert_eq!(seams(&all, &right, &right).count(), 0);
        assert_eq!(seams(&[], &left, &right).count(), 0);
    }
}

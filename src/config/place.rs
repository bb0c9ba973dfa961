//! Where in a text a byte is, as people count: line and column from 1, columns in code points.

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

impl Place {
    /// The place of byte `offset` of `text`; the end of the text for what lies behind it.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
        Self {
            line: before.matches('\n').count() + 1,
            // A byte order mark takes no column.
            column: before[line_start..]
                .trim_start_matches('\u{feff}')
                .chars()
                .count()
                + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_code_points_and_both_count_from_one() {
        let text = "甲 = 1\n乙乙 = x";
        let at = |needle: &str| Place::of(text, text.find(needle).unwrap());
        assert_eq!((at("甲").line, at("甲").column), (1, 1));
        assert_eq!((at("x").line, at("x").column), (2, 6));
        let end = Place::of(text, 999);
        assert_eq!((end.line, end.column), (2, 7));
        assert_eq!(Place::of(text, 1), Place { line: 1, column: 1 });
        assert_eq!(Place::of("", 0), Place { line: 1, column: 1 });
        assert_eq!(Place::of("\u{feff}ab", 4), Place { line: 1, column: 2 });
    }
}

//! A trend: how often something is told, over the issues in the order of time.

/// Values of neighbouring issues brought together, so that there are at most `columns`.
///
/// Each is the sum of as many issues as the others (the last may be of fewer).
pub fn gathered(values: &[usize], columns: usize) -> Vec<usize> {
    if values.is_empty() || columns == 0 {
        return Vec::new();
    }
    let each = values.len().div_ceil(columns);
    values
        .chunks(each)
        .map(|chunk| chunk.iter().sum())
        .collect()
}

/// How many of `cells` a value fills where `most` fills all; something is never nothing.
pub fn filled(value: usize, most: usize, cells: usize) -> usize {
    if value == 0 || most == 0 {
        return 0;
    }
    ((value * cells + most / 2) / most).clamp(1, cells.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_issues_are_brought_together_and_none_is_lost() {
        assert_eq!(gathered(&[1, 2, 3, 4, 5], 2), [6, 9]);
        assert_eq!(gathered(&[1, 2], 9), [1, 2]);
        assert_eq!(gathered(&[], 9), Vec::<usize>::new());
        assert_eq!(gathered(&[1], 0), Vec::<usize>::new());
    }

    #[test]
    fn the_smallest_value_shows_and_the_greatest_fills_the_row() {
        assert_eq!(filled(0, 100, 10), 0);
        assert_eq!(filled(1, 100, 10), 1);
        assert_eq!(filled(100, 100, 10), 10);
        assert_eq!(filled(50, 100, 10), 5);
        assert_eq!(filled(3, 0, 10), 0);
    }
}

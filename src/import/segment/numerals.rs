//! Numbers as bulletins write them: `12`, `１２`, 十二, 二〇二四.

/// A digit of a Chinese numeral.
pub(crate) fn is_han_digit(c: char) -> bool {
    han_value(c).is_some()
}

/// Value of a Chinese digit; tens count 10, hundreds 100.
fn han_value(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' => 100,
        _ => return None,
    })
}

fn ascii_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The number `text` starts with, and what follows it. At most six digits.
pub(crate) fn numeral(text: &str) -> Option<(u32, &str)> {
    let first = text.chars().next()?;
    let han = ascii_value(first).is_none();
    let digit = if han { han_value } else { ascii_value };
    let digits: Vec<u32> = text.chars().map_while(digit).take(7).collect();
    if digits.is_empty() || digits.len() > 6 {
        return None;
    }
    let end = text
        .char_indices()
        .nth(digits.len())
        .map_or(text.len(), |(at, _)| at);
    let value = if han && digits.iter().any(|&d| d >= 10) {
        positional(&digits)
    } else {
        digits.iter().fold(0, |value, d| value * 10 + d)
    };
    Some((value, &text[end..]))
}

/// 十二, 二十, 一百零三.
fn positional(digits: &[u32]) -> u32 {
    let (mut total, mut pending) = (0u32, 0u32);
    for &d in digits {
        match d {
            100 | 10 => {
                total += pending.max(1) * d;
                pending = 0;
            }
            20 | 30 => total += d,
            d => pending = d,
        }
    }
    total + pending
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_all_scripts_are_read() {
        for (text, value) in [
            ("12期", 12),
            ("１２期", 12),
            ("十二期", 12),
            ("二十期", 20),
            ("二十九期", 29),
            ("一百零三期", 103),
            ("一百二十九期", 129),
            ("一二九期", 129),
            ("二〇二四期", 2024),
            ("二○二四期", 2024),
            ("廿一期", 21),
        ] {
            assert_eq!(numeral(text), Some((value, "期")), "{text}");
        }
        assert_eq!(numeral("期"), None);
        assert_eq!(numeral("1234567"), None);
    }
}

//! Year, number, total and date in a line of a masthead, in any order.

use super::numerals::numeral;

/// What a line says of the issue, and the rest of the line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) year: Option<u16>,
    pub(crate) number: Option<u16>,
    pub(crate) total: Option<u32>,
    /// Whether a date (month and perhaps day) was among them.
    pub(crate) dated: bool,
    /// What is left, without the brackets and marks around it.
    pub(crate) rest: String,
}

impl Facts {
    /// Whether the line says anything of the issue.
    pub(crate) fn any(&self) -> bool {
        self.year.is_some() || self.number.is_some() || self.total.is_some()
    }

    /// `2024年第9期`
    pub(crate) fn name(year: u16, number: u16) -> String {
        format!("{year}年第{number}期")
    }
}

/// Reads `text`, a line of at most a few dozen characters.
pub(crate) fn facts(text: &str) -> Facts {
    let mut found = Facts::default();
    let mut rest = String::new();
    let mut left = text;
    while let Some(c) = left.chars().next() {
        // A numeral that is no fact is passed over whole, so that 12024年 is no year 2024.
        if let Some(after) = total(left, &mut found)
            .or_else(|| year_or_date(left, &mut found))
            .or_else(|| number(left, &mut found))
        {
            left = after;
            continue;
        }
        let step = numeral(left).map_or(c.len_utf8(), |(_, after)| left.len() - after.len());
        rest.push_str(&left[..step]);
        left = &left[step..];
    }
    found.rest = tidy(&rest);
    found
}

/// Drops brackets that lost their content and marks at both ends.
fn tidy(rest: &str) -> String {
    let mut rest = rest.to_owned();
    for empty in ["（）", "()", "【】", "[]", "〔〕"] {
        while rest.contains(empty) {
            rest = rest.replace(empty, " ");
        }
    }
    let edge = |c: char| c.is_whitespace() || "#*_|/·•—-–－:：,，、.．()（）[]【】〔〕".contains(c);
    rest.trim_matches(edge).to_owned()
}

fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let text = text.trim_start();
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// 总第129期, 总129期, 总期第129号
fn total<'a>(text: &'a str, found: &mut Facts) -> Option<&'a str> {
    let rest = text.strip_prefix('总')?;
    let rest = after(rest, &["第", "期第", "期"]).unwrap_or(rest);
    let (value, rest) = numeral(rest.trim_start())?;
    let rest = after(rest, &["期", "号"])?;
    found.total.get_or_insert(value);
    Some(rest)
}

/// 2024年, 2024年度, 2024年9月, 2024年9月30日, 2024年9期; 2024-09-30, 2024.9.30
fn year_or_date<'a>(text: &'a str, found: &mut Facts) -> Option<&'a str> {
    let (year, rest) = numeral(text)?;
    let year = u16::try_from(year)
        .ok()
        .filter(|y| (1949..=2199).contains(y))?;
    if let Some(rest) = iso_date(rest) {
        found.year.get_or_insert(year);
        found.dated = true;
        return Some(rest);
    }
    let rest = after(rest, &["年度", "年"])?;
    found.year.get_or_insert(year);
    let Some((value, more)) = numeral(rest.trim_start()) else {
        return Some(rest);
    };
    if let Some(more) = after(more, &["月份", "月"]) {
        found.dated = true;
        let day = numeral(more.trim_start()).and_then(|(_, more)| after(more, &["日", "号"]));
        return Some(day.unwrap_or(more));
    }
    match after(more, &["期"]) {
        Some(more) => {
            set_number(found, value);
            Some(more)
        }
        None => Some(rest),
    }
}

/// `-09-30` or `.9.30` or `/9/30`
fn iso_date(text: &str) -> Option<&str> {
    let mark = text
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '.' | '/'))?;
    let (month, rest) = numeral(text.strip_prefix(mark)?)?;
    let (day, rest) = numeral(rest.strip_prefix(mark)?)?;
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(rest)
}

/// 第9期, 第 9 号
fn number<'a>(text: &'a str, found: &mut Facts) -> Option<&'a str> {
    let rest = text.strip_prefix('第')?;
    let (value, rest) = numeral(rest.trim_start())?;
    let rest = after(rest, &["期", "号"])?;
    set_number(found, value).then_some(rest)
}

fn set_number(found: &mut Facts, value: u32) -> bool {
    let value = u16::try_from(value).ok().filter(|v| (1..=9999).contains(v));
    if let Some(value) = value {
        found.number.get_or_insert(value);
    }
    value.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Option<u16>, Option<u16>, Option<u32>, String) {
        let f = facts(text);
        (f.year, f.number, f.total, f.rest)
    }

    #[test]
    fn issue_lines_of_all_styles_are_read() {
        let none = String::new;
        for text in [
            "2024年第9期",
            "2024 年第 9 期",
            "第9期 2024年",
            "第９期（２０２４年９月３０日）",
            "二〇二四年第九期",
            "2024年度第9期",
            "2024年9期",
            "（2024年 第9期）",
            "第9期  2024-09-30",
            "# 2024年第9期",
        ] {
            assert_eq!(told(text), (Some(2024), Some(9), None, none()), "{text}");
        }
        assert_eq!(
            told("2024年第9期（总第129期）"),
            (Some(2024), Some(9), Some(129), none())
        );
        assert_eq!(told("（总第 129 期）"), (None, None, Some(129), none()));
        assert_eq!(told("第9期"), (None, Some(9), None, none()));
        assert_eq!(
            told("《城市参考》2024年第9期"),
            (Some(2024), Some(9), None, "《城市参考》".to_owned())
        );
    }

    #[test]
    fn other_numbers_stay_in_the_rest() {
        assert_eq!(told("共 80 份"), (None, None, None, "共 80 份".to_owned()));
        assert_eq!(told("十佳2024"), (None, None, None, "十佳2024".to_owned()));
    }
}

//! What stands on the cover and at the end of a briefing.

use crate::annotations::time;
use crate::briefing::Date;

/// The masthead (报头) and the imprint (版记), as the form asks for them. What is empty is not
/// printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// The name in red; the briefing's own where it is empty.
    pub title: String,
    /// Number within the year (第 N 期).
    pub number: Option<u32>,
    /// Number since the first issue (总第 N 期).
    pub total: Option<u32>,
    /// The unit that issues it.
    pub unit: String,
    /// The day of issue.
    pub date: Option<Date>,
    /// 密级: how secret it is.
    pub classification: String,
    /// 编号: the number of the copy.
    pub serial: String,
    /// 报: to whom above it is reported.
    pub report_to: Vec<String>,
    /// 送: to whom beside it is sent.
    pub send_to: Vec<String>,
    /// 发: to whom below it is issued.
    pub issue_to: Vec<String>,
    /// 印数: how many copies are printed.
    pub copies: Option<u32>,
}

/// Seconds by which the clocks of China, where briefings are dated, are ahead of UTC.
const CHINA: u64 = 8 * 3600;

/// The day in China at `seconds` since 1970 (UTC).
pub fn day_at(seconds: u64) -> Option<Date> {
    let (year, month, day) = time::date_of((seconds.saturating_add(CHINA) / 86_400).cast_signed());
    Date::new(u16::try_from(year).ok()?, month as u8, day as u8).ok()
}

/// The fields of the form, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CoverField {
    /// The name in red.
    Title,
    /// Number within the year.
    Number,
    /// Number since the first issue.
    Total,
    /// The unit.
    Unit,
    /// The day.
    Date,
    /// 密级.
    Classification,
    /// 编号.
    Serial,
    /// 报.
    ReportTo,
    /// 送.
    SendTo,
    /// 发.
    IssueTo,
    /// 印数.
    Copies,
}

impl CoverField {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Number,
        Self::Total,
        Self::Unit,
        Self::Date,
        Self::Classification,
        Self::Serial,
        Self::ReportTo,
        Self::SendTo,
        Self::IssueTo,
        Self::Copies,
    ];

    /// Its name in files and options; with `cover-` before it that of its label.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Number => "number",
            Self::Total => "total",
            Self::Unit => "unit",
            Self::Date => "date",
            Self::Classification => "classification",
            Self::Serial => "serial",
            Self::ReportTo => "report_to",
            Self::SendTo => "send_to",
            Self::IssueTo => "issue_to",
            Self::Copies => "copies",
        }
    }

    /// Key of its label in the locale files.
    pub fn text_key(self) -> String {
        format!("cover-{}", self.name().replace('_', "-"))
    }
}

/// What was typed cannot stand in this field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” cannot stand in {}", field.name())]
pub struct FieldError {
    /// The field.
    pub field: CoverField,
    /// What was typed.
    pub text: String,
}

impl Cover {
    /// The cover of the briefing after this one: the numbers go up by one, the day is `today`.
    #[must_use]
    pub fn next(&self, today: Option<Date>) -> Self {
        let year = |date: Option<Date>| date.map(Date::year);
        let same_year = year(self.date).is_none_or(|before| year(today) == Some(before));
        let up = |number: u32| number.saturating_add(1);
        Self {
            // A new year begins with number one.
            number: self
                .number
                .map(|number| if same_year { up(number) } else { 1 }),
            total: self.total.map(up),
            date: today,
            serial: String::new(),
            ..self.clone()
        }
    }

    /// A field as text, as it is typed.
    pub fn get(&self, field: CoverField) -> String {
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        match field {
            CoverField::Title => self.title.clone(),
            CoverField::Number => number(self.number),
            CoverField::Total => number(self.total),
            CoverField::Unit => self.unit.clone(),
            CoverField::Date => self.date.map(|date| date.to_string()).unwrap_or_default(),
            CoverField::Classification => self.classification.clone(),
            CoverField::Serial => self.serial.clone(),
            CoverField::ReportTo => self.report_to.join("，"),
            CoverField::SendTo => self.send_to.join("，"),
            CoverField::IssueTo => self.issue_to.join("，"),
            CoverField::Copies => number(self.copies),
        }
    }

    /// Set a field to what was typed.
    pub fn set(&mut self, field: CoverField, text: &str) -> Result<(), FieldError> {
        let text = text.trim();
        let wrong = || FieldError {
            field,
            text: text.to_owned(),
        };
        let number = || match text.parse() {
            _ if text.is_empty() => Ok(None),
            Ok(number @ 1..=999_999) => Ok(Some(number)),
            _ => Err(wrong()),
        };
        match field {
            CoverField::Title => text.clone_into(&mut self.title),
            CoverField::Number => self.number = number()?,
            CoverField::Total => self.total = number()?,
            CoverField::Unit => text.clone_into(&mut self.unit),
            CoverField::Date if text.is_empty() => self.date = None,
            CoverField::Date => self.date = Some(text.parse().map_err(|_| wrong())?),
            CoverField::Classification => text.clone_into(&mut self.classification),
            CoverField::Serial => text.clone_into(&mut self.serial),
            CoverField::ReportTo => self.report_to = units(text),
            CoverField::SendTo => self.send_to = units(text),
            CoverField::IssueTo => self.issue_to = units(text),
            CoverField::Copies => self.copies = number()?,
        }
        Ok(())
    }
}

/// Units parted by commas.
fn units(text: &str) -> Vec<String> {
    text.split(['，', ',', '、', ';', '；'])
        .map(str::trim)
        .filter(|unit| !unit.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_go_up_by_one_and_the_rest_is_remembered() {
        let mut cover = Cover::default();
        for (field, text) in [
            (CoverField::Number, "3"),
            (CoverField::Total, "118"),
            (CoverField::Unit, "某市科技情报所"),
            (CoverField::Date, "2026年11月21日"),
            (CoverField::ReportTo, "市委办公室，市政府办公室"),
            (CoverField::Serial, "0001"),
        ] {
            cover.set(field, text).unwrap();
            assert_eq!(cover.clone().set(field, &cover.get(field)), Ok(()));
        }
        let today = "2026-12-01".parse().ok();
        let next = cover.next(today);
        assert_eq!((next.number, next.total), (Some(4), Some(119)));
        assert_eq!((next.date, next.serial.as_str()), (today, ""));
        assert_eq!(
            (&next.unit, &next.report_to),
            (&cover.unit, &cover.report_to)
        );
        let next = cover.next("2027-01-05".parse().ok());
        assert_eq!((next.number, next.total), (Some(1), Some(119)));
    }

    #[test]
    fn what_is_no_number_or_day_is_refused() {
        let mut cover = Cover::default();
        for (field, text) in [
            (CoverField::Number, "三"),
            (CoverField::Copies, "0"),
            (CoverField::Date, "2026-02-29"),
            (CoverField::Date, "明天"),
        ] {
            assert!(cover.set(field, text).is_err(), "{text}");
        }
        assert_eq!(cover, Cover::default());
        assert_eq!(day_at(1_732_200_000).unwrap().to_string(), "2024-11-21");
        assert_eq!(day_at(u64::MAX), None);
    }
}

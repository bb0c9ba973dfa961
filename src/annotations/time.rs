//! Seconds since 1970 as dates that people read, and back.

use toml::value::{Datetime, Offset};

/// Seconds since 1970 as RFC 3339 writes them: `2024-09-01T08:30:00Z`.
pub fn to_text(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date_of(days.cast_signed());
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Seconds since 1970 of a date as TOML and RFC 3339 write it, with or without time and offset.
pub fn of_text(text: &str) -> Option<u64> {
    of_datetime(&text.parse().ok()?)
}

/// Seconds since 1970 of a date with or without time and offset.
pub fn of_datetime(at: &Datetime) -> Option<u64> {
    let date = at.date?;
    let time = at.time.map_or((0, 0, 0), |time| {
        (
            time.hour.into(),
            time.minute.into(),
            time.second.unwrap_or(0).into(),
        )
    });
    let offset = match at.offset {
        Some(Offset::Custom { minutes }) => minutes.into(),
        Some(Offset::Z) | None => 0,
    };
    Some(of_parts(
        (date.year.into(), date.month.into(), date.day.into()),
        time,
        offset,
    ))
}

/// Seconds since 1970 of year, month, day, hour, minute and second in UTC.
pub(super) fn of_utc(parts: [u16; 6]) -> u64 {
    let [year, month, day, hour, minute, second] = parts.map(i64::from);
    of_parts((year, month, day), (hour, minute, second), 0)
}

/// Seconds since 1970 of a date and time with an offset in minutes; 0 for what lies before.
fn of_parts(date: (i64, i64, i64), time: (i64, i64, i64), offset: i64) -> u64 {
    let seconds = time.0 * 3600 + time.1 * 60 + time.2 - offset * 60;
    u64::try_from(days_of(date.0, date.1, date.2) * 86_400 + seconds).unwrap_or(0)
}

/// Year, month and day of a number of days since 1970 (Hinnant's `civil_from_days`).
pub fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_dates_are_right() {
        assert_eq!(to_text(0), "1970-01-01T00:00:00Z");
        assert_eq!(to_text(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(of_parts((2024, 9, 1), (8, 30, 0), 480), 1_725_150_600);
        assert_eq!(of_parts((1900, 1, 1), (0, 0, 0), 0), 0);
    }

    proptest! {
        #[test]
        fn dates_lead_back_to_their_seconds(seconds in 0..253_402_300_800_u64) {
            let (year, month, day) = date_of((seconds / 86_400).cast_signed());
            let rest = (seconds % 86_400).cast_signed();
            prop_assert_eq!(of_parts((year, month, day), (0, 0, rest), 0), seconds);
        }
    }
}

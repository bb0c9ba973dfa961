//! A fault of a query in words.

use crate::args;
use crate::locale::Locale;
use crate::search::QueryError;

/// Most characters of the query that are quoted.
const QUOTED: usize = 20;

/// What is wrong with the query `typed`, and where: its characters are counted from 1.
pub fn query_fault(locale: &Locale, typed: &str, error: &QueryError) -> String {
    let key = format!("query-fault-{}", error.kind.name());
    let fault = locale.text_with(&key, args!["detail" => error.kind.detail()]);
    let fault = fault.into_owned();
    let (Some(before), Some(own)) = (typed.get(..error.at.start), typed.get(error.at.clone()))
    else {
        return fault;
    };
    let mut text: String = own.chars().take(QUOTED).collect();
    if text.len() < own.len() {
        text.push('…');
    }
    let column = before.chars().count() + 1;
    let text = if text.is_empty() {
        locale.text_with("query-fault-at-end", args!["fault" => fault])
    } else {
        locale.text_with(
            "query-fault",
            args!["column" => column, "text" => text, "fault" => fault],
        )
    };
    text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::search::Query;

    #[test]
    fn every_fault_has_words_in_both_languages() {
        let long = "甲".repeat(5_000);
        let deep = "(".repeat(99);
        for typed in [
            "甲 \"乙",
            "甲)",
            "-",
            "titel:甲",
            "year:",
            "is:x",
            "year:x",
            "issue:x",
            "year:2..1",
            "year:2024..2023",
            "/[/",
            r"/(\w{99}){99}/",
            &deep,
            &long,
        ] {
            let error = Query::parse(typed).unwrap_err();
            for lang in Lang::ALL {
                let words = query_fault(&Locale::new(lang), typed, &error);
                assert!(!words.contains("query-fault"), "{words}");
                assert!(!words.contains('$'), "{words}");
            }
        }
        let error = Query::parse("甲 「乙").unwrap_err();
        let words = query_fault(&Locale::new(Lang::En), "甲 「乙", &error);
        assert!(words.contains("character 3, 「 — "), "{words}");
    }
}

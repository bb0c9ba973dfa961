//! Taking a briefing out of TOML.

use std::collections::BTreeSet;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Fault;
use crate::annotations::anchor::Spot;
use crate::annotations::{Id, time};
use crate::briefing::basket::{
    Briefing, Comment, Cover, CoverField, Destination, Excerpt, LETTER, Lit, Paragraph, SourceFacts,
};
use crate::bulletin::{BlockKind, IssueId};

/// The briefing, the id of the excerpt of each table, and what was not understood.
pub(super) fn briefing(root: &DeTable<'_>) -> (Briefing, Vec<Option<Id>>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut briefing = Briefing::default();
    {
        let mut top = Fields::new(root, &mut faults);
        let note = top.text("editors_note");
        note.trim_end_matches('\n')
            .clone_into(&mut briefing.editors_note);
        briefing.modified = top.time("modified");
    }
    match root.get("cover").map(|value| (value, value.get_ref())) {
        None => {}
        Some((_, DeValue::Table(table))) => {
            briefing.cover = cover(&mut Fields::new(table, &mut faults));
        }
        Some((value, _)) => faults.push(fault(value, "cover")),
    }
    let rows: &[Spanned<DeValue<'_>>] = match root.get("excerpts").map(Spanned::get_ref) {
        Some(DeValue::Array(rows)) => rows,
        Some(_) => {
            if let Some(value) = root.get("excerpts") {
                faults.push(fault(value, "excerpts"));
            }
            &[]
        }
        None => &[],
    };
    let mut taken = BTreeSet::new();
    let mut ids = Vec::new();
    for row in rows {
        let DeValue::Table(table) = row.get_ref() else {
            faults.push(fault(row, "excerpts"));
            ids.push(None);
            continue;
        };
        let Some(mut excerpt) = excerpt(&mut Fields::new(table, &mut faults)) else {
            faults.push(fault(row, "paragraphs"));
            ids.push(None);
            continue;
        };
        let mut seed = format!("{excerpt:?}");
        while !taken.insert(excerpt.id.clone()) {
            // A table that was copied by hand.
            excerpt.id = Id::derived_from(LETTER, &seed);
            seed.push('+');
        }
        ids.push(Some(excerpt.id.clone()));
        briefing.excerpts.push(Arc::new(excerpt));
    }
    (briefing, ids, faults)
}

fn fault(value: &Spanned<DeValue<'_>>, field: &str) -> Fault {
    Fault {
        at: value.span().start,
        field: field.to_owned(),
    }
}

fn cover(fields: &mut Fields<'_, '_>) -> Cover {
    let mut cover = Cover::default();
    for field in CoverField::ALL {
        let text = match field {
            CoverField::ReportTo => {
                cover.report_to = fields.texts(field.name());
                continue;
            }
            CoverField::SendTo => {
                cover.send_to = fields.texts(field.name());
                continue;
            }
            CoverField::IssueTo => {
                cover.issue_to = fields.texts(field.name());
                continue;
            }
            CoverField::Number | CoverField::Total | CoverField::Copies => fields
                .number(field.name())
                .map(|number| number.to_string())
                .unwrap_or_default(),
            CoverField::Date => fields.day(field.name()),
            _ => fields.text(field.name()),
        };
        if cover.set(field, &text).is_err() {
            fields.wrong(field.name());
        }
    }
    cover
}

fn excerpt(fields: &mut Fields<'_, '_>) -> Option<Excerpt> {
    let texts = fields.texts("paragraphs");
    if texts.is_empty() {
        return None;
    }
    let headings = fields.numbers("headings");
    let paragraphs = (1..).zip(texts).map(|(number, text)| Paragraph {
        kind: if headings.contains(&number) {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        },
        // A paragraph is a line, whatever was typed.
        text: text.replace(['\n', '\r'], " "),
    });
    let paragraphs: Vec<Paragraph> = paragraphs.collect();
    let title = fields.text("article_title");
    let pages = match fields.numbers("pages")[..] {
        [first] => Some((first, first)),
        [first, last] => Some((first, last)),
        _ => None,
    };
    let short = |number: Option<u32>| number.and_then(|n| u16::try_from(n).ok()).unwrap_or(0);
    let issue = fields.text("issue");
    let source = SourceFacts {
        issue: issue.parse().unwrap_or_else(|_| IssueId::of(&issue, 0, 0)),
        article: short(fields.number("article")),
        title,
        series: fields.text("series"),
        year: short(fields.number("year")),
        number: short(fields.number("number")),
        total: fields.number("total"),
        publisher: fields.text("publisher"),
        pages,
        digest: fields.flag("digest"),
    };
    let spot = fields.number("block").map(|block| {
        let offset = fields.number("offset").unwrap_or(0);
        Spot::new(block, offset)
    });
    let mut hidden = BTreeSet::new();
    for place in fields.texts("hidden") {
        let place = place.split_once('.').and_then(|(paragraph, sentence)| {
            let from_one = |text: &str| text.parse::<u32>().ok()?.checked_sub(1);
            Some((from_one(paragraph)?, from_one(sentence)?))
        });
        match place {
            Some(place) => _ = hidden.insert(place),
            None => fields.wrong("hidden"),
        }
    }
    let mut lit = Vec::new();
    let mut comments = Vec::new();
    fields.tables("lit", |fields| {
        lit.push(Lit {
            kind: fields.text("kind").parse().unwrap_or_default(),
            quote: fields.text("quote"),
        });
    });
    fields.tables("comments", |fields| {
        let name = fields.text("to");
        let to = Destination::from_name(&name);
        if to.is_none() && !name.is_empty() {
            fields.wrong("to");
        }
        comments.push(Comment {
            quote: fields.text("quote"),
            text: fields.text("text"),
            to: to.unwrap_or_default(),
            created: fields.time("created"),
        });
    });
    let mut excerpt = Excerpt {
        id: Id::derived_from(LETTER, ""),
        title: fields.text("title"),
        theme: fields.text("theme"),
        source,
        spot,
        prefix: fields.text("prefix"),
        suffix: fields.text("suffix"),
        paragraphs,
        hidden,
        lit,
        comments,
        created: fields.time("created"),
    };
    excerpt.id = match fields.text("id").parse() {
        Ok(id) => id,
        Err(_) => Id::derived_from(LETTER, &format!("{excerpt:?}")),
    };
    Some(excerpt)
}

/// A table being read; what is of another type than it should be is a fault and counts as absent.
struct Fields<'t, 'f> {
    table: &'t DeTable<'t>,
    faults: &'f mut Vec<Fault>,
}

impl<'t, 'f> Fields<'t, 'f> {
    fn new(table: &'t DeTable<'_>, faults: &'f mut Vec<Fault>) -> Self {
        Self { table, faults }
    }

    fn wrong(&mut self, name: &str) {
        if let Some(value) = self.table.get(name) {
            self.faults.push(fault(value, name));
        }
    }

    fn get<T>(&mut self, name: &str, take: impl FnOnce(&DeValue<'_>) -> Option<T>) -> Option<T> {
        let taken = take(self.table.get(name)?.get_ref());
        if taken.is_none() {
            self.wrong(name);
        }
        taken
    }

    fn text(&mut self, name: &str) -> String {
        let text = self.get(name, |value| value.as_str().map(str::to_owned));
        text.unwrap_or_default()
    }

    fn number(&mut self, name: &str) -> Option<u32> {
        self.get(name, number)
    }

    fn flag(&mut self, name: &str) -> bool {
        let flag = self.get(name, |value| match value {
            DeValue::Boolean(flag) => Some(*flag),
            _ => None,
        });
        flag.unwrap_or_default()
    }

    fn time(&mut self, name: &str) -> u64 {
        let time = self.get(name, |value| match value {
            DeValue::Datetime(at) => time::of_datetime(at),
            other => number(other).map(u64::from),
        });
        time.unwrap_or_default()
    }

    /// A day, written as a date or as a text.
    fn day(&mut self, name: &str) -> String {
        let day = self.get(name, |value| match value {
            DeValue::Datetime(at) => at.date.map(|date| date.to_string()),
            other => other.as_str().map(str::to_owned),
        });
        day.unwrap_or_default()
    }

    /// Texts in a list; one alone is a list too.
    fn texts(&mut self, name: &str) -> Vec<String> {
        let texts = self.get(name, |value| match value {
            DeValue::Array(all) => all
                .iter()
                .map(|text| text.get_ref().as_str().map(str::to_owned))
                .collect(),
            other => other.as_str().map(|text| vec![text.to_owned()]),
        });
        texts.unwrap_or_default()
    }

    fn numbers(&mut self, name: &str) -> Vec<u32> {
        let numbers = self.get(name, |value| match value {
            DeValue::Array(all) => all.iter().map(|one| number(one.get_ref())).collect(),
            other => number(other).map(|one| vec![one]),
        });
        numbers.unwrap_or_default()
    }

    fn tables(&mut self, name: &str, mut each: impl FnMut(&mut Fields<'_, '_>)) {
        let Some(value) = self.table.get(name) else {
            return;
        };
        let DeValue::Array(all) = value.get_ref() else {
            return self.wrong(name);
        };
        for row in all {
            match row.get_ref() {
                DeValue::Table(table) => each(&mut Fields::new(table, self.faults)),
                _ => self.faults.push(fault(row, name)),
            }
        }
    }
}

fn number(value: &DeValue<'_>) -> Option<u32> {
    match value {
        DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

//! Going to an issue, or an article of it, by typing its number.

use crate::app::geometry::Pane;
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Mode, Model};
use crate::app::text_field::TextField;
use crate::args;
use crate::bulletin::ArticleId;
use crate::library::IssueView;
use crate::search::{Folded, Narrow};

/// The number of an issue is being typed.
#[derive(Debug, Clone, Default)]
pub struct GoToPrompt {
    /// What was typed.
    pub field: TextField,
}

/// The issues that `typed` may mean, and the article's number if one was typed.
///
/// `2024-9`, `2024.9`, `2024 9`, `2024年第9期`, `24-9`, `9` (the newest ninth), `kjqbck-2024-09`,
/// each with `/3` for the third article; else words of its series and name (`kjqb 2024`).
fn candidates<'a>(model: &'a Model, typed: &str) -> (Vec<IssueView<'a>>, Option<u16>) {
    let words = typed;
    let typed = Folded::new(typed);
    let (issue, article) = match typed.text().split_once('/') {
        Some((issue, article)) => (issue, article.parse().ok()),
        None => (typed.text(), None),
    };
    let exact = model.library.matching(issue);
    if !exact.is_empty() {
        return (exact, article);
    }
    let numbers: Vec<u16> = issue
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect();
    let year = |issue: &IssueView<'_>, year: u16| {
        issue.year() == year || (year < 100 && issue.year() % 100 == year)
    };
    let found: Vec<_> = model
        .library
        .issues()
        .filter(|issue| match numbers[..] {
            [only] => issue.number() == only || issue.year() == only,
            [first, second] => year(issue, first) && issue.number() == second,
            _ => false,
        })
        .collect();
    if !found.is_empty() {
        return (found, article);
    }
    // A part of the name, by pinyin too.
    let (name, article) = match words.rsplit_once(['/', '／']) {
        Some((name, number)) => (name, Folded::new(number).text().parse().ok()),
        None => (words, None),
    };
    let narrow = Narrow::new(name);
    if narrow.is_empty() {
        return (Vec::new(), None);
    }
    let named = model.library.issues().filter(|issue| {
        let name = format!("{} {}", issue.title(), model.issue_name(*issue));
        narrow.keeps(&name)
    });
    (named.collect(), article)
}

impl Model {
    /// Ask for the number of an issue.
    pub(in crate::app) fn open_go_to(&mut self, typed: String) {
        self.mode = Mode::GoTo(GoToPrompt {
            field: TextField::with_text(typed),
        });
    }

    /// The issues that the text typed so far may mean.
    pub fn go_to_candidates(&self) -> Vec<IssueView<'_>> {
        match &self.mode {
            Mode::GoTo(prompt) if !prompt.field.text().is_empty() => {
                candidates(self, prompt.field.text()).0
            }
            _ => Vec::new(),
        }
    }

    pub(in crate::app) fn go_to_key(&mut self, key: Key) {
        let Mode::GoTo(prompt) = &mut self.mode else {
            return;
        };
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => self.mode = Mode::Browse,
            (KeyCode::Backspace, _) if prompt.field.text().is_empty() => self.mode = Mode::Browse,
            (KeyCode::Enter, _) => {
                let typed = prompt.field.text().to_owned();
                self.mode = Mode::Browse;
                self.go_to(&typed);
            }
            _ => _ = prompt.field.key(key),
        }
    }

    pub(in crate::app) fn go_to_paste(&mut self, text: &str) {
        if let Mode::GoTo(prompt) = &mut self.mode {
            prompt.field.insert(text);
        }
    }

    fn go_to(&mut self, typed: &str) {
        if typed.trim().is_empty() {
            return;
        }
        let (found, article) = candidates(self, typed);
        let Some(issue) = found.first() else {
            let text = self
                .locale
                .text_with("no-such-issue", args!["typed" => typed.to_owned()])
                .into_owned();
            return self.complain(text);
        };
        let (id, position, articles) =
            (issue.id().clone(), issue.position(), issue.articles().len());
        let here = self.here();
        if let Some(number) = article {
            if !self.show_article(&ArticleId { issue: id, number }, None) {
                let text = self.locale.text_with(
                    "no-such-article",
                    args!["number" => number, "count" => articles],
                );
                let text = text.into_owned();
                return self.complain(text);
            }
            self.set_focus(Pane::Body);
        } else {
            self.select_issue(position);
            self.set_focus(Pane::Contents);
        }
        self.leave(here);
    }
}

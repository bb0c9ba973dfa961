//! Going to a figure, and taking it out with its citation.

use crate::app::message::Effect;
use crate::app::model::{Mode, Model};
use crate::app::panes::{FIRST_BLOCK, Find};
use crate::args;
use crate::search::Query;
use crate::survey::FigureRow;
use crate::typeset::Place;

impl Model {
    /// Go to a figure's place; the number is lit there.
    pub(super) fn go_to_figure(&mut self, row: &FigureRow) {
        let here = self.here();
        let range = row.figure.range.clone();
        let unit = row.block as usize + FIRST_BLOCK;
        let number = row.number(&self.library).to_owned();
        let place = Place {
            unit,
            offset: range.start as u32,
        };
        let id = self.library.article(row.article).id();
        self.mode = Mode::Browse;
        self.find = Some(Find {
            query: Query::word(&number),
            ..Find::default()
        });
        if self.show_article(&id, Some(place)) {
            self.set_focus(crate::app::Pane::Body);
            self.search_body();
            let hit = self.find.as_ref().and_then(|find| {
                let mut hits = find.hits.iter();
                hits.position(|hit| hit.unit == unit && hit.range.start == range.start)
            });
            if let Some(hit) = hit {
                self.go_to_hit(hit);
            }
            self.leave(here);
            self.touch();
        }
    }

    /// A figure with where it stands: 指标：数字（增减）——《题目》，刊名，页.
    pub(super) fn copy_figure(&mut self, row: &FigureRow, id: Option<&str>) -> Vec<Effect> {
        let article = self.library.article(row.article);
        let issue = article.issue();
        let number: String = row.number(&self.library).split_whitespace().collect();
        let change: String = row.change(&self.library).split_whitespace().collect();
        let change = if change.is_empty() || row.figure.kind.is_change() {
            String::new()
        } else {
            self.locale
                .text_with("figure-change", args!["change" => change])
                .into_owned()
        };
        let page = row.page(&self.library).map_or_else(String::new, |page| {
            let page = self.locale.text_with("page", args!["page" => page]);
            self.locale
                .text_with("figure-page", args!["page" => page.into_owned()])
                .into_owned()
        });
        let arguments = args![
            "label" => self.indicator(row, id).to_owned(),
            "number" => number.clone(),
            "change" => change,
            "article" => article.title(),
            "title" => issue.title(),
            "issue" => self.issue_name(issue),
            "page" => page,
        ];
        let text = self
            .locale
            .text_with("figure-citation", arguments)
            .into_owned();
        self.inform("figure-copied", args!["number" => number]);
        vec![Effect::Copy(text)]
    }
}

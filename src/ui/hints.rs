//! What could be pressed now, told at the end of the status line.

use crate::app::basket::Sheet;
use crate::app::{Action, Mode, Model, Pane};
use crate::args;

/// What to press on a screen without room for more.
pub(super) fn short_hint(model: &Model) -> String {
    if matches!(model.mode, Mode::Issue(_) | Mode::Actions(_)) {
        return model.text("hint-sheet").into_owned();
    }
    let keys = model.config.keys.keys_of(Action::Help);
    let help = keys.first().cloned().unwrap_or_default();
    let text = model.locale.text_with("hint-short", args!["help" => help]);
    text.into_owned()
}

/// The keys of a list from which something can be put into a briefing.
fn put_hint(model: &Model, key: &str) -> String {
    let arguments = args!["put" => model.put_key_shown()];
    model.locale.text_with(key, arguments).into_owned()
}

/// What could be pressed now.
pub(super) fn hint(model: &Model) -> String {
    let key = |action: Action| {
        model
            .config
            .keys
            .keys_of(action)
            .first()
            .cloned()
            .unwrap_or_default()
    };
    match &model.mode {
        Mode::Actions(_) => return model.text("hint-list").into_owned(),
        Mode::Finder(_) => return put_hint(model, "hint-finder"),
        Mode::Search(screen) if screen.offers_queries() => {
            return model.text("hint-offers").into_owned();
        }
        Mode::Search(_) => return put_hint(model, "hint-search"),
        Mode::Select(_) => return model.text("hint-select").into_owned(),
        Mode::Note(_) => return model.text("hint-note").into_owned(),
        Mode::Basket(view) => {
            let key = match view.sheet {
                Sheet::None => "hint-basket",
                Sheet::Trim(..) => "trim-keys",
                Sheet::Comments(..) => "comments-keys",
                Sheet::Cover(_) => "cover-keys",
                Sheet::Check(..) => "check-keys",
                Sheet::Preview(..) => "preview-keys",
                Sheet::Choose(..) => "choose-keys",
                Sheet::Keys(_) => "basket-help-keys",
                Sheet::Write(_) => "hint-note",
            };
            return model.text(key).into_owned();
        }
        Mode::Marks(_) => return put_hint(model, "hint-marks"),
        Mode::Figures(_) => return put_hint(model, "hint-figures"),
        Mode::Doubts(_) => return model.text("review-hint").into_owned(),
        Mode::Regions(_) => return model.text("hint-regions").into_owned(),
        Mode::Articles(_) => return put_hint(model, "hint-articles"),
        Mode::Trend(_) => return model.text("hint-trend").into_owned(),
        Mode::Tags(_) => return model.text("hint-tags").into_owned(),
        Mode::Notes(_) => return model.text("hint-notes").into_owned(),
        Mode::Issue(_) => return model.text("hint-sheet").into_owned(),
        _ => {}
    }
    let folded = model.geometry.shown() == 1 && !model.zoomed;
    match model.focus {
        _ if model.zoomed => model.locale.text_with(
            "hint-zoomed",
            args!["zoom" => key(Action::Zoom), "help" => key(Action::Help)],
        ),
        Pane::Body if folded => model.locale.text_with(
            "hint-folded-body",
            args!["left" => key(Action::FocusLeft), "help" => key(Action::Help)],
        ),
        _ if folded => model.locale.text_with(
            "hint-folded",
            args!["open" => key(Action::Open), "help" => key(Action::Help)],
        ),
        _ => model.locale.text_with(
            "hint",
            args!["help" => key(Action::Help), "quit" => key(Action::Quit)],
        ),
    }
    .into_owned()
}

//! What comes in becomes a message, and its effects are carried out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::Run;
use crate::app::basket::{ExportOrder, Exported};
use crate::app::{Effect, Message};
use crate::tui::event::Event;
use crate::tui::keeper::SheetEdit;
use crate::tui::{How, Program, clipboard};

/// Between two steps of what moves by itself: 25 rows a second.
const TICK: Duration = Duration::from_millis(40);

/// Reading the library again, on a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Reload {
    #[default]
    Idle,
    Running,
    /// Something changed while it was running.
    Again,
}

impl<P: Program> Run<P> {
    pub(super) fn refresh_watch(&mut self) {
        if let Some(watch) = &mut self.watch {
            watch.refresh();
        }
    }

    pub(super) fn message(&mut self, message: Message) {
        self.dirty = true;
        if let Ok(now) = SystemTime::now().duration_since(UNIX_EPOCH) {
            self.program.update(Message::Time(now.as_secs()));
        }
        for effect in self.program.update(message) {
            self.effect(effect);
        }
    }

    fn effect(&mut self, effect: Effect) {
        match effect {
            Effect::Quit => self.end(How::Quit),
            Effect::SaveState(state) => self.saver.note(&state, Instant::now()),
            Effect::SaveEdit(number, edit) => {
                self.keeper.save(number, Box::new(SheetEdit::Edit(*edit)));
            }
            Effect::SaveReview(edit) => {
                self.keeper.save(0, Box::new(SheetEdit::Review(edit)));
            }
            Effect::SaveBriefing(number, change) => self.clerk.save(number, change),
            Effect::Export(order) => self.export(order),
            Effect::Copy(text) => clipboard::copy(&text, &mut self.out),
            Effect::EditText(text) => self.asked.edit = Some(text),
            Effect::Suspend => self.asked.suspend = true,
            Effect::Mouse(ours) => self.session.set_mouse(ours, &mut self.out),
            Effect::Redraw => self.screen.invalidate(),
            Effect::Reload => self.reload(),
            Effect::Tick => self.tick = Some(Instant::now() + TICK),
            Effect::Search(request) => self.searcher.start(request),
            Effect::Rank(request) => self.ranker.start(request),
            Effect::SaveSearches(searches) => self.search_keeper.save(searches),
            Effect::Review(order) => self.reviewer.order(order),
            Effect::StopSearch => self.searcher.stop(),
            Effect::Survey(request) => self.surveyor.start(request),
            Effect::StopSurvey => self.surveyor.stop(),
        }
    }

    /// Write an export on a thread: a long one keeps nobody from reading.
    fn export(&self, order: Box<ExportOrder>) {
        let (services, notifier) = (Arc::clone(&self.services), self.notifier.clone());
        let same = order.clone();
        let work = move || {
            let export = || (services.export)(&order);
            let done = catch_unwind(AssertUnwindSafe(export));
            let done = done.unwrap_or(Exported::Crashed);
            notifier.send(Event::Kept(vec![Message::Exported(Box::new((
                *order, done,
            )))]));
        };
        if thread::Builder::new()
            .name("export".into())
            .spawn(work)
            .is_err()
        {
            let told = Message::Exported(Box::new((*same, Exported::Crashed)));
            self.notifier.send(Event::Kept(vec![told]));
        }
    }

    pub(super) fn reload(&mut self) {
        if let Some(arrivals) = &self.arrivals {
            arrivals.wake();
        }
        if self.reload != Reload::Idle {
            self.reload = Reload::Again;
            return;
        }
        let (services, notifier) = (Arc::clone(&self.services), self.notifier.clone());
        let work = move || {
            let read = catch_unwind(AssertUnwindSafe(|| (services.reload)()));
            notifier.send(Event::Reloaded(read.unwrap_or_default()));
        };
        if thread::Builder::new()
            .name("reload".into())
            .spawn(work)
            .is_ok()
        {
            self.reload = Reload::Running;
        }
    }
}

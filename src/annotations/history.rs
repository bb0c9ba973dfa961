//! Undo and redo.

use super::{Annotations, Edit, change::Stale};

/// Most steps that can be taken back.
const DEPTH: usize = 500;

/// The edits of a session.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

impl History {
    /// Make an edit and remember it. What was undone before cannot be redone any more.
    pub fn perform(&mut self, annotations: &mut Annotations, edit: Edit) -> Result<(), Stale> {
        annotations.apply(&edit)?;
        self.undone.clear();
        if self.done.len() == DEPTH {
            self.done.remove(0);
        }
        self.done.push(edit);
        Ok(())
    }

    /// Take the last edit back and give it, as it was made. `None` if there is none.
    ///
    /// An edit whose entries another reader changed meanwhile cannot be taken back without losing
    /// that change: it is forgotten, and the one before is next.
    pub fn undo(&mut self, annotations: &mut Annotations) -> Option<Result<&Edit, Stale>> {
        let edit = self.done.pop()?;
        if annotations.apply(&edit.inverse()).is_err() {
            return Some(Err(Stale));
        }
        self.undone.push(edit);
        self.undone.last().map(Ok)
    }

    /// Make the edit again that was undone last, and give it. `None` if there is none.
    pub fn redo(&mut self, annotations: &mut Annotations) -> Option<Result<&Edit, Stale>> {
        let edit = self.undone.pop()?;
        if annotations.apply(&edit).is_err() {
            return Some(Err(Stale));
        }
        self.done.push(edit);
        self.done.last().map(Ok)
    }
}

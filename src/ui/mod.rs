//! From the model to a frame. Never changes anything.

pub mod paint;

use ratatui::Frame;

use crate::app::Model;

/// Draw the model.
pub fn view(_model: &Model, _frame: &mut Frame<'_>) {}

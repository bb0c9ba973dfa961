//! What a reader made of the doubts of an import (校订): where two pieces are one paragraph, where one
//! is two, what is a title and what is not.
//!
//! - [`Decision`]: one place of the text and what holds there. A place is known by the letters around
//!   it and not by a line, so a decision outlives a new import of the file, and a corrected file
//!   where the lines around the place are the same.
//! - [`doubts`]: the places of an issue that a person should look at
//! - [`emend`]: makes a decision true in an issue whose source is not at hand
//!
//! An import with the source takes the decisions before its own rules (`import::segment::decided`).
//! Both ways no character is lost, added or moved.

mod decision;
mod doubts;
mod emend;
mod emendations;
mod letters;
mod stream;

pub use decision::{Decision, DecisionEdit, Place, Sheet, Subject, Verdict, key_texts};
pub use doubts::{Doubt, Seat, doubts, open_doubts};
pub use emend::{Misfit, emend, has_place};
pub use emendations::Emendations;
pub use letters::letters;

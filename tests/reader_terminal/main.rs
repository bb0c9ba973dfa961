//! The reader as a user has it: the real program in a real terminal, in a home of its own.

#[path = "../pty/mod.rs"]
mod pty;

mod briefing;
mod home;
mod hostile;
mod hostile_marks;
mod input;
mod life;
mod live;
mod marks;
mod review;
mod search;
mod survey;
mod widths;

//! jianbao (简报): an offline terminal reader for Chinese bulletins.
//!
//! # The house
//!
//! | module | pure | what it is |
//! | --- | --- | --- |
//! | [`bulletin`] | yes | the domain: issue, article, block, ids |
//! | [`typeset`] | yes | width, line breaks, layout: article + measure → lines, position ↔ line |
//! | [`search`] | yes | query → hits: folding; the rules of figures, regions, related articles |
//! | [`briefing`] | yes | what was picked → a paginated document, cited, in seven formats |
//! | [`annotations`] | yes | what a reader leaves behind: reading state, bookmarks, highlights, notes |
//! | [`emendation`] | yes | what a reader made of the doubts of an import: join, split, title |
//! | [`survey`] | yes | articles taken together: figures, regions, related |
//! | [`app`] | yes | model, messages, actions, `update` → effects, geometry, panes, overlays |
//! | [`config`] | yes, but `paths` | text → settings, or every fault with line and column |
//! | [`sanitize`] | yes | text from files must not drive the terminal |
//! | [`import`] | yes | bytes of a foreign file → issue and repair log |
//! | [`locale`] | yes | every word of the interface, in both languages |
//! | [`library`] | no | where issues come from: embedded data, the user's folder |
//! | [`store`] | no | the user's files: atomic replace, lock, merge, backups |
//! | [`intake`] | no | foreign files: read in a process of their own, scanned pages recognised |
//! | [`inbox`] | no | a folder from which bulletins are imported as they arrive |
//! | [`ui`] | no | `view(&Model, &mut Frame)`: paints and changes nothing |
//! | [`tui`] | no | the terminal: set up and restore, the loop, events in, effects out |
//! | [`cli`] | no | the command line, one file a verb |
//!
//! Pure means: no ratatui, no crossterm, no file, no environment, no clock.
//!
//! # The way of the data
//!
//! ```text
//! file → intake → import → Issue (TOML in the library) → Library (in memory) → Model
//! crossterm Event → tui → Key → KeyMap → Action, or another Message
//! Message → update(&mut Model) → effects → tui → (files, clipboard, threads) → Message
//! Model → ui::view → Frame → tui::backend → one write to the terminal
//! ```
//!
//! # Architecture invariants
//!
//! - The pure modules stay pure, and nobody imports upward: `tests/architecture.rs` reads the
//!   sources and holds both.
//! - `update` alone changes the model; `view` gets `&Model`. Layouts live in the model, so
//!   scrolling never waits for a frame.
//! - Text reaches the screen by one door, `ui::paint`, and a file of the user is replaced by one
//!   function of `store`.
//! - An action is one row of the table in [`app::action`]: key map, help, palette, README and
//!   manual page are made from it.
//!
//! # How to add
//!
//! - An action: a row of the table and its text in both `locales/*/actions.ftl`; the compiler
//!   points at the `match` in `app/update.rs`.
//! - An overlay: a variant of [`app::Mode`], `app/overlays/x.rs`, `ui/x.rs`.
//! - A verb: `cli/x.rs` and its row in the command table.
//! - A format to import: a file in `import/extract/`, its row in `intake`.

pub mod annotations;
pub mod app;
pub mod briefing;
pub mod bulletin;
pub mod cli;
pub mod config;
pub mod emendation;
pub mod import;
pub mod inbox;
pub mod intake;
pub mod library;
pub mod locale;
pub mod sanitize;
pub mod search;
pub mod store;
pub mod survey;
pub mod tui;
pub mod typeset;
pub mod ui;

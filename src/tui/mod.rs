//! The terminal: set up and restore, events in, effects out.

//! The typesetting rules from outside: Unicode's own tests, tables of right answers, any string at
//! all, and real bulletins.

mod corpus;
mod css;
mod kinsoku;
mod probes;
mod properties;
#[path = "../../src/typeset/sample.rs"]
mod sample;
mod unicode;

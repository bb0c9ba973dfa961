//! From each format to one shape: lines with their number, span and, where known, geometry.

pub(crate) mod text;

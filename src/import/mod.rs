//! From a foreign file to an [`Issue`](crate::bulletin::Issue).

//! Setting Chinese text on a grid of cells: width, line breaks, layout, position ↔ line.

"""Everything behind the PIN, on any station: a frame, and one page at a time in it."""

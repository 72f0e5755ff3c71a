"""Screens of manned and roster stations: denser than a family's, worked with keys as much as with fingers."""

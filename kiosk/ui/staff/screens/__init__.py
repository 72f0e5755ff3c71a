"""One screen of a staff station a module."""

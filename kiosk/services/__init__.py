"""What people do at a station, one use case per module; everything outside is reached through ports."""

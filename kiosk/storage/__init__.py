"""SQLite and the operating system's keyring: the one durable place."""

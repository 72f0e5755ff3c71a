"""The pages behind the PIN, one module each."""

"""The commands, one module each; they ask services and say what comes back."""

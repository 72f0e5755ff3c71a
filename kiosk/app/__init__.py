"""The program: command line, windows, and the one place that knows every concrete class."""

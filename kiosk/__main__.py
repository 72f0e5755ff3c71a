"""``python -m kiosk``."""

from kiosk.app.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()

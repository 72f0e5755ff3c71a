"""A real print server's printer whose paper is files, and whose troubles a test plans."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PlannedPrinter:
    """``address``: as settings write it; ``folder``: where its plan and its paper lie."""

    folder: Path
    port: int
    address: str

    @property
    def paper(self) -> list[bytes]:
        """What came out, a file for each job."""
        return [path.read_bytes() for path in sorted((self.folder / "paper").iterdir())]

    def plan(self, *lines: str) -> None:
        """What it does with the next jobs, as shell: ``code=1`` fails, STATE: lines to stderr are its state."""
        (self.folder / "plan").write_text("\n".join(lines) + "\n")

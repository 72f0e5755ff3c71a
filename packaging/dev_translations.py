"""Catalogues of translations: take up new sentences from the words, then compile what translators wrote.

    python packaging/dev_translations.py            bring every catalogue up to date and compile it
    python packaging/dev_translations.py --missing  only say what is not translated yet

Babel does the work; it is one of the development extras.
"""

import argparse
import ast
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "kiosk" / "words"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = {"es": "Spanish"}
FIRST_WORDS = datetime(2026, 11, 20, tzinfo=UTC)
WIDTH = 120


def sentences() -> Catalog:
    """Every sentence in ``kiosk/words`` that is marked with ``N_``; those of a ``Plural`` as the pair that they are."""
    template = Catalog(project="kiosk", charset="utf-8")
    for path in sorted(WORDS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = (path.relative_to(ROOT).as_posix(), 0)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        pairs = [tuple(_text(argument) for argument in call.args) for call in calls if _called(call) == "Plural"]
        in_pairs = {text for pair in pairs for text in pair}
        for pair in pairs:
            template.add(pair, locations=[where])
        for call in calls:
            if _called(call) == "N_" and (text := _text(call)) not in in_pairs:
                template.add(text, locations=[where])
    return template


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _text(node: ast.expr) -> str:
    """The literal in ``N_("…")`` or ``"…"``."""
    if isinstance(node, ast.Call) and _called(node) == "N_":
        node = node.args[0]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise SystemExit(f"line {node.lineno}: what is marked for translation has to be one literal")


def catalogue_path(language: str, suffix: str) -> Path:
    """Where a language's catalogue lies; ``suffix`` is "po" or "mo"."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"kiosk.{suffix}"


def read_catalogue(language: str) -> Catalog:
    """What translators wrote."""
    path = catalogue_path(language, "po")
    if not path.exists():
        return Catalog(locale=language, project="kiosk", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(catalogue: Catalog, template: Catalog) -> list[str]:
    """Sentences that the catalogue does not say yet."""
    lacking = []
    for message in template:
        if not message.id:
            continue
        known = catalogue.get(message.id)
        strings = (
            (known.string,) if known is not None and isinstance(known.string, str) else known.string if known else ()
        )
        if not strings or not all(strings) or (known is not None and known.fuzzy):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Update and compile, or look; gives back the number of languages in which something is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missing", action="store_true", help="change nothing")
    chosen = parser.parse_args(arguments)
    template = sentences()
    incomplete = 0
    for language in LANGUAGES:
        catalogue = read_catalogue(language)
        if not chosen.missing:
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            catalogue.fuzzy = False
            # Nothing that changes by itself, so that the same words give the same file.
            catalogue.header_comment = f"# What the kiosk says in {LANGUAGES[language]}."
            catalogue.creation_date = catalogue.revision_date = FIRST_WORDS
            catalogue.version, catalogue.last_translator, catalogue.language_team = "1", "", LANGUAGES[language]
            catalogue.msgid_bugs_address = ""
            path = catalogue_path(language, "po")
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                # Without line numbers: they change with every word and say nothing to a translator.
                write_po(file, catalogue, width=WIDTH, include_lineno=False)
            with path.open("rb") as file:
                catalogue_path(language, "mo").write_bytes(compiled(read_po(file, locale=language)))
        lacking = missing(catalogue, template)
        incomplete += bool(lacking)
        print(f"{language}: {len(lacking)} of {len(template)} sentences are not translated")
        for sentence in lacking:
            print(f"  {sentence!r}")
    return incomplete


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

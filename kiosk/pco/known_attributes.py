"""Attributes that Planning Center has begun to tell since its shapes were written down: left alone, and counted."""

import json
from collections.abc import Mapping
from functools import cache

from kiosk.pco.documents import Document
from kiosk.resources import resource_path
from kiosk.services.pulled import Product


def note_unknown(document: Document, product: Product) -> None:
    """Count, among a document's oddities, what nobody has published of these resources."""
    known = _published(product)
    for node in (*document.data, *document.included.values()):
        if node.type in known:
            for name in node.attributes.keys() - known[node.type]:
                document.odd[f"{node.type}.{name}: not known"] += 1


@cache
def _published(product: Product) -> Mapping[str, frozenset[str]]:
    raw = json.loads(resource_path("pco", f"{product.value}.json").read_text(encoding="utf-8"))
    return {type: frozenset(entry["attributes"]) for type, entry in raw["vertices"].items()}

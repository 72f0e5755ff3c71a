"""Which version a request is answered in: the newest one that is not after the date it names."""

from collections.abc import Mapping

from kiosk.simulator.errors import not_simulated, unsupported_version
from kiosk.simulator.moments import is_date
from kiosk.simulator.vertices import Product

HEADER = "x-pco-api-version"
LATEST = "LATEST"


def processed_as(product: Product, headers: Mapping[str, str]) -> str:
    """The version of the answer. Without a header it is the one our data is of, as if the app had been made then.

    Raises Refused: 400 for a date before the first version or none at all, 501 for a version whose shapes we have not.
    """
    asked = headers.get(HEADER, product.version)
    if asked == LATEST:
        return product.versions[-1]
    if not is_date(asked) or asked < product.versions[0]:
        raise unsupported_version(asked)
    version = max(one for one in product.versions if one <= asked)
    if version < product.version:
        raise not_simulated(f"version {version} of {product.name}")
    return version

"""The list of webhook subscriptions at Planning Center (pco/API.md section 10)."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.pco.documents import Node, parse
from kiosk.pco.gateway import Gateway
from kiosk.pco.targets import first_target, target_of_link
from kiosk.services.pulled import Product
from kiosk.services.subscriptions import Subscription

_PATH = "webhook_subscriptions"
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class WebhookSubscriptions:
    """`kiosk.services.subscriptions.SubscriptionBoard` over a gateway that is open."""

    gateway: Gateway

    async def all(self) -> tuple[Subscription, ...]:
        """Every subscription of this sign-in."""
        client, found = await self.gateway.opened(), list[Subscription]()
        target = self._target(_PATH, {"per_page": "100"})
        for _ in range(_MOST_PAGES):
            document = parse((await client.get(Product.WEBHOOKS, target)).json)
            found += [_subscription(node) for node in document.data]
            if document.next_link is None:
                break
            target = target_of_link(self.gateway.base_url, target, document.next_link)
        return tuple(found)

    async def create(self, name: str, url: str) -> Subscription:
        """Subscribe to the events of a name."""
        sent = _document({"name": name, "url": url, "active": True})
        answer = await (await self.gateway.opened()).post(Product.WEBHOOKS, self._target(_PATH), sent)
        return _subscription(parse(answer.json).data[0])

    async def activate(self, subscription: Subscription) -> Subscription:
        """Deliver again."""
        sent = _document({"active": True}, subscription.id)
        target = self._target(f"{_PATH}/{subscription.id}")
        answer = await (await self.gateway.opened()).patch(Product.WEBHOOKS, target, sent)
        return _subscription(parse(answer.json).data[0])

    async def rotate(self, subscription: Subscription) -> Subscription:
        """Give it a new secret."""
        target = self._target(f"{_PATH}/{subscription.id}/rotate_secret")
        answer = await (await self.gateway.opened()).post(Product.WEBHOOKS, target, {})
        return _subscription(parse(answer.json).data[0])

    async def delete(self, subscription: Subscription) -> None:
        """End it."""
        await (await self.gateway.opened()).delete(Product.WEBHOOKS, self._target(f"{_PATH}/{subscription.id}"))

    def _target(self, path: str, parameters: Mapping[str, str] | None = None) -> str:
        return first_target(self.gateway.base_url, Product.WEBHOOKS, path, parameters or {})


def _document(attributes: Mapping[str, object], id: str | None = None) -> dict[str, object]:
    data: dict[str, object] = {"type": "WebhookSubscription", "attributes": dict(attributes)}
    return {"data": data if id is None else {**data, "id": id}}


def _subscription(node: Node) -> Subscription:
    return Subscription(
        node.id, node.text("name"), node.text("url"), bool(node.flag("active")), node.text("authenticity_secret")
    )

"""Questions that wait for the bot's answer: tapped buttons and checkouts."""

import asyncio
import secrets
from collections import OrderedDict
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import ApiError, bad_request
from sandbox.limits import CALLBACK_SECONDS, CHECKOUT_SECONDS
from sandbox.people import Json

KEPT = 5000
LIFETIMES = {
    "callback_query": CALLBACK_SECONDS,
    "pre_checkout_query": CHECKOUT_SECONDS,
    "shipping_query": CHECKOUT_SECONDS,
}


@dataclass
class Query:
    id: str
    kind: str
    user_id: int
    expires: float
    answer: "asyncio.Future[Json]"


def too_old() -> ApiError:
    return bad_request("query is too old and response timeout expired or query ID is invalid")


class Queries:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: OrderedDict[str, Query] = OrderedDict()
        self.invoice_links: OrderedDict[str, Json] = OrderedDict()  # by slug: the terms behind a link

    def ask(self, kind: str, user_id: int) -> Query:
        query = Query(
            id=str(secrets.randbelow(9 * 10**17) + 10**17),
            kind=kind,
            user_id=user_id,
            expires=self._clock.now() + LIFETIMES[kind],
            answer=asyncio.get_running_loop().create_future(),
        )
        self._open[query.id] = query
        while len(self._open) > KEPT:
            self._open.popitem(last=False)
        return query

    def close(self, query: Query) -> None:
        self._open.pop(query.id, None)

    def open(self, query_id: str) -> Query | None:
        return self._open.get(query_id)

    def find(self, kind: str, query_id: str) -> Query:
        """The question that still waits; raises ApiError 400 when it is unknown, answered or too late."""
        query = self._open.get(query_id)
        if query is None or query.kind != kind or self._clock.now() > query.expires:
            raise too_old()
        return query

    def answer(self, query: Query, answer: Json) -> None:
        self._open.pop(query.id, None)
        if not query.answer.done():
            query.answer.set_result(answer)

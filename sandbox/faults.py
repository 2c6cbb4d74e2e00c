"""Faults on order: makes a Bot API method fail so many times."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from sandbox.errors import ApiError, UserSideError
from sandbox.people import Json

WORDS = {
    400: "Bad Request: fault on order",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass
class Fault:
    method: str  # lower case; "*" means any
    code: int
    times: int
    retry_after: int
    description: str
    performed: bool  # the method is carried out, only its answer is lost

    def error(self) -> ApiError:
        if self.retry_after:
            return ApiError(self.code, self.description, retry_after=self.retry_after)
        return ApiError(self.code, self.description)


class Faults:
    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, wish: Json) -> None:
        """Raises UserSideError for an order that makes no sense."""
        method, code = wish.get("method"), wish.get("error_code")
        times, retry_after = wish.get("times", 1), wish.get("retry_after") or 0
        if not isinstance(method, str) or not method:
            raise UserSideError('"method" must be a Bot API method name, or "*" for all of them')
        if not isinstance(code, int) or not 400 <= code <= 599:
            raise UserSideError('"error_code" must be a number from 400 to 599')
        if not isinstance(times, int) or times < 1:
            raise UserSideError('"times" must be a positive number')
        if not isinstance(retry_after, int) or retry_after < 0:
            raise UserSideError('"retry_after" must be a number of seconds')
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            retry_after = retry_after or 1
        description = wish.get("description") or describe(code, retry_after)
        performed = bool(wish.get("performed", False))
        self._ordered.append(Fault(method.casefold(), code, times, retry_after, str(description), performed))

    def take(self, method: str) -> Fault | None:
        """The fault that this call must show, counted down."""
        for fault in self._ordered:
            if fault.method in ("*", method.casefold()):
                fault.times -= 1
                if fault.times <= 0:
                    self._ordered.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        self._ordered.clear()

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._ordered)


def describe(code: int, retry_after: int) -> str:
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        return f"Too Many Requests: retry after {retry_after}"
    if code in WORDS:
        return WORDS[code]
    try:
        return HTTPStatus(code).phrase
    except ValueError:
        return f"Error {code}"

"""Yandex Geocoder. Its licence lets us show answers, not keep them: a customer confirms what is stored."""

from dataclasses import dataclass
from typing import Any

import httpx

from florist.errors import Unavailable
from florist.integrations.caller import Caller, Misconfigured, Passing

_EXACT = frozenset({"exact", "number"})
_LANGUAGES = {"ru": "ru_RU", "en": "en_US"}
SECONDS = 4.0


@dataclass(frozen=True)
class Place:
    """An address as the map writes it. ``exact``: a house that a courier can find."""

    text: str
    latitude: float
    longitude: float
    exact: bool


class NoGeocoder:
    """Without a key nothing is known: the customer types the address."""

    async def reverse(self, latitude: float, longitude: float, *, language: str = "ru") -> Place | None:
        return None

    async def forward(self, address: str, *, language: str = "ru") -> Place | None:
        return None


class YandexGeocoder:
    """Address of a point, point of an address. None when nothing is found; raises ``Unavailable``."""

    def __init__(self, http: httpx.AsyncClient, url: str, key: str, *, caller: Caller | None = None) -> None:
        self._http = http
        self._url = url.rstrip("/") + "/v1/"
        self._key = key
        self._caller = caller or Caller("yandex")

    async def reverse(self, latitude: float, longitude: float, *, language: str = "ru") -> Place | None:
        """The house at a point, in degrees."""
        return await self._ask(f"{longitude:.6f},{latitude:.6f}", language, kind="house")

    async def forward(self, address: str, *, language: str = "ru") -> Place | None:
        """The point of a typed address."""
        return await self._ask(address, language)

    async def _ask(self, geocode: str, language: str, **more: str) -> Place | None:
        params = {
            "apikey": self._key,
            "geocode": geocode,
            "lang": _LANGUAGES.get(language, "ru_RU"),
            "format": "json",
            "results": "1",
            **more,
        }
        return read(await self._caller.call(lambda: self._get(params)))

    async def _get(self, params: dict[str, str]) -> dict[str, Any]:
        try:
            reply = await self._http.get(self._url, params=params, timeout=SECONDS)
        except httpx.TransportError as fault:
            # The address of the request holds the key: it must not get into a log.
            raise Passing(f"yandex: {type(fault).__name__}") from None
        if reply.status_code >= 500:
            raise Passing(f"yandex: {reply.status_code}")
        if reply.status_code in (400, 403, 429):
            # 403 is a wrong key and a used-up day alike; 429 will not pass within our patience either.
            raise Misconfigured(f"yandex: {reply.status_code} {reply.text[:120]}")
        if reply.status_code != 200:
            raise Unavailable(f"yandex: {reply.status_code}")
        try:
            answer: dict[str, Any] = reply.json()
        except ValueError as fault:
            raise Passing("yandex: not JSON") from fault
        return answer


def read(answer: dict[str, Any]) -> Place | None:
    """The first place of an answer. Raises ``Unavailable`` when it is not one of the kind we know."""
    try:
        members = answer["response"]["GeoObjectCollection"]["featureMember"]
        if not members:
            return None
        found = members[0]["GeoObject"]
        about = found["metaDataProperty"]["GeocoderMetaData"]
        longitude, latitude = (float(part) for part in found["Point"]["pos"].split())
        return Place(str(about["text"]), latitude, longitude, about["precision"] in _EXACT)
    except (KeyError, IndexError, TypeError, ValueError) as fault:
        raise Unavailable(f"yandex: an answer of another kind: {fault!r}") from fault

"""A Yandex Geocoder that knows a few houses of Moscow, and every fault of the real one."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

Mood = Literal["ok", "empty", "403", "429", "400", "500", "street", "slow", "garbage"]
_KNOWN = frozenset((
    "apikey", "geocode", "lang", "kind", "rspn", "ll", "spn", "bbox", "results", "skip", "uri",
    "format", "signature", "callback",
))  # fmt: skip
_LANGS = ("ru_RU", "uk_UA", "be_BY", "en_RU", "en_US", "tr_TR")
_HOUSES = (
    ("Россия, Москва, Тверская улица, 7", "Russia, Moscow, Tverskaya Street, 7", 55.758463, 37.611347),
    ("Россия, Москва, Ленинский проспект, 62", "Russia, Moscow, Leninskiy Avenue, 62", 55.697037, 37.562366),
    ("Россия, Химки, улица Панфилова, 4", "Russia, Khimki, Panfilova Street, 4", 55.889215, 37.438736),
)


@dataclass
class FakeYandex:
    """``moods`` are played one per request, then ``ok``; ``requests`` remembers the accepted questions."""

    key: str = "primrose-key"
    moods: list[Mood] = field(default_factory=list)
    requests: list[dict[str, str]] = field(default_factory=list)
    calls: int = 0
    slowness: float = 30.0

    def app(self) -> FastAPI:
        """The vendor's HTTP face."""
        app = FastAPI()

        @app.get("/v1/")
        async def geocode(request: Request) -> Response:
            self.calls += 1
            mood = self.moods.pop(0) if self.moods else "ok"
            params = dict(request.query_params)
            if mood == "slow":
                await asyncio.sleep(self.slowness)
            if mood == "403" or params.get("apikey") != self.key:
                return _error(403, "Forbidden", "Invalid key")
            if mood == "429":
                return _error(429, "Too Many Requests", "Limit exceeded")
            if mood == "500":
                return _error(500, "Internal Server Error", "Try later")
            if mood == "400" or _is_wrong(params):
                return _error(400, "Bad Request", "Parameters are incorrect")
            if mood == "garbage":
                return JSONResponse({"response": {}})
            self.requests.append(params)
            return JSONResponse(_collection(params, mood))

        return app


def _is_wrong(params: dict[str, str]) -> bool:
    lacks = not {"apikey", "geocode", "lang"} <= set(params)
    return (
        lacks or bool(set(params) - _KNOWN) or params["lang"] not in _LANGS or params.get("format") != "json"
    )


def _error(status: int, error: str, message: str) -> JSONResponse:
    return JSONResponse({"statusCode": status, "error": error, "message": message}, status)


def _collection(params: dict[str, str], mood: str) -> dict[str, Any]:
    found = None if mood == "empty" else _house(params["geocode"])
    members = []
    if found is not None:
        ru, en, latitude, longitude = found
        text = ru if params["lang"].startswith("ru") else en
        members = [{"GeoObject": _geo_object(text, latitude, longitude, mood)}]
    meta = {"request": params["geocode"], "found": str(len(members)), "results": "1"}
    return {
        "response": {
            "GeoObjectCollection": {
                "metaDataProperty": {"GeocoderResponseMetaData": meta},
                "featureMember": members,
            }
        }
    }


def _house(geocode: str) -> tuple[str, str, float, float] | None:
    """The nearest house to ``lon,lat``, or the one whose street and number the text names."""
    try:
        longitude, latitude = (float(part) for part in geocode.split(","))
    except ValueError:
        words = geocode.lower().replace(",", " ").split()
        for house in _HOUSES:
            known = " ".join(house[:2]).lower().replace(",", " ").split()
            if sum(word in known for word in words) >= 2:
                return house
        return None
    return min(_HOUSES, key=lambda house: (house[2] - latitude) ** 2 + (house[3] - longitude) ** 2)


def _geo_object(text: str, latitude: float, longitude: float, mood: str) -> dict[str, Any]:
    precision, kind = ("street", "street") if mood == "street" else ("exact", "house")
    if mood == "street":
        text = text.rsplit(",", 1)[0]
    about = {
        "kind": kind,
        "precision": precision,
        "text": text,
        "Address": {"country_code": "RU", "formatted": text, "Components": []},
    }
    return {
        "metaDataProperty": {"GeocoderMetaData": about},
        "name": text.split(", ", 2)[-1],
        "description": ", ".join(text.split(", ")[:2]),
        "Point": {"pos": f"{longitude} {latitude}"},
    }

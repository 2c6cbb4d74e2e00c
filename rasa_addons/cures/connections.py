"""One kept connection to the action server, and a time limit that a person would bear.

Rasa opens a session and a TCP connection for every call and waits up to five minutes, while the lock on the
conversation runs out after one. Here connections are kept a few seconds (less than any server keeps them, so
a call never meets a closing one) and a call may take thirty.
"""

from __future__ import annotations

import asyncio
import json
import weakref
from typing import Any

import aiohttp
from aiohttp.client_exceptions import ContentTypeError
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, concat_url

from rasa_addons.version import require_rasa

SECONDS = 30.0
KEPT_SECONDS = 4.0
AT_ONCE = 100

_request = EndpointConfig.request
_sessions: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession] = (
    weakref.WeakKeyDictionary()
)


def install() -> None:
    require_rasa(__name__)
    EndpointConfig.request = request


async def request(
    self: EndpointConfig,
    method: str = "post",
    subpath: str | None = None,
    content_type: str | None = "application/json",
    compress: bool = False,
    **kwargs: Any,
) -> Any:
    """As Rasa's own, over the kept connections; endpoints with their own certificates or logins go Rasa's
    way."""
    if self.cafile or self.basic_auth:
        return await _request(self, method, subpath, content_type, compress, **kwargs)
    if "json" in kwargs:
        # As it is: escaped, Russian would take three times the bytes.
        kwargs["data"] = json.dumps(kwargs.pop("json"), ensure_ascii=False).encode()
    kwargs["timeout"] = aiohttp.ClientTimeout(total=SECONDS)
    headers = {"Content-Type": content_type} if content_type else {}
    headers.update(kwargs.pop("headers", {}))
    headers.update(self.headers)
    async with session().request(
        method,
        concat_url(self.url, subpath),
        headers=headers,
        params=self.combine_parameters(kwargs),
        compress=compress,
        **kwargs,
    ) as answer:
        if answer.status >= 400:
            raise ClientResponseError(answer.status, answer.reason, await answer.content.read())
        try:
            return await answer.json()
        except ContentTypeError:
            return None


def session() -> aiohttp.ClientSession:
    """The running loop's own session."""
    loop = asyncio.get_running_loop()
    kept = _sessions.get(loop)
    if kept is None or kept.closed:
        connector = aiohttp.TCPConnector(limit=AT_ONCE, keepalive_timeout=KEPT_SECONDS)
        kept = _sessions[loop] = aiohttp.ClientSession(connector=connector)
    return kept


async def close() -> None:
    """Closes the running loop's connections; the next call opens new ones."""
    kept = _sessions.pop(asyncio.get_running_loop(), None)
    if kept is not None:
        await kept.close()

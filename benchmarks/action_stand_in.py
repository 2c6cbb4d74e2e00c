"""A small action server in a process of its own, so that its work is not counted as Rasa's.

`python -m benchmarks.action_stand_in <port>`; GET /largest gives the size of the largest call since the last
asking.
"""

from __future__ import annotations

import asyncio
import json
import sys

from aiohttp import web


def application() -> web.Application:
    largest = 0

    async def run(request: web.Request) -> web.Response:
        nonlocal largest
        body = await request.read()
        largest = max(largest, len(body))
        call = json.loads(body)
        said = {"text": "added"} if call["next_action"] == "action_add_to_cart" else None
        responses = [said] if said else []
        return web.json_response({"events": [], "responses": responses})

    async def tell_largest(request: web.Request) -> web.Response:
        nonlocal largest
        told, largest = largest, 0
        return web.json_response(told)

    app = web.Application(client_max_size=64 * 2**20)
    app.router.add_post("/webhook", run)
    app.router.add_get("/largest", tell_largest)
    return app


if __name__ == "__main__":
    web.run_app(
        application(), host="127.0.0.1", port=int(sys.argv[1]), print=None, loop=asyncio.new_event_loop()
    )

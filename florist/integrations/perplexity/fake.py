"""A Perplexity that runs on this machine: as strict as the real one, and as moody when told to."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

Mood = Literal[
    "ok", "invalid_json", "unknown_ids", "failed", "incomplete", "429", "403_retired", "401", "500", "slow"
]
_SLUGS = ("perplexity/sonar",)
_FIELDS: dict[str, Callable[[Any], bool]] = {
    "model": lambda v: isinstance(v, str),
    "models": lambda v: isinstance(v, list) and len(v) <= 5,
    "preset": lambda v: v in ("fast", "low", "medium", "high", "xhigh"),
    "input": lambda v: isinstance(v, str | list),
    "instructions": lambda v: isinstance(v, str),
    "tools": lambda v: isinstance(v, list),
    "tool_choice": lambda v: v in ("none", "auto", "required") or v == {"type": "web_search"},
    "response_format": lambda v: isinstance(v, dict),
    "max_output_tokens": lambda v: isinstance(v, int) and v >= 16,
    "temperature": lambda v: isinstance(v, int | float) and 0 <= v <= 2,
    "top_p": lambda v: isinstance(v, int | float) and 0 <= v <= 1,
    "reasoning": lambda v: isinstance(v, dict) and set(v) <= {"effort"},
    "max_steps": lambda v: isinstance(v, int) and 1 <= v <= 100,
    "max_tool_calls": lambda v: isinstance(v, int) and v >= 0,
    "stream": lambda v: isinstance(v, bool),
    "background": lambda v: isinstance(v, bool),
    "store": lambda v: isinstance(v, bool),
    "previous_response_id": lambda v: isinstance(v, str) and v.startswith("resp_"),
    "metadata": lambda v: isinstance(v, dict) and len(v) <= 16,
    "language_preference": lambda v: isinstance(v, str),
}


@dataclass
class FakePerplexity:
    """``moods`` are played one per request, then ``ok``; ``requests`` remembers the accepted bodies."""

    key: str = "pplx-primrose"
    moods: list[Mood] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    calls: int = 0
    slowness: float = 30.0

    def app(self) -> FastAPI:
        """The vendor's HTTP face."""
        app = FastAPI()

        @app.post("/v1/agent")
        async def agent(request: Request) -> JSONResponse:
            self.calls += 1
            mood = self.moods.pop(0) if self.moods else "ok"
            if request.headers.get("authorization") != f"Bearer {self.key}" or mood == "401":
                return _error(401, "Invalid API key provided", "forbidden")
            if mood == "slow":
                await asyncio.sleep(self.slowness)
            if mood in _REFUSALS:
                return _error(*_REFUSALS[mood])
            body = await request.json()
            wrong = mistake(body)
            if wrong is not None:
                return _error(400, wrong, "invalid_request")
            self.requests.append(body)
            return JSONResponse(_answer(body, mood))

        return app


_REFUSALS: dict[str, tuple[int, str, str]] = {
    "429": (429, "Request rate limit exceeded, please try again later.", "request_rate_limit_exceeded"),
    "403_retired": (403, "This endpoint is no longer available", "forbidden"),
    "500": (500, "Internal error", "internal_error"),
}


def mistake(body: Any) -> str | None:
    """What the vendor would refuse in a request, or None."""
    if not isinstance(body, dict):
        return "body must be an object"
    for name, value in body.items():
        if name not in _FIELDS:
            return f"unknown field: {name}"
        if not _FIELDS[name](value):
            return f"invalid value for field: {name}"
    if "input" not in body:
        return "input is required"
    if not {"model", "models", "preset"} & set(body):
        return "one of model, models, preset is required"
    if "model" in body and body["model"] not in _SLUGS:
        return f'validation failed: model "{body["model"]}" is not supported'
    return _format_mistake(body.get("response_format"))


def _format_mistake(form: Any) -> str | None:
    if form is None:
        return None
    if set(form) != {"type", "json_schema"} or form["type"] != "json_schema":
        return "unknown field in response_format"
    inner = form["json_schema"]
    if not isinstance(inner, dict) or not set(inner) <= {"name", "schema", "strict"}:
        return "unknown field in response_format.json_schema"
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(inner.get("name", ""))):
        return "invalid response_format.json_schema.name"
    return None if isinstance(inner.get("schema"), dict) else "response_format.json_schema.schema is required"


def _error(status: int, message: str, kind: str) -> JSONResponse:
    return JSONResponse({"error": {"message": message, "type": kind, "code": status}}, status)


def _answer(body: dict[str, Any], mood: str) -> dict[str, Any]:
    status = {"failed": "failed", "incomplete": "incomplete"}.get(mood, "completed")
    message = {
        "type": "message",
        "id": "msg_1",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": _text(body, mood), "annotations": []}],
    }
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1_795_000_000,
        "completed_at": 1_795_000_001,
        "model": body.get("model", "perplexity/sonar"),
        "status": status,
        "error": {"message": "The run failed", "type": "server_error", "code": "500"}
        if status == "failed"
        else None,
        "incomplete_details": {"reason": "max_output_tokens"} if status == "incomplete" else None,
        "output": [] if status == "failed" else [message],
        "usage": {"input_tokens": 900, "output_tokens": 120, "total_tokens": 1020},
    }


def _text(body: dict[str, Any], mood: str) -> str:
    if mood == "invalid_json":
        return "Конечно! Вот мои рекомендации: …"
    items = body["response_format"]["json_schema"]["schema"]["properties"]["picks"]["items"]
    ids: list[int] = items["properties"]["id"]["enum"]
    # The last ones first: an order that our own ranking would hardly choose.
    chosen = [10**9 + one for one in ids[:3]] if mood == "unknown_ids" else ids[::-1][:3]
    picks = [
        {"id": one, "reason_ru": f"Выбор номер {place}", "reason_en": f"Choice number {place}"}
        for place, one in enumerate(chosen, start=1)
    ]
    return json.dumps({"picks": picks}, ensure_ascii=False)

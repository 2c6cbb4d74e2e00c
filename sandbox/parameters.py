"""A Bot API request's parameters: query, JSON, form or multipart, all read alike."""

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from sandbox.errors import ApiError, bad_request
from sandbox.limits import UPLOAD_BYTES

SLACK = 1 << 20  # a multipart body is a little larger than its files


@dataclass(frozen=True)
class Upload:
    name: str
    content_type: str
    data: bytes


@dataclass
class Parameters:
    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "") or name in self.uploads

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        if value is None:
            return default
        if isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if self.values.get(name) is not None else None

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            # Telegram's own server reads what is not a number as nothing.
            return default

    def number(self, name: str) -> float:
        try:
            return float(self.text(name))
        except ValueError:
            raise bad_request(f"{name} must be a number") from None

    def flag(self, name: str) -> bool:
        return self.text(name).strip().casefold() in ("true", "yes", "1")

    def json(self, name: str, kind: type, what: str) -> Any:
        """A nested value, given as such or as a JSON string; None when absent; raises ApiError 400."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except json.JSONDecodeError:
                raise bad_request(f"can't parse {what} JSON object") from None
        if not isinstance(value, kind):
            expected = "an Array" if kind is list else "an Object"
            raise bad_request(f"can't parse {what}: expected {expected}")
        return value


async def read_parameters(request: Request) -> Parameters:
    """Raises ApiError 413 for a body past the upload limit, 400 for one that cannot be read."""
    values: dict[str, Any] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    if int(request.headers.get("content-length") or 0) > UPLOAD_BYTES + SLACK:
        raise ApiError(413, "Request Entity Too Large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind == "application/json":
        values |= await read_json(request)
    elif kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        try:
            async with request.form(max_files=64, max_fields=1000, max_part_size=4 << 20) as form:
                await sort_out(form, values, uploads)
        except HTTPException as error:
            raise bad_request(f"can't parse the request body: {error.detail}") from None
    return Parameters(values, uploads)


async def sort_out(form: FormData, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            values[name] = value
            continue
        data = await value.read()
        if len(data) > UPLOAD_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        uploads[name] = Upload(value.filename or name, value.content_type or "application/octet-stream", data)


async def read_json(request: Request) -> dict[str, Any]:
    body = await request.body()
    if not body:
        return {}
    try:
        value = json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("expected a JSON object")
    return value

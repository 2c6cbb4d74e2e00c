"""A WebUI without a model: the same addresses, checks and faults, and a picture of one colour."""

import asyncio
import base64
import io
import json
from dataclasses import dataclass, field
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from PIL import Image

Mood = Literal["ok", "slow", "oom", "no_picture", "no_api"]
_FIELDS = frozenset((
    "prompt", "negative_prompt", "seed", "steps", "cfg_scale", "width", "height", "sampler_name",
    "sampler_index", "scheduler", "batch_size", "n_iter", "styles", "override_settings",
    "override_settings_restore_afterwards", "enable_hr", "send_images", "save_images",
    "alwayson_scripts", "script_name", "script_args", "force_task_id",
))  # fmt: skip
_SAMPLERS = ("Euler", "Euler a", "DPM++ 2M")


@dataclass
class FakeWebUi:
    """``moods`` are played one per picture, then ``ok``; ``auth`` is ``user:password`` when set."""

    auth: str = ""
    moods: list[Mood] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    interrupts: int = 0
    slowness: float = 30.0
    _step: int = 0

    def app(self) -> FastAPI:
        """The vendor's HTTP face."""
        app = FastAPI()

        @app.middleware("http")
        async def guard(request: Request, call_next: Any) -> Any:
            expected = "Basic " + base64.b64encode(self.auth.encode()).decode()
            if self.auth and request.headers.get("authorization") != expected:
                body = {"detail": "Incorrect username or password"}
                return JSONResponse(body, 401, {"WWW-Authenticate": "Basic"})
            return await call_next(request)

        @app.post("/sdapi/v1/txt2img")
        async def txt2img(body: dict[str, Any]) -> JSONResponse:
            mood = self.moods.pop(0) if self.moods else "ok"
            if mood == "no_api":
                return JSONResponse({"detail": "Not Found"}, 404)
            wrong = _mistake(body)
            if wrong is not None:
                return wrong
            self.requests.append(body)
            if mood == "slow":
                self._step = 1
                await asyncio.sleep(self.slowness)
            if mood == "oom":
                return _fault(500, "OutOfMemoryError", "CUDA out of memory. Tried to allocate 2.00 GiB")
            images = [] if mood == "no_picture" else [_picture(body)]
            info = json.dumps({"seed": body["seed"], "all_seeds": [body["seed"]]})
            return JSONResponse({"images": images, "parameters": body, "info": info})

        @app.get("/sdapi/v1/progress")
        async def progress() -> dict[str, Any]:
            state = {"job_count": int(self._step > 0), "sampling_step": self._step, "sampling_steps": 26}
            done = 0.01 if self._step else 0.0
            return {
                "progress": done,
                "eta_relative": 0.0,
                "state": state,
                "current_image": None,
                "textinfo": None,
            }

        @app.post("/sdapi/v1/interrupt")
        async def interrupt() -> dict[str, Any]:
            self.interrupts += 1
            return {}

        return app


def _mistake(body: dict[str, Any]) -> JSONResponse | None:
    unknown = sorted(set(body) - _FIELDS)
    if unknown or "prompt" not in body:
        return _fault(422, "RequestValidationError", f"fields: {unknown}")
    if body.get("width", 512) % 8 or body.get("height", 512) % 8:
        return _fault(422, "ValueError", "width and height must be multiples of 8")
    if body.get("sampler_name", "Euler") not in _SAMPLERS:
        return JSONResponse({"detail": "Sampler not found"}, 404)
    return None


def _fault(status: int, error: str, text: str) -> JSONResponse:
    return JSONResponse({"error": error, "detail": "", "body": "", "errors": text}, status)


def _picture(body: dict[str, Any]) -> str:
    seed = int(body.get("seed", -1)) & 0xFFFFFF
    color = (seed >> 16, seed >> 8 & 0xFF, seed & 0xFF)
    out = io.BytesIO()
    Image.new("RGB", (body.get("width", 512), body.get("height", 512)), color).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()

"""The user's side over HTTP. Every answer is JSON with `ok`; refusals say why and are 4xx."""

import mimetypes
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse, StreamingResponse
from starlette.datastructures import UploadFile

from sandbox.core import Sandbox
from sandbox.errors import ApiError, UserSideError
from sandbox.init_data import init_data, public_key
from sandbox.media import StoredFile, add_photo
from sandbox.parameters import read_json
from sandbox.people import Json, Person
from sandbox.user_side import acts, checkout, cloud, reading
from sandbox.world import StoredMessage

UserId = Annotated[int, Path(gt=0, lt=2**52)]
UPLOADS = ("photo", "voice", "document", "video")
SHOWN_INLINE = ("image/", "audio/", "video/")


async def body_of(request: Request) -> Json:
    """The request's JSON object, whatever its content type says."""
    try:
        return await read_json(request)
    except ApiError as error:
        raise UserSideError(error.description.removeprefix("Bad Request: ")) from None


def whole(value: Any, name: str) -> int | None:
    if value in (None, ""):
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        raise UserSideError(f'"{name}" must be a number') from None


def seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise UserSideError('"wait" must be a number of seconds')
    return float(value)


def message_of(sandbox: Sandbox, person: Person, wish: Json) -> StoredMessage:
    message_id = whole(wish.get("message_id"), "message_id")
    message = sandbox.world.message(person.id, message_id or 0)
    if message is None:
        raise UserSideError(f"there is no message {message_id} in this chat", 404)
    return message


def user_routes(sandbox: Sandbox) -> APIRouter:
    router = APIRouter()
    world = sandbox.world

    @router.post("/user/{user_id}/text")
    async def text(user_id: UserId, request: Request) -> Json:
        wish = await body_of(request)
        if not isinstance(wish.get("text"), str):
            raise UserSideError('"text" must be given, as a string')
        person = world.meet(user_id, **facts(wish))
        return acts.write(sandbox, person, wish["text"], whole(wish.get("reply_to"), "reply_to"))

    @router.post("/user/{user_id}/profile")
    async def profile(user_id: UserId, request: Request) -> Json:
        """Make or change a person without writing to the bot."""
        return {"ok": True, "person": reading.card(world.meet(user_id, **facts(await body_of(request))))}

    @router.post("/user/{user_id}/tap")
    async def tap(user_id: UserId, request: Request) -> Json:
        wish = await body_of(request)
        person = world.meet(user_id)
        if "button" not in wish:
            raise UserSideError('"button" must be given: a title, or an index from 0')
        done = acts.tap(sandbox, person, message_of(sandbox, person, wish), wish["button"])
        if wish.get("wait") and "query_id" in done:
            done["answer"] = await acts.wait_for_answer(sandbox, done["query_id"], seconds(wish["wait"]))
        return done

    @router.post("/user/{user_id}/location")
    async def location(user_id: UserId, request: Request) -> Json:
        wish = await body_of(request)
        return acts.share_location(sandbox, world.meet(user_id), wish.get("latitude"), wish.get("longitude"))

    @router.post("/user/{user_id}/contact")
    async def contact(user_id: UserId, request: Request) -> Json:
        wish = await body_of(request)
        return acts.share_contact(sandbox, world.meet(user_id), wish.get("phone_number"))

    for kind in UPLOADS:
        router.add_api_route(f"/user/{{user_id}}/{kind}", uploader(sandbox, kind), methods=["POST"])
    _paying_routes(router, sandbox)
    _reading_routes(router, sandbox)
    return router


def uploader(sandbox: Sandbox, kind: str) -> Callable[[int, Request], Awaitable[Json]]:
    async def upload(user_id: UserId, request: Request) -> Json:
        async with request.form(max_part_size=4 << 20) as form:
            given = form.get("file")
            if not isinstance(given, UploadFile):
                raise UserSideError('the form must have a part named "file"')
            data, name = await given.read(), given.filename or kind
            mime_type = given.content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
            caption, reply_to = str(form.get("caption") or ""), whole(form.get("reply_to"), "reply_to")
            duration = whole(form.get("duration"), "duration") or 0
        if not data:
            raise UserSideError("the file is empty")
        file = await store(sandbox, kind, data, name, mime_type, duration)
        return acts.show_file(sandbox, sandbox.world.meet(user_id), file, kind, caption, reply_to)

    return upload


def facts(wish: Json) -> Json:
    known = {
        name: wish.get(name)
        for name in ("language_code", "first_name", "last_name", "username", "phone_number")
    }
    for name, value in known.items():
        if value is not None and not isinstance(value, str):
            raise UserSideError(f'"{name}" must be a string')
    return known


async def store(
    sandbox: Sandbox, kind: str, data: bytes, name: str, mime_type: str, duration: int
) -> StoredFile:
    try:
        if kind == "photo":
            return await add_photo(sandbox.media, data)
    except ApiError as error:
        raise UserSideError(f"this is no photo Telegram would take: {error.description}") from None
    suffix = mimetypes.guess_extension(mime_type.partition(";")[0]) or ""
    if kind == "voice":
        suffix = {"audio/ogg": ".oga", "audio/webm": ".webm"}.get(
            mime_type.partition(";")[0], suffix or ".oga"
        )
        mime_type = mime_type if mime_type.startswith("audio/") else "audio/ogg"
    return sandbox.media.add(
        kind,
        data,
        mime_type=mime_type,
        name=name,
        suffix=suffix,
        duration=duration or (1 if kind == "voice" else 0),
    )


def _paying_routes(router: APIRouter, sandbox: Sandbox) -> None:
    world = sandbox.world

    @router.post("/user/{user_id}/pay")
    async def pay(user_id: UserId, request: Request) -> Json:
        return await checkout.pay(sandbox, world.meet(user_id), await body_of(request))

    @router.post("/user/{user_id}/raw")
    async def raw(user_id: UserId, request: Request) -> Json:
        update = (await body_of(request)).get("update")
        if not isinstance(update, dict):
            raise UserSideError('"update" must be an update, as Telegram would send it')
        world.start(world.meet(user_id))
        return {"ok": True, "update_id": sandbox.updates.put_raw(update, user_id), "seq": world.seq}

    @router.post("/user/{user_id}/block")
    async def block(user_id: UserId, request: Request) -> Json:
        blocked = (await body_of(request)).get("blocked", True)
        if not isinstance(blocked, bool):
            raise UserSideError('"blocked" must be true or false')
        return acts.set_blocked(sandbox, world.meet(user_id), blocked=blocked)

    @router.post("/user/{user_id}/web-app-data")
    async def web_app_data(user_id: UserId, request: Request) -> Json:
        wish = await body_of(request)
        return acts.send_web_app_data(sandbox, world.meet(user_id), wish.get("data"), wish.get("button_text"))

    @router.post("/user/{user_id}/read")
    async def read(user_id: UserId, request: Request) -> Json:
        log = world.chat(world.meet(user_id).id)
        log.read = max(log.read, whole((await body_of(request)).get("message_id"), "message_id") or 0)
        return {"ok": True, "message_id": log.read}

    @router.post("/user/{user_id}/cloud-storage")
    async def cloud_storage(user_id: UserId, request: Request) -> Json:
        """A Mini App's CloudStorage: the methods of Telegram's bridge."""
        return {"ok": True, "result": cloud.perform(world.meet(user_id), await body_of(request))}

    @router.post("/faults")
    async def order_fault(request: Request) -> Json:
        sandbox.faults.order(await body_of(request))
        return {"ok": True, "waiting": len(list(sandbox.faults))}

    @router.get("/faults")
    async def list_faults() -> Json:
        return {"ok": True, "faults": [vars(fault) for fault in sandbox.faults]}

    @router.delete("/faults")
    async def clear_faults() -> Json:
        sandbox.faults.clear()
        return {"ok": True}


def _reading_routes(router: APIRouter, sandbox: Sandbox) -> None:
    world = sandbox.world

    @router.get("/user/{user_id}/messages")
    async def messages(
        user_id: UserId,
        after: int = 0,
        wait: Annotated[float, Query(ge=0)] = 0.0,
        after_seq: int | None = None,
    ) -> list[Json]:
        """What the bot sent after the cursor. A message edited since then is returned again: `seq` grows with
        every change, and `after_seq` (the largest one seen) is the exact cursor; `after` is a message id."""
        return await reading.wait_for_messages(
            sandbox, user_id, after=after, after_seq=after_seq, seconds=wait
        )

    @router.get("/user/{user_id}/chat")
    async def chat(user_id: UserId) -> Json:
        return reading.chat_state(sandbox, world.look_at(user_id))

    @router.get("/user/{user_id}/events")
    async def events(user_id: UserId) -> Response:
        return StreamingResponse(
            reading.event_stream(sandbox, user_id),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    @router.get("/user/{user_id}/init-data")
    async def launch_data(user_id: UserId, start_param: str | None = None, mode: str = "inline") -> Json:
        """Signed launch data; a reply-keyboard Mini App (`mode=keyboard`) learns nothing of the person."""
        if mode == "keyboard":
            return {"ok": True, "init_data": ""}
        signed = init_data(
            world.look_at(user_id),
            token=sandbox.settings.token,
            auth_date=int(sandbox.clock.now()),
            query_id=None if start_param else acts.new_query_id(),
            start_param=start_param,
        )
        return {"ok": True, "init_data": signed, "public_key": public_key()}

    @router.get("/people")
    async def people() -> Json:
        return {"ok": True, "people": reading.everyone(sandbox), "bot": world.bot()}

    @router.get("/invoice-links/{slug}")
    async def invoice_link(slug: str) -> Json:
        terms = sandbox.queries.invoice_links.get(slug)
        if terms is None:
            raise UserSideError("there is no invoice behind this link", 404)
        return {"ok": True, "invoice": terms}

    @router.get("/media/{file_id}")
    async def media(file_id: str) -> Response:
        file = sandbox.media.get(file_id)
        if file is None or not sandbox.media.location(file).exists():
            return JSONResponse({"ok": False, "error": "there is no such file"}, 404)
        safe = file.mime_type.startswith(SHOWN_INLINE) and "svg" not in file.mime_type
        return FileResponse(
            sandbox.media.location(file),
            media_type=file.mime_type,
            filename=None if safe else (file.name or "file"),
            headers={"Cache-Control": "max-age=86400", "Content-Security-Policy": "sandbox",
                     "X-Content-Type-Options": "nosniff"},
        )  # fmt: skip

"""Messages with a file: photo, video, document, voice and their kin."""

import functools
from typing import Any

from sandbox.core import Sandbox
from sandbox.keyboards import read_markup
from sandbox.media import StoredFile
from sandbox.methods.sending import addressee, caption_of, send
from sandbox.methods.uploads import take_file
from sandbox.parameters import Parameters
from sandbox.people import Json

WITHOUT_CAPTION = {"sticker", "video_note"}


def shown(sandbox: Sandbox, file: StoredFile, kind: str) -> Json:
    """The file's part of a message."""
    if kind == "photo":
        return {"photo": sandbox.media.photo_sizes(file)}
    facts: Json = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}
    if kind not in ("sticker", "video_note"):
        facts["mime_type"] = file.mime_type
    if file.name and kind not in ("voice", "sticker", "video_note"):
        facts["file_name"] = file.name
    if kind in ("video", "animation"):
        facts |= {"width": file.width or 640, "height": file.height or 640, "duration": file.duration}
    if kind in ("voice", "audio"):
        facts["duration"] = file.duration
    if kind == "video_note":
        facts |= {"length": file.width or 240, "duration": file.duration}
    if kind == "sticker":
        facts |= {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {kind: facts, **({"document": facts} if kind == "animation" else {})}


def described(parameters: Parameters, part: Json, kind: str) -> Json:
    """The file's part with what the bot itself said about it: its size and length."""
    facts = part[kind]
    if isinstance(facts, dict):
        for name in ("width", "height", "duration", "length"):
            if name in facts and parameters.integer(name):
                facts[name] = parameters.integer(name)
        for name in ("performer", "title") if kind == "audio" else ():
            if parameters.has(name):
                facts[name] = parameters.text(name)
    return part


async def send_file(sandbox: Sandbox, parameters: Parameters, *, kind: str) -> Json:
    person = addressee(sandbox, parameters)
    caption = {} if kind in WITHOUT_CAPTION else caption_of(parameters)
    markup = read_markup(parameters)
    file = await take_file(sandbox, parameters, kind, kind)
    part = described(parameters, shown(sandbox, file, kind), kind)
    if parameters.flag("has_spoiler"):
        caption["has_media_spoiler"] = True
    return send(sandbox, person, parameters, {**part, **caption}, markup).body


METHODS: dict[str, Any] = {
    f"send{name}": functools.partial(send_file, kind=kind)
    for name, kind in {
        "Photo": "photo", "Video": "video", "Document": "document", "Voice": "voice", "Audio": "audio",
        "Animation": "animation", "Sticker": "sticker", "VideoNote": "video_note",
    }.items()
}  # fmt: skip

"""Turns what a bot names as media (file_id, upload, attach:// or URL) into a stored file."""

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import httpx

from sandbox import limits
from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.media import NAMES, StoredFile, add_photo
from sandbox.parameters import Parameters, Upload

URL_SECONDS = 15.0
# A document may be sent by the id of nothing but a document, and so on; these pairs Telegram converts.
RELATED = {("video", "animation"), ("animation", "video"), ("document", "animation")}


async def take_file(sandbox: Sandbox, parameters: Parameters, name: str, kind: str) -> StoredFile:
    """The file given under this parameter; raises ApiError 400 or 413."""
    upload = parameters.uploads.get(name)
    return await resolve(sandbox, parameters, upload or parameters.text(name), kind, name)


async def resolve(
    sandbox: Sandbox, parameters: Parameters, given: Upload | str, kind: str, name: str
) -> StoredFile:
    if isinstance(given, Upload):
        return await keep(sandbox, given, kind)
    if given.startswith("attach://"):
        upload = parameters.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"can't parse InputMedia: file {given} is not found in the request")
        return await keep(sandbox, upload, kind)
    if given.casefold().startswith(("http://", "https://")):
        return await keep(sandbox, await fetch(sandbox, given, kind), kind)
    if not given:
        raise bad_request(f"there is no {name} in the request")
    return known(sandbox, given, kind)


def known(sandbox: Sandbox, file_id: str, kind: str) -> StoredFile:
    file = sandbox.media.get(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind and (file.kind, kind) not in RELATED:
        raise bad_request(f"can't use file of type {NAMES[file.kind]} as {NAMES[kind]}")
    return file


async def keep(sandbox: Sandbox, upload: Upload, kind: str) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        return await add_photo(sandbox.media, upload.data)
    suffix = PurePosixPath(upload.name).suffix[:8] or mimetypes.guess_extension(upload.content_type) or ""
    guessed = mimetypes.guess_type(upload.name)[0]
    mime_type = upload.content_type
    if mime_type == "application/octet-stream" and guessed:
        mime_type = guessed
    return sandbox.media.add(kind, upload.data, mime_type=mime_type, name=upload.name, suffix=suffix)


async def fetch(sandbox: Sandbox, url: str, kind: str) -> Upload:
    """Get the picture or file behind a link, as Telegram would; raises ApiError 400."""
    limit = limits.URL_PHOTO_BYTES if kind == "photo" else limits.URL_FILE_BYTES
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not host:
        raise bad_request("Wrong HTTP URL specified")
    data = bytearray()
    try:
        async with sandbox.http.stream("GET", url, timeout=URL_SECONDS, follow_redirects=True) as answer:
            if not answer.is_success:
                raise bad_request("Failed to get HTTP URL content")
            content_type = answer.headers.get("content-type", "application/octet-stream").partition(";")[0]
            if kind == "photo" and not content_type.startswith(("image/", "application/octet-stream")):
                raise bad_request("Wrong type of the web page content")
            async for chunk in answer.aiter_bytes():
                data += chunk
                if len(data) > limit:
                    raise bad_request("Failed to get HTTP URL content")
    except httpx.InvalidURL:
        raise bad_request("Wrong HTTP URL specified") from None
    except httpx.HTTPError:
        raise bad_request("Failed to get HTTP URL content") from None
    return Upload(PurePosixPath(urlsplit(url).path).name or "file", content_type, bytes(data))

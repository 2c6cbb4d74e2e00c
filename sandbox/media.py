"""Files: kept in the data folder under Telegram-like ids, with an index that outlives a restart."""

import asyncio
import hashlib
import io
import json
import secrets
import warnings
from collections import OrderedDict
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from sandbox import limits
from sandbox.errors import bad_request
from sandbox.people import Json

KEPT_FILES = 5000
FOLDERS = {"photo": "photos", "video": "videos", "voice": "voice", "audio": "music",
           "animation": "animations",
           "sticker": "stickers", "video_note": "video_notes", "document": "documents"}  # fmt: skip
PREFIXES = {"photo": "AgAC", "video": "BAAC", "voice": "AwAC", "audio": "CQAC", "animation": "CgAC",
            "sticker": "CAAC", "video_note": "DQAC", "document": "BQAC"}  # fmt: skip
NAMES = {"photo": "Photo", "video": "Video", "voice": "VoiceNote", "audio": "Audio", "animation": "Animation",
         "sticker": "Sticker", "video_note": "VideoNote", "document": "Document"}  # fmt: skip
SIDES = (320, 1280)  # Telegram shrinks what is larger; a thumbnail and the picture are enough here


@dataclass(frozen=True)
class StoredFile:
    file_id: str
    unique_id: str
    kind: str
    path: str
    size: int
    mime_type: str
    name: str | None = None
    width: int = 0
    height: int = 0
    duration: int = 0
    sizes: tuple[str, ...] = ()  # a photo's own file_ids, smallest first

    def as_size(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size,
                "width": self.width, "height": self.height}  # fmt: skip


class MediaStore:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "files"
        self._index = folder / "files.jsonl"
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._paths: dict[str, str] = {}
        self._count = 0
        self._load()

    def get(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def at_path(self, path: str) -> StoredFile | None:
        return self._files.get(self._paths.get(path, ""))

    def location(self, file: StoredFile) -> Path:
        return self.folder / file.path

    def add(
        self,
        kind: str,
        data: bytes,
        *,
        mime_type: str,
        name: str | None = None,
        width: int = 0,
        height: int = 0,
        duration: int = 0,
        suffix: str = "",
        sizes: tuple[str, ...] = (),
    ) -> StoredFile:
        self._count += 1
        path = f"{FOLDERS[kind]}/file_{self._count}{suffix}"
        file = StoredFile(
            file_id=PREFIXES[kind] + secrets.token_urlsafe(39),
            unique_id="AQAD" + hashlib.sha256(kind.encode() + data).hexdigest()[:12],
            kind=kind, path=path, size=len(data), mime_type=mime_type, name=name,
            width=width, height=height, duration=duration, sizes=sizes,
        )  # fmt: skip
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self._remember(file)
        with self._index.open("a", encoding="utf-8") as index:
            index.write(json.dumps(asdict(file), ensure_ascii=False) + "\n")
        while len(self._files) > KEPT_FILES:
            self._forget(next(iter(self._files.values())))
        return file

    def add_sizes(self, sizes: list[tuple[bytes, int, int]]) -> StoredFile:
        """Keep a photo's sizes; returns the largest, which knows the others."""
        stored: list[StoredFile] = []
        for picture, width, height in sizes:
            smaller = tuple(file.file_id for file in stored)
            stored.append(
                self.add("photo", picture, mime_type="image/jpeg", suffix=".jpg", width=width, height=height,
                         sizes=smaller)
            )  # fmt: skip
        return stored[-1]

    def photo_sizes(self, photo: StoredFile) -> list[Json]:
        smaller = [self._files[size] for size in photo.sizes if size in self._files]
        return [size.as_size() for size in (*smaller, photo)]

    def _remember(self, file: StoredFile) -> None:
        self._files[file.file_id] = file
        self._paths[file.path] = file.file_id

    def _forget(self, file: StoredFile) -> None:
        del self._files[file.file_id]
        self._paths.pop(file.path, None)
        self.location(file).unlink(missing_ok=True)

    def _load(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._index.exists():
            return
        for line in self._index.read_text(encoding="utf-8").splitlines():
            facts = json.loads(line)
            file = StoredFile(**facts | {"sizes": tuple(facts["sizes"])})
            self._count = max(self._count, int(Path(file.path).stem.rpartition("_")[2]))
            if self.location(file).exists():
                self._remember(file)
        kept = "".join(json.dumps(asdict(file), ensure_ascii=False) + "\n" for file in self._files.values())
        self._index.write_text(kept, encoding="utf-8")


async def add_photo(store: MediaStore, data: bytes) -> StoredFile:
    """The largest size of the photo; raises ApiError 400 for what Telegram would not take as one."""
    if len(data) > limits.PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; "
            f"the maximum size is {limits.PHOTO_BYTES} bytes"
        )
    return store.add_sizes(await asyncio.to_thread(photo_sizes, data))


def photo_sizes(data: bytes) -> list[tuple[bytes, int, int]]:
    """JPEG data with width and height, smallest first."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
            width, height = image.size
            check_sides(width, height)
            if image.format == "JPEG" and max(image.size) <= SIDES[0]:
                image.load()
                return [(data, width, height)]
            whole = image.convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombWarning,
            Image.DecompressionBombError):  # fmt: skip
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    sizes: list[tuple[bytes, int, int]] = []
    for side in SIDES:
        if sizes and max(width, height) <= SIDES[0]:
            break
        copy = whole.copy()
        copy.thumbnail((side, side))
        if image.format == "JPEG" and copy.size == whole.size:
            sizes.append((data, width, height))
            continue
        out = io.BytesIO()
        copy.save(out, "JPEG", quality=87)
        sizes.append((out.getvalue(), *copy.size))
    return sizes


def check_sides(width: int, height: int) -> None:
    if width + height > limits.PHOTO_SIDES or max(width, height) > limits.PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")

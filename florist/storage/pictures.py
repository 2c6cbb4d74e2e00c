"""What a picture from a stranger really is: told by its content, never by its name or claimed type."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from florist.errors import Invalid

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
_FORMATS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}


class PictureTooBig(Invalid):
    code = "picture_too_big"

    def __init__(self) -> None:
        super().__init__("too many bytes or pixels")
        self.limit = MAX_BYTES // (1024 * 1024)


class NotAPicture(Invalid):
    code = "not_a_picture"


@dataclass(frozen=True)
class Picture:
    """A picture that opened: its bytes, size in pixels, and type."""

    data: bytes
    width: int
    height: int
    extension: str
    content_type: str


def check(data: bytes, *, max_bytes: int = MAX_BYTES) -> Picture:
    """The picture in ``data`` (JPEG, PNG or WebP); raises :class:`PictureTooBig` or :class:`NotAPicture`."""
    if len(data) > max_bytes:
        raise PictureTooBig
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(_FORMATS)) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise PictureTooBig
                extension, content_type = _FORMATS[str(image.format)]
                size = image.size
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooBig from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotAPicture("no picture opens") from None
    return Picture(data, size[0], size[1], extension, content_type)


def without_secrets(picture: Picture) -> Picture:
    """The same picture upright and without the place and camera that a phone writes into it."""
    with Image.open(io.BytesIO(picture.data)) as image:
        upright = ImageOps.exif_transpose(image)
        out = io.BytesIO()
        if picture.extension == "jpg":
            upright.convert("RGB").save(out, "JPEG", quality=92)
        else:
            upright.info.clear()
            upright.save(out, "PNG" if picture.extension == "png" else "WEBP")
    return Picture(out.getvalue(), upright.width, upright.height, picture.extension, picture.content_type)

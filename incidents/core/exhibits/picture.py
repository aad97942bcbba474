"""What a picture says of itself: when it was taken, with what, and whether it says where."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from PIL import ExifTags, Image, UnidentifiedImageError

_MOST_PIXELS = 100_000_000
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """Capture data as the device wrote it. It can be changed by anybody."""

    taken: datetime | None = None
    """Without a zone where the device names none."""
    device: str = ""
    software: str = ""
    has_place: bool = False


def read(data: bytes) -> PictureFacts | None:
    """The capture data of a picture; None when there is none."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            exif = image.getexif()
            more = exif.get_ifd(ExifTags.IFD.Exif)
            place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        KeyError,
        TypeError,
        Image.DecompressionBombError,
    ):
        return None
    if not exif and not more:
        return None
    base = ExifTags.Base
    return PictureFacts(
        taken=_instant(
            str(more.get(base.DateTimeOriginal) or exif.get(base.DateTime) or ""),
            str(more.get(base.OffsetTimeOriginal) or ""),
        ),
        device=" ".join(f"{exif.get(base.Make) or ''} {exif.get(base.Model) or ''}".split())[:100],
        software=" ".join(str(exif.get(base.Software) or "").split())[:100],
        has_place=bool(place),
    )


def _instant(text: str, offset: str) -> datetime | None:
    """
    >>> _instant("2022:12:08 02:14:09", "+01:00").isoformat()
    '2022-12-08T02:14:09+01:00'
    >>> _instant("0000:00:00 00:00:00", "") is None
    True
    """
    try:
        found = datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=None)  # noqa: DTZ007
    except ValueError:
        return None
    zone = _OFFSET.fullmatch(offset.strip("\0 "))
    if zone is None:
        return found
    away = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
    return found.replace(tzinfo=timezone(-away if zone[1] == "-" else away) if away else UTC)

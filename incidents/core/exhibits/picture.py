"""What a picture says of itself: when it was taken, with what, and whether it says where."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePath

from PIL import ExifTags, Image

from incidents.core.errors import BadInput
from incidents.core.exhibits.images import opened

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
_PACKETS, _LONGEST_PACKET = ("xmp", "XML:com.adobe.xmp"), 200_000
_TOLD = re.compile(
    r"\b(exif:DateTimeOriginal|exif:GPSLatitude|xmp:CreateDate|xmp:CreatorTool)(?:\s*=\s*[\"']|>)([^\"'<>]{1,100})"
)
_NAMED = re.compile(
    r"(?<!\d)(20[0-4]\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?:[-_ T]{1,3}|\s\w{1,5}\s)"
    r"([01]\d|2[0-3])[-_.:h]?([0-5]\d)[-_.:m]?([0-5]\d)(?:\d{3})?(?!\d)"
)


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
        with opened(data) as image:
            exif = image.getexif()
            more = exif.get_ifd(ExifTags.IFD.Exif)
            place = exif.get_ifd(ExifTags.IFD.GPSInfo)
            packet = _packet(image)
    except BadInput:
        return None
    base, told = ExifTags.Base, dict(_TOLD.findall(packet))
    if not (exif or more or told):
        return None
    return PictureFacts(
        taken=_instant(
            str(more.get(base.DateTimeOriginal) or more.get(base.DateTimeDigitized) or exif.get(base.DateTime) or ""),
            str(more.get(base.OffsetTimeOriginal) or more.get(base.OffsetTime) or ""),
        )
        or _iso(told.get("exif:DateTimeOriginal") or told.get("xmp:CreateDate") or ""),
        device=" ".join(f"{exif.get(base.Make) or ''} {exif.get(base.Model) or ''}".split())[:100],
        software=" ".join(str(exif.get(base.Software) or told.get("xmp:CreatorTool") or "").split())[:100],
        has_place=bool(place) or "exif:GPSLatitude" in told,
    )


def _packet(image: Image.Image) -> str:
    """What programs say of a picture in XMP, which is text."""
    found = next((image.info[name] for name in _PACKETS if image.info.get(name)), "")
    text = found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)
    return text[:_LONGEST_PACKET]


def _iso(text: str) -> datetime | None:
    """
    >>> _iso("2022-12-08T02:14:09+01:00").isoformat(), _iso("2022")
    ('2022-12-08T02:14:09+01:00', None)
    """
    try:
        return datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None


def named_time(name: str) -> datetime | None:
    """When a picture or film was made, as phones and chats write it into its name; without a zone.

    >>> [str(named_time(name)) for name in ("IMG_20221208_021409.jpg", "Screenshot 2022-12-08 at 02.14.09.png")]
    ['2022-12-08 02:14:09', '2022-12-08 02:14:09']
    >>> named_time("invoice 20221208.png") is None
    True
    """
    found = _NAMED.search(PurePath(name).stem)
    try:
        return datetime(*map(int, found.groups())) if found else None  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return None


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

"""Pictures and films: what they say of themselves, what their names say, copies without any of it, bombs."""

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from incidents.core.errors import BadInput, TooMany
from incidents.core.exhibits import picture
from incidents.core.exhibits.examination import examine
from incidents.core.exhibits.preview import LONGEST_SIDE, preview
from incidents.core.exhibits.proposal import propose
from incidents.core.file_types import HEAD, media_type

IPHONE = (Path(__file__).resolve().parents[2] / "samples/evidence/synthesised-iphone.heic").read_bytes()


def photo(form: str, size: tuple[int, int] = (64, 48), **more: object) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Phone", "X"
    exif[ExifTags.Base.ImageDescription] = "planted description"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2022:12:08 02:14:09"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = "+01:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[2] = (52.0, 31.0, 12.0)
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, form, exif=exif, **more)
    return out.getvalue()


PICTURES = {
    "image/jpeg": photo("JPEG"),
    "image/png": photo("PNG"),
    "image/webp": photo("WEBP"),
    "image/avif": photo("AVIF"),
    "image/heic": IPHONE,
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_says_when_and_with_what_and_only_that_it_knows_where(kind: str) -> None:
    data = PICTURES[kind]
    assert media_type(data[:HEAD], "IMG_1") == kind
    found = picture.read(data)
    assert found is not None
    assert found.taken is not None
    assert (found.taken.isoformat(), found.has_place) == ("2022-12-08T02:14:09+01:00", True)
    assert found.device in ("Phone X", "Apple iPhone 14")
    proposed = propose(data, kind, [])
    assert proposed is not None
    assert proposed["made"] == "2022-12-08T02:14:09+01:00"
    assert "52" not in str(proposed)


@pytest.mark.parametrize("kind", PICTURES)
def test_the_copy_carries_nothing_of_it_row_33(kind: str) -> None:
    shown = preview(PICTURES[kind])
    assert b"planted" not in shown
    assert b"iPhone" not in shown
    with Image.open(io.BytesIO(shown)) as image:
        assert image.format == "PNG"
        assert not image.getexif()
        assert image.info == {}


def test_moving_pictures_are_shown_as_their_first_one() -> None:
    out = io.BytesIO()
    frames = [Image.new("P", (9, 9), number) for number in range(3)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert preview(out.getvalue()).startswith(b"\x89PNG")


def test_a_phones_largest_photo_is_shown_without_being_drawn_whole() -> None:
    data = photo("JPEG", (8064, 6048), quality=60)
    with Image.open(io.BytesIO(preview(data))) as image:
        assert max(image.size) == LONGEST_SIDE


def test_a_picture_larger_than_is_drawn_is_kept_without_a_copy() -> None:
    noise = Image.effect_noise((300, 300), 90).resize((5200, 5200), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    noise.save(out, "PNG", compress_level=1)
    with pytest.raises(BadInput) as refused:
        preview(out.getvalue())
    assert refused.value.code == "image_too_large"
    assert examine(out.getvalue(), "image/png", "a.png").preview == b""


def test_row_29_a_picture_that_only_fills_memory_is_refused_before_it_is_drawn() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG", compress_level=9)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(TooMany) as refused:
        examine(out.getvalue(), "image/png", "a.png")
    assert refused.value.code == "file_unpacks_too_far"


@pytest.mark.parametrize("kind", PICTURES)
def test_a_cut_picture_breaks_nothing(kind: str) -> None:
    for length in (12, 60, len(PICTURES[kind]) // 2, len(PICTURES[kind]) - 9):
        picture.read(PICTURES[kind][:length])
        assert examine(PICTURES[kind][:length], kind, "a").media_type == kind


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("Screenshot_20221208-021409_Chrome.jpg", "2022-12-08 02:14:09"),
        ("Bildschirmfoto 2022-12-08 um 02.14.09.png", "2022-12-08 02:14:09"),
        ("WhatsApp Image 2022-12-08 at 02.14.09.jpeg", "2022-12-08 02:14:09"),
        ("photo_2022-12-08_02-14-09.jpg", "2022-12-08 02:14:09"),
        ("PXL_20221208_021409123.jpg", "2022-12-08 02:14:09"),
        ("VID_20221208_021409.mp4", "2022-12-08 02:14:09"),
    ],
)
def test_a_name_says_when_where_the_picture_does_not(name: str, time: str) -> None:
    kind = "video/mp4" if name.endswith("mp4") else "image/png"
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    found = propose(out.getvalue(), kind, [], (), name)
    assert found is not None
    assert found["facts"] == [["named_time", time]]
    assert found["made"] is None


@pytest.mark.parametrize("name", ["IMG_1234.HEIC", "2022-13-08 02.14.09.png", "TX 20221208021409999999.png", "a.png"])
def test_other_names_say_nothing(name: str) -> None:
    assert picture.named_time(name) is None


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="52,31.2N" xmp:CreatorTool="Editor 2"
xmp:CreateDate="2022-12-08T02:14:09+01:00"/></x:xmpmeta>"""


def test_what_programs_say_in_xmp_is_read_and_is_not_in_the_copy() -> None:
    out, about = io.BytesIO(), PngImagePlugin.PngInfo()
    about.add_itxt("XML:com.adobe.xmp", XMP)
    Image.new("RGB", (9, 9)).save(out, "PNG", pnginfo=about)
    found = examine(out.getvalue(), "image/png", "a.png")
    assert found.proposed is not None
    assert found.proposed["made"] == "2022-12-08T02:14:09+01:00"
    assert [code for code, _ in found.proposed["facts"]] == ["picture_taken", "picture_software", "picture_place"]
    assert b"xmp" not in found.preview.lower()
    assert b"52,31" not in found.preview

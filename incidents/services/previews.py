"""The copy of an image that may be shown: smaller, re-encoded, without the metadata of the original."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from incidents.core.errors import BadInput

MAX_PIXELS = 25_000_000
LONGEST_SIDE = 1400


def preview(original: bytes) -> bytes:
    """A PNG copy without EXIF, comments or profiles; raises BadInput for what is no image or too large a one."""
    try:
        with Image.open(BytesIO(original)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise BadInput("image_too_large", pixels=image.width * image.height)
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadInput("image_unreadable") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    out = BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()

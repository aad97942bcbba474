"""The copy of a picture that may be shown: smaller, drawn anew, without the metadata of the original."""

import io

from PIL import Image, ImageOps

from incidents.core.errors import BadInput
from incidents.core.exhibits.images import MOST_PIXELS, opened

LONGEST_SIDE = 1400


def preview(original: bytes) -> bytes:
    """A PNG copy without EXIF, comments or profiles; raises BadInput for what is no picture or too large a one.

    A JPEG is read at a fraction of its size where that is enough, so that a phone's largest pictures can be shown.
    """
    with opened(original) as image:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        if image.width * image.height > MOST_PIXELS:
            raise BadInput("image_too_large", pixels=image.width * image.height)
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        bare = Image.new("RGB", upright.size)
        bare.paste(upright)
    out = io.BytesIO()
    bare.save(out, "PNG")
    return out.getvalue()

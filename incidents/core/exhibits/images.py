"""Pictures opened within bounds, those of phones included: how many dots one has is asked before any is drawn."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pi_heif
from PIL import Image, UnidentifiedImageError

from incidents.core.errors import BadInput, TooMany

pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # the bounds are here: Pillow's would hide how large a picture says that it is

MOST_PIXELS = 25_000_000
"""Of a picture that is drawn; a larger one is kept all the same."""

MOST_PIXELS_PER_BYTE = 250
"""A screenshot of an empty page comes to some forty; a file that only fills a machine's memory comes to thousands."""

UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    EOFError,
    ValueError,
    SyntaxError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
)
"""What damaged pictures raise, each format its own."""


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, its dots not read yet; raises BadInput("image_unreadable"), TooMany("file_unpacks_too_far")."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            dots = image.width * image.height
            if dots > MOST_PIXELS and dots > MOST_PIXELS_PER_BYTE * len(data):
                raise TooMany("file_unpacks_too_far")
            yield image
    except UNREADABLE as error:
        raise BadInput("image_unreadable") from error

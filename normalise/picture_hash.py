"""A perceptual hash of a picture: copies in another size, colour or compression get nearly the same.

The picture's plain border is cut off, what is left is shrunk to 9 by 8 greys, and each of 64 bits says
whether a grey is clearly brighter than its right neighbour (a difference hash).
"""

from __future__ import annotations

import io

from PIL import Image, ImageChops, UnidentifiedImageError

MOST_PIXELS = 40_000_000
_ACROSS, _DOWN = 9, 8
_CLEARLY = 4  # greys of 256: plain ground that was compressed stays below
_PLAIN = 24


class NoPicture(ValueError):
    """The bytes are no picture that can be read."""


def picture_hash(body: bytes) -> int:
    """The hash as a number of 64 bits; NoPicture for bytes that are none, or too many pixels."""
    try:
        with Image.open(io.BytesIO(body)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NoPicture(f"it has {picture.width} by {picture.height} pixels")
            grey = _grey(picture)
    except UnidentifiedImageError as wrong:
        # Pillow's own words name an object in memory
        raise NoPicture("what it holds is not known as a picture") from wrong
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as wrong:
        raise NoPicture(str(wrong)) from wrong
    small = _without_border(grey).resize((_ACROSS, _DOWN), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(_DOWN):
        for column in range(_ACROSS - 1):
            at = row * _ACROSS + column
            bits = bits << 1 | (small[at] > small[at + 1] + _CLEARLY)
    return bits


def _grey(picture: Image.Image) -> Image.Image:
    """The picture in greys, what is transparent on white."""
    whole = picture.convert("RGBA")
    ground = Image.new("RGBA", whole.size, "white")
    return Image.alpha_composite(ground, whole).convert("L")


def _without_border(grey: Image.Image) -> Image.Image:
    corner = grey.getpixel((0, 0))
    plain = Image.new("L", grey.size, int(corner) if isinstance(corner, int | float) else 255)
    differs = ImageChops.difference(grey, plain).point(lambda value: 255 if value > _PLAIN else 0)
    box = differs.getbbox()
    return grey.crop(box) if box else grey

"""Pictures as large as photographs and as hard to compress."""

from io import BytesIO
from random import Random

from PIL import Image

SIZE = (1600, 1067)
GRAIN = 4  # pixels; finer grain would make files larger than photographs are


def photo(number: int) -> bytes:
    """The same JPEG for the same number."""
    small = tuple(side // GRAIN for side in SIZE)
    noise = Image.frombytes("RGB", small, Random(number).randbytes(small[0] * small[1] * 3))
    tones = Image.linear_gradient("L").resize(small).convert("RGB")
    picture = Image.blend(tones, noise, 0.3).resize(SIZE, Image.Resampling.BICUBIC)
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()

"""All that a document may load while it is laid out: our own print files and the pictures handed over with it."""

import io
import logging
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

LOGGER = logging.getLogger("reports.pdf")
STATIC = Path(__file__).resolve().parents[2] / "static"
SERVED_FOLDERS = ("css", "fonts", "images")
ASSET_TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
PICTURE_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
MAX_FILE_BYTES = 8_000_000
MAX_TOTAL_BYTES = 60_000_000
# A PNG of half a megabyte can unfold into a gigabyte of pixels. Uploads are far below this: 1,600 × 1,600 at most.
MAX_PIXELS = 8_000_000


class Refused(ValueError):
    """The address is none of ours, or what it names is too big or of another kind."""


class ClosedFetcher(URLFetcher):
    """Serves `asset:css/print.css` and `picture:NAME` from tables of known names; notes all else in `refused`."""

    def __init__(self, pictures: Mapping[str, bytes | Path] | None = None):
        super().__init__(allowed_protocols=("asset", "picture"), allow_redirects=False)
        self.pictures = pictures or {}
        self.assets = served_assets()
        self.bytes_left = MAX_TOTAL_BYTES
        self.refused: list[str] = []

    def fetch(self, url, headers=None):
        try:
            body, media_type = self._read(url)
        except Refused as reason:
            self.refused.append(url[:200])
            LOGGER.warning("refused %s: %s", url[:200], reason)
            raise
        return URLFetcherResponse(url, body, {"Content-Type": media_type})

    def _read(self, url) -> tuple[bytes, str]:
        scheme, _, name = url.partition(":")
        name = unquote(name)
        if scheme == "asset" and name in self.assets:
            path = self.assets[name]
            return self._within_budget(path), ASSET_TYPES[path.suffix]
        if scheme == "picture" and name in self.pictures:
            body = self._within_budget(self.pictures[name])
            return body, picture_type(body)
        raise Refused("not one of our files")

    def _within_budget(self, source: bytes | Path) -> bytes:
        try:
            body = source if isinstance(source, bytes) else source.read_bytes()
        except OSError as error:
            raise Refused("cannot be read") from error
        if len(body) > min(MAX_FILE_BYTES, self.bytes_left):
            raise Refused("too many bytes")
        self.bytes_left -= len(body)
        return body


def served_assets() -> dict[str, Path]:
    paths = (path for folder in SERVED_FOLDERS for path in (STATIC / folder).rglob("*") if path.suffix in ASSET_TYPES)
    return {path.relative_to(STATIC).as_posix(): path for path in paths}


def picture_type(body: bytes) -> str:
    """Looks at the picture's own header, not at its name: an SVG could ask for more files."""
    try:
        with Image.open(io.BytesIO(body), formats=list(PICTURE_TYPES)) as picture:
            width, height = picture.size
            kind = PICTURE_TYPES[picture.format]
    except (OSError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("not a JPEG or PNG picture") from error
    if width * height > MAX_PIXELS:
        raise Refused("too many pixels")
    return kind

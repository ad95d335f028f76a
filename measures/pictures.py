"""Makes a safe picture of what somebody uploads: a JPEG of at most 1600 pixels, right way up, without metadata."""

from io import BytesIO

import filetype
from PIL import Image, ImageOps

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 1600
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class UnfitPicture(Exception):
    """The upload is no picture that can be kept; the text says why, in Thai."""


def as_jpeg(upload) -> bytes:
    """Decoding and encoding again leaves the pixels only: no place of taking, no camera, no hidden code."""
    if upload.size > MAX_BYTES:
        raise UnfitPicture("ไฟล์ภาพใหญ่เกิน 10 เมกะไบต์ โปรดย่อภาพแล้วเลือกใหม่")
    picture = opened(upload)
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise UnfitPicture(f"ภาพมีขนาด {width:,} × {height:,} จุด ซึ่งใหญ่เกินไป โปรดย่อภาพแล้วเลือกใหม่")
    try:
        return encoded(picture)
    except (OSError, ValueError, SyntaxError) as error:
        raise UnfitPicture("เปิดไฟล์ภาพนี้ไม่ได้ ไฟล์อาจเสียหรือไม่สมบูรณ์") from error


def opened(upload):
    """Reads the header only."""
    upload.seek(0)
    kind = filetype.guess_mime(upload.read(8192))
    upload.seek(0)
    if kind not in FORMATS:
        raise UnfitPicture("ไฟล์นี้ไม่ใช่ภาพ JPEG, PNG หรือ WebP")
    try:
        return Image.open(upload, formats=[FORMATS[kind]])
    except BOMBS as error:
        raise UnfitPicture("ภาพมีจำนวนจุดมากเกินไป โปรดย่อภาพแล้วเลือกใหม่") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UnfitPicture("เปิดไฟล์ภาพนี้ไม่ได้ ไฟล์อาจเสียหรือไม่สมบูรณ์") from error


def encoded(picture):
    """Transparent parts become white."""
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    out = BytesIO()
    plain.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()

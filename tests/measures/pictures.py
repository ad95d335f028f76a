"""Pictures for tests, made on the spot."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

ORIENTATION, GPS = 0x0112, 0x8825


def picture_bytes(kind="JPEG", size=(40, 20), *, mode="RGB", color=None, exif=None):
    out = BytesIO()
    picture = Image.new(mode, size, color or "red")
    picture.save(out, kind, **({"exif": exif} if exif else {}))
    return out.getvalue()


def upload(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def exif_with_place(orientation):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (13.0, 45.0, 0.0)
    return exif


def huge_png(side):
    """A header that promises side × side pixels; a few bytes long."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

"""What becomes of an upload. Every refusal is of a file that could do harm or cannot be shown."""

from io import BytesIO

import pytest
from PIL import Image

from measures.pictures import MAX_BYTES, UnfitPicture, as_jpeg
from tests.measures.pictures import GPS, exif_with_place, huge_png, picture_bytes, upload


def opened(content):
    return Image.open(BytesIO(content))


def test_as_jpeg_turns_the_picture_upright_and_drops_the_place_of_taking():
    content = picture_bytes(size=(40, 20), exif=exif_with_place(orientation=6))
    assert opened(content).getexif().get_ifd(GPS)

    kept = opened(as_jpeg(upload(content)))

    assert (kept.format, kept.size) == ("JPEG", (20, 40))
    assert dict(kept.getexif()) == {}


def test_as_jpeg_drops_what_is_hidden_behind_the_picture():
    content = picture_bytes() + b"<script>alert(1)</script>"

    assert b"<script>" not in as_jpeg(upload(content))


def test_as_jpeg_shrinks_to_1600_pixels():
    assert opened(as_jpeg(upload(picture_bytes(size=(3200, 1000))))).size == (1600, 500)


def test_as_jpeg_leaves_a_small_picture_its_size():
    assert opened(as_jpeg(upload(picture_bytes(size=(40, 20))))).size == (40, 20)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("JPEG", "CMYK"), ("PNG", "L")]
)
def test_as_jpeg_takes_the_usual_kinds(kind, mode):
    content = picture_bytes(kind, mode=mode, color=0 if mode in "PL" else None)

    kept = opened(as_jpeg(upload(content)))

    assert (kept.format, kept.mode) == ("JPEG", "RGB")


def test_as_jpeg_paints_what_is_transparent_white():
    content = picture_bytes("PNG", mode="RGBA", color=(255, 0, 0, 0))

    assert opened(as_jpeg(upload(content))).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"just words",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7",
        b"GIF89a" + b"\0" * 20,
        b"",
    ],
)
def test_as_jpeg_refuses_what_is_no_picture_whatever_its_name(content):
    with pytest.raises(UnfitPicture, match="ไม่ใช่ภาพ JPEG, PNG หรือ WebP"):
        as_jpeg(upload(content, "photo.jpg"))


@pytest.mark.parametrize(("side", "message"), [(20_000, "มากเกินไป"), (7000, "7,000 × 7,000 จุด")])
def test_as_jpeg_refuses_a_bomb_from_its_header(side, message):
    with pytest.raises(UnfitPicture, match=message):
        as_jpeg(upload(huge_png(side), "bomb.png"))


def test_as_jpeg_refuses_a_broken_picture():
    with pytest.raises(UnfitPicture, match="เปิดไฟล์ภาพนี้ไม่ได้"):
        as_jpeg(upload(picture_bytes(size=(400, 400))[:300]))


def test_as_jpeg_refuses_more_than_ten_megabytes():
    with pytest.raises(UnfitPicture, match="10 เมกะไบต์"):
        as_jpeg(upload(picture_bytes() + b"\0" * MAX_BYTES))

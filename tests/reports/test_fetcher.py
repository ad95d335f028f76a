"""reports.writers.fetcher: a document reaches our own print files and its own pictures, and nothing else."""

import base64
import io
import struct
import zlib

import pytest
from PIL import Image
from weasyprint import HTML

from reports.writers.fetcher import MAX_FILE_BYTES, ClosedFetcher, Refused

SECRET = "secret-words-7391"
WAYS_OUT = {
    "image": '<img alt="x" src="{url}">',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "content": '<style>p::before {{ content: url("{url}") }}</style>',
    "background": '<style>p {{ background: url("{url}") }}</style>',
    "list marker": '<ul><li style="list-style: url({url})">x</li></ul>',
    "font": '<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x }}</style>',
    "attachment": '<link rel="attachment" href="{url}">',
    "attached link": '<a rel="attachment" href="{url}">x</a>',
    "svg image": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    "data svg": '<img alt="x" src="data:image/svg+xml;base64,{svg}">',
}


def secret_page(way, url):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>'
    body = WAYS_OUT[way].format(url=url, svg=base64.b64encode(svg.encode()).decode())
    return f'<!doctype html><html lang="th"><title>x</title><body><p>ข้อความ</p>{body}'


def png(width, height):
    """A PNG of one colour, made without unfolding its pixels in memory."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg():
    body = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(body, "JPEG")
    return body.getvalue()


@pytest.mark.parametrize("way", WAYS_OUT)
def test_fetcher_refuses_a_local_file_by_every_way_out(way, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    fetcher = ClosedFetcher()

    pdf = HTML(string=secret_page(way, secret.as_uri()), base_url="asset:/", url_fetcher=fetcher).write_pdf(
        uncompressed_pdf=True
    )

    assert len(fetcher.refused) >= 1
    assert SECRET.encode() not in pdf


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.css",
        "ftp://127.0.0.1/x",
        "data:text/css,p{}",
        "asset:css/../../manage.py",
        "asset:../manage.py",
        "asset:css/%2e%2e/%2e%2e/manage.py",
        "asset:/etc/passwd",
        "asset:fonts/OFL.txt",
        "asset:",
        "picture:unknown",
        "nonsense",
    ],
)
def test_fetcher_refuses_and_notes_any_other_address(url):
    fetcher = ClosedFetcher(pictures={"logo": jpeg()})

    with pytest.raises(Refused):
        fetcher.fetch(url)

    assert fetcher.refused == [url]


def test_fetcher_serves_our_print_files():
    response = ClosedFetcher().fetch("asset:css/print-fonts.css")

    assert response.content_type == "text/css"
    assert b"Ita Sarabun" in response.read()


def test_fetcher_serves_the_pictures_of_the_document(tmp_path):
    path = tmp_path / "กิจกรรม.jpg"
    path.write_bytes(jpeg())
    fetcher = ClosedFetcher(pictures={"logo": jpeg(), "ภาพ 1.jpg": path})

    by_bytes, by_path = fetcher.fetch("picture:logo"), fetcher.fetch("picture:%E0%B8%A0%E0%B8%B2%E0%B8%9E%201.jpg")

    assert by_bytes.content_type == "image/jpeg"
    assert by_path.read() == jpeg()


@pytest.mark.parametrize(
    "body",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"GIF89a",
        png(4000, 4000),
        png(12_000, 12_000),
        jpeg() + bytes(MAX_FILE_BYTES),
    ],
    ids=["svg", "gif", "many pixels", "bomb", "many bytes"],
)
def test_fetcher_refuses_a_picture_of_another_kind_or_size(body):
    with pytest.raises(Refused):
        ClosedFetcher(pictures={"x": body}).fetch("picture:x")


def test_fetcher_refuses_a_picture_that_is_gone(tmp_path):
    with pytest.raises(Refused):
        ClosedFetcher(pictures={"x": tmp_path / "gone.jpg"}).fetch("picture:x")


def test_fetcher_stops_at_its_budget_of_bytes():
    fetcher = ClosedFetcher(pictures={"x": jpeg()})
    fetcher.bytes_left = len(jpeg())

    fetcher.fetch("picture:x")

    with pytest.raises(Refused):
        fetcher.fetch("picture:x")

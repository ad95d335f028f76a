"""The objects of a PDF as the bytes of its file (ISO 32000-1, 7.5): each object is serialised and compressed once.

pydyf would do it twice for a file with an identifier, which PDF/A wants: for the checksum and for the file.
"""

import zlib
from hashlib import md5
from itertools import accumulate

import pydyf

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
# A level more would cost twice the time for two hundredths of the size.
LEVEL = 6
FREE, LOOSE, PACKED = 0, 1, 2


def file_of(pdf: pydyf.PDF) -> bytes:
    """Streams stand loose; all else is packed into one stream. A table says where each object is."""
    pdf.add_object(pdf.info)
    body, places = bytearray(HEADER), {0: (FREE, 0, 65535)}
    packed = [thing for thing in pdf.objects if thing.compressible and thing.free == "n"]
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream):
            compress(thing)
            add(thing, body, places)
    pack = object_stream(packed)
    pdf.add_object(pack)
    add(pack, body, places)
    places |= {thing.number: (PACKED, pack.number, at) for at, thing in enumerate(packed)}
    return bytes(body + table_of(pdf, places, len(body), md5(body, usedforsecurity=False).hexdigest()))


def add(thing, body, places):
    places[thing.number] = (LOOSE, len(body), 0)
    body += thing.indirect + b"\n"


def object_stream(things) -> pydyf.Stream:
    """7.5.7: the number and the place of each object, then the objects."""
    contents = [thing.data for thing in things]
    starts = accumulate((len(content) + 1 for content in contents), initial=0)
    index = " ".join(f"{thing.number} {start}" for thing, start in zip(things, starts, strict=False)).encode()
    extra = {"Type": "/ObjStm", "N": len(things), "First": len(index) + 1}
    return compressed(b"\n".join((index, *contents)), extra)


def table_of(pdf, places, start, checksum) -> bytes:
    """7.5.8: the cross-reference stream, which is the trailer too, and where it begins."""
    table = pydyf.Object()
    pdf.add_object(table)
    places[table.number] = (LOOSE, start, 0)
    lines = b"".join(line(*places[number]) for number in range(len(places)))
    identifier = pydyf.String(checksum)
    extra = {
        "Type": "/XRef",
        "W": pydyf.Array((1, 5, 3)),
        "Size": len(places),
        "Root": pdf.catalog.reference,
        "Info": pdf.info.reference,
        "ID": pydyf.Array((identifier, identifier)),
    }
    stream = compressed(lines, extra)
    stream.number = table.number
    return stream.indirect + b"\nstartxref\n%d\n%%%%EOF\n" % start


def line(kind, place, more) -> bytes:
    return b"%c%b%b" % (kind, place.to_bytes(5, "big"), more.to_bytes(3, "big"))


def compress(stream: pydyf.Stream):
    if stream.compress and "Filter" not in stream.extra:
        content = pydyf.Stream(stream.stream).data
        start, end = content.index(b"stream\n") + 7, content.rindex(b"\nendstream")
        stream.compress, stream.extra["Filter"] = False, "/FlateDecode"
        stream.stream = [zlib.compress(content[start:end], LEVEL)]


def compressed(content: bytes, extra: dict) -> pydyf.Stream:
    return pydyf.Stream([zlib.compress(content, LEVEL)], extra | {"Filter": "/FlateDecode"})

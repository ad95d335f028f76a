"""The objects of a PDF as bytes, once. A file with an identifier, which PDF/A wants, would be serialised and compressed
twice: for its checksum and for itself."""

import zlib

import pydyf

# A level more would cost twice the time for two hundredths of the size.
LEVEL = 6


class Serialised(pydyf.Object):
    """What a dictionary was, as bytes."""

    def __init__(self, source: pydyf.Dictionary):
        super().__init__()
        self.number, self.data_once = source.number, source.data

    @property
    def data(self):
        return self.data_once


def serialise_once(pdf: pydyf.PDF):
    """The last thing to do to a PDF before it is written: its streams and its structure change no more."""
    for at, thing in enumerate(pdf.objects):
        if isinstance(thing, pydyf.Stream):
            compress(thing)
        elif isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem":
            pdf.objects[at] = Serialised(thing)


def compress(stream: pydyf.Stream):
    if stream.compress and "Filter" not in stream.extra:
        stream.compress = False
        content = pydyf.Stream(stream.stream).data
        start, end = content.index(b"stream\n") + 7, content.rindex(b"\nendstream")
        stream.extra["Filter"] = "/FlateDecode"
        stream.stream = [zlib.compress(content[start:end], LEVEL)]

"""PDF files as people attach them, good and bad, made on the spot."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def plain_pdf(pages=2, *, width=300, height=200):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width, height)
    return written(writer)


def encrypted_pdf():
    writer = PdfWriter()
    writer.add_blank_page(300, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def hostile_pdf():
    """One page with a launch action, a link out, a script, an embedded file and a filled field that is drawn."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 200)
    writer.add_attachment("inner.exe", b"MZ")
    launch = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    writer.root_object[NameObject("/OpenAction")] = launch
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): launch, NameObject("/C"): script})
    link = annotation("/Link", {NameObject("/A"): launch})
    field = annotation("/Widget", {NameObject("/A"): launch, NameObject("/AP"): appearance(writer)})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(link), writer._add_object(field)])
    return written(writer)


def annotation(subtype, more):
    rect = ArrayObject(FloatObject(number) for number in (10, 10, 90, 40))
    names = {"/Type": NameObject("/Annot"), "/Subtype": NameObject(subtype), "/Rect": rect, "/F": NumberObject(4)}
    return DictionaryObject({NameObject(name): value for name, value in names.items()} | more)


def appearance(writer):
    drawn = DecodedStreamObject()
    drawn.set_data(b"0 0 80 30 re f")
    drawn[NameObject("/Subtype")] = NameObject("/Form")
    drawn[NameObject("/BBox")] = ArrayObject(FloatObject(number) for number in (0, 0, 80, 30))
    return DictionaryObject({NameObject("/N"): writer._add_object(drawn)})


def written(writer):
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def upload(content, name="file.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")

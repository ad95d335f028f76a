"""Services of the agency's logo, and the picture that is made of an upload."""

from functools import partial
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import ImageOps

from assessments.versioning import StaleVersion
from assessments.writing import create, edit, remove
from measures.pictures import MAX_BYTES, MAX_PIXELS, UnfitPicture, opened
from measures.services.photos import delete_file
from reports.models import AgencyLogo

MAX_SIDE = 800
MIN_SIDE = 16


def as_png(upload) -> bytes:
    """At most 800 pixels, transparent parts kept; decoding and encoding again leaves the pixels only."""
    if upload.size > MAX_BYTES:
        raise UnfitPicture("ไฟล์ภาพใหญ่เกิน 10 เมกะไบต์ โปรดย่อภาพแล้วเลือกใหม่")
    picture = opened(upload)
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise UnfitPicture(f"ภาพมีขนาด {width:,} × {height:,} จุด ซึ่งใหญ่เกินไป โปรดย่อภาพแล้วเลือกใหม่")
    if min(width, height) < MIN_SIDE:
        raise UnfitPicture(f"ภาพมีขนาด {width:,} × {height:,} จุด ซึ่งเล็กเกินกว่าจะพิมพ์ให้ชัด")
    try:
        return encoded(picture)
    except (OSError, ValueError, SyntaxError) as error:
        raise UnfitPicture("เปิดไฟล์ภาพนี้ไม่ได้ ไฟล์อาจเสียหรือไม่สมบูรณ์") from error


def encoded(picture):
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    out = BytesIO()
    upright.save(out, "PNG", optimize=True)
    return out.getvalue()


@transaction.atomic
def save_logo(*, agency, content, version, by):
    """Put this picture in place of the logo (version 0 while there is none). StaleVersion when others wrote."""
    row = logo_of(agency)
    if (row.version if row else 0) != version:
        raise StaleVersion(row)
    if row is None:
        return create_logo(agency, content, by)
    old, storage = row.file.name, row.file.storage
    name = storage.save(row.file.field.generate_filename(row, new_name()), ContentFile(content))
    edit(row, version=version, by=by, file=name)
    transaction.on_commit(partial(delete_file, storage, old))
    return row


def create_logo(agency, content, by):
    try:
        with transaction.atomic():
            return create(AgencyLogo, by=by, agency=agency, file=ContentFile(content, name=new_name()))
    except IntegrityError:
        raise StaleVersion(logo_of(agency)) from None


@transaction.atomic
def drop_logo(*, logo, version, by):
    storage, name = logo.file.storage, logo.file.name
    remove(logo, version=version, by=by)
    transaction.on_commit(partial(delete_file, storage, name))


def logo_of(agency):
    return AgencyLogo.objects.filter(agency=agency).first()


def new_name():
    return f"{uuid4().hex}.png"

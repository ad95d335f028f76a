"""Services of the PDF files that are bound in at the end of a document."""

from functools import partial
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from assessments.writing import create, edit, remove
from measures.services import in_plan
from measures.services.photos import delete_file
from reports.models import Attachment

MOST_FILES = 10
MOST_BYTES = 60 * 1024 * 1024


class TooManyAttachments(ValueError):
    """A document is a report, not an archive. The message is Thai, for the user."""


@transaction.atomic
def add_attachment(*, agency_year, title, content, pages, by):
    in_plan.lock(agency_year)
    refuse_too_many(agency_year.attachments.all(), len(content))
    return create(
        Attachment,
        by=by,
        agency_year=agency_year,
        position=in_plan.next_position(agency_year.attachments),
        title=title,
        pages=pages,
        file=ContentFile(content, name=f"{uuid4().hex}.pdf"),
    )


def refuse_too_many(stored, more_bytes):
    if len(stored) >= MOST_FILES:
        raise TooManyAttachments(f"แนบไฟล์ได้ไม่เกิน {MOST_FILES} ไฟล์ต่อปีงบประมาณ")
    here = sum(row.file.size for row in stored if row.file.storage.exists(row.file.name))
    if here + more_bytes > MOST_BYTES:
        raise TooManyAttachments("ไฟล์แนบรวมกันได้ไม่เกิน 60 เมกะไบต์ต่อปีงบประมาณ")


@transaction.atomic
def rename_attachment(*, attachment, version, title, by):
    """StaleVersion when somebody else wrote first."""
    return edit(attachment, version=version, by=by, title=title)


@transaction.atomic
def move_attachment(*, attachment, neighbour, by):
    in_plan.lock(attachment.agency_year)
    in_plan.move_past(attachment, neighbour, by=by)


@transaction.atomic
def remove_attachment(*, attachment, version, by):
    storage, name = attachment.file.storage, attachment.file.name
    remove(attachment, version=version, by=by)
    transaction.on_commit(partial(delete_file, storage, name))

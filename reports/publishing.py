"""Services of publishing: a version's content is frozen at the click, its files are drawn later from nothing else."""

import json
import secrets

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.writing import record
from ita_portal.jobs import queue
from measures.services import in_plan
from reports.documents.freezing import frozen
from reports.documents.stored_names import renamed
from reports.documents.version_mark import marked, version_mark, without_mark
from reports.exchange.exporting import NothingToExport, export_agency_year
from reports.exchange.published import published_value
from reports.exchange.published_csv import write_csv
from reports.models import Publication, PublishedFile
from reports.published_files import FOLDER, keep_copy, sha256_of, write
from reports.published_plan import in_published_words
from reports.reviewing import moves
from reports.reviewing.content import content_sha256, present_document
from reports.reviewing.lapsing import lapse_if_changed, lapsed_words
from reports.reviewing.people import needs_acceptance
from reports.reviewing.rounds import latest_round, standing_of
from reports.reviewing.services import close_published
from reports.services import DocumentNotReady
from reports.setups import setup_for
from reports.versions import document_of, latest_version
from reports.withdrawing import standing_version

TASK = "reports.publish"
# Nothing that is taken for another when it is read out or copied by hand.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
ADDRESS_LENGTH = 8
Format = PublishedFile.Format


class PublishingRefused(ValueError):
    """Nothing was published. The message is Thai, for the user."""


class ContentChanged(PublishingRefused):
    """What was approved is not what stands now."""

    def __init__(self, review):
        super().__init__(f"ยังเผยแพร่ไม่ได้: {lapsed_words(review)}")
        self.review = review


def publish(*, agency_year, kind, comment, by) -> Publication:
    """The next version of this kind of document, as it was approved. Raises PublishingRefused.

    Where the content has changed since, the approval ends, although nothing is published.
    """
    try:
        return publish_reviewed(agency_year=agency_year, kind=kind, comment=comment, by=by)
    except ContentChanged as refusal:
        lapse_if_changed(review=refusal.review)
        raise


@transaction.atomic
def publish_reviewed(*, agency_year, kind, comment, by) -> Publication:
    in_plan.lock(agency_year)
    latest = latest_version(agency_year, kind)
    if latest and latest.is_being_prepared:
        raise PublishingRefused(f"กำลังจัดทำฉบับที่ {latest.number} อยู่ โปรดรอให้เสร็จหรือยกเลิกก่อน แล้วจึงเผยแพร่ฉบับใหม่")
    if latest and not comment:
        raise PublishingRefused("ตั้งแต่ฉบับที่ 2 ต้องบอกว่าเปลี่ยนแปลงอะไรจากฉบับก่อน")
    document, data = content_now(agency_year, kind)
    refuse_unchanged(agency_year, kind, document)
    review = review_through(agency_year, kind, document)
    publication = create_version(
        agency_year=agency_year,
        kind=kind,
        number=latest.number + 1 if latest else 1,
        title=document.title,
        agency_name=document.agency_name,
        fiscal_year=document.fiscal_year,
        comment=comment,
        requested_by=by,
    )
    keep_content(publication, document, data)
    record(publication, {name: ("", value) for name, value in history_of(publication).items()}, by=by)
    close_published(review=review, publication=publication, by=by)
    start_drawing(publication, by=by)
    return publication


def content_now(agency_year, kind):
    """(the document over copies of its pictures, the data it shows)."""
    try:
        document = renamed(present_document(agency_year, kind), keep_copy)
        return document, published_value(data_now(agency_year, kind), kind, setup_for(agency_year, kind))
    except (DocumentNotReady, NothingToExport) as refusal:
        raise PublishingRefused(str(refusal)) from refusal
    except FileNotFoundError:
        raise PublishingRefused("มีรูปภาพหรือเอกสารแนบที่เพิ่งถูกลบไป โปรดลองเผยแพร่อีกครั้ง") from None


def data_now(agency_year, kind):
    value = export_agency_year(agency_year)
    return in_published_words(value, agency_year) if kind == "progress" else value


def refuse_unchanged(agency_year, kind, document):
    """What was withdrawn may be published again as it was."""
    published = standing_version(agency_year, kind)
    if published and without_mark(document_of(published)) == without_mark(document):
        raise PublishingRefused(f"ไม่มีอะไรเปลี่ยนจากฉบับที่ {published.number} จึงไม่ต้องเผยแพร่ซ้ำ")


def review_through(agency_year, kind, document):
    """The round in which exactly this content was approved and, where somebody accepts, accepted."""
    review, asks = latest_round(agency_year, kind), needs_acceptance(agency_year.agency)
    if refused := moves.refusal_to_publish(standing_of(review), needs_acceptance=asks):
        raise PublishingRefused(refused)
    if review.content_sha256 != content_sha256(document):
        raise ContentChanged(review)
    return review


def create_version(**values):
    try:
        return create_at_free_address(iter(new_address, None), **values)
    except IntegrityError:
        message = f"มีผู้อื่นเพิ่งเผยแพร่ฉบับที่ {values['number']} ไปพร้อมกัน โปรดตรวจดูฉบับนั้นก่อน"
        raise PublishingRefused(message) from None


def create_at_free_address(addresses, **values):
    """At the first address that nobody has. IntegrityError when it is not the address that is taken."""
    for address in addresses:
        try:
            with transaction.atomic():
                return Publication.objects.create(address=address, **values)
        except IntegrityError:
            if not Publication.objects.filter(address=address).exists():
                raise


def new_address():
    return "".join(secrets.choice(ALPHABET) for _ in range(ADDRESS_LENGTH))


def keep_content(publication, document, data):
    mark = version_mark(publication.number, publication.day, short_address(publication), document.numerals)
    keep_value(publication, Format.DOCUMENT, "document", frozen(marked(document, mark)))
    keep_value(publication, Format.DATA, "data", data)
    keep_file(publication, Format.CSV, "data.csv", write_csv(data))


def keep_value(publication, file_format, stem, value):
    keep_file(publication, file_format, f"{stem}.json", json.dumps(value, ensure_ascii=False, indent=1).encode())


def keep_file(publication, file_format, last_name, data):
    name = f"{FOLDER}/{publication.address}/{last_name}"
    write(name, data)
    count_file(publication, file_format, name, data)


def count_file(publication, file_format, name, data):
    return PublishedFile.objects.create(
        publication=publication, format=file_format, file=name, sha256=sha256_of(data), size=len(data)
    )


def short_address(publication):
    """As it is printed and encoded; the portal adds the slash at its end."""
    return settings.PUBLIC_URL + reverse("reports:published", args=[publication.address]).rstrip("/")


def history_of(publication):
    return {
        "state": publication.get_state_display(),
        "address": publication.address,
        "comment": publication.comment,
    }


def start_drawing(publication, *, by):
    job = queue.enqueue(TASK, by=by, once=f"publish-{publication.pk}", publication_id=publication.pk)
    Publication.objects.give(publication, job)


@transaction.atomic
def retry_publishing(*, publication, by):
    """Draw the same frozen content once more. Raises PublishingRefused."""
    in_plan.lock(publication.agency_year)
    present = latest_version(publication.agency_year, publication.kind)
    if present != publication or not present.has_failed:
        raise PublishingRefused("ฉบับนี้ไม่ได้รอให้ลองใหม่แล้ว โปรดตรวจดูสถานะล่าสุด")
    record(present, {"state": ("ไม่สำเร็จ", "ลองอีกครั้ง")}, by=by)
    start_drawing(present, by=by)


@transaction.atomic
def cancel_publishing(*, publication, by):
    """Stop drawing; the number stays, and can be tried again. Raises PublishingRefused."""
    in_plan.lock(publication.agency_year)
    present = latest_version(publication.agency_year, publication.kind)
    if present != publication or not present.is_being_prepared or not queue.cancel(present.job, by=by):
        raise PublishingRefused("ฉบับนี้ไม่ได้กำลังจัดทำแล้ว โปรดตรวจดูสถานะล่าสุด")
    record(present, {"state": (present.get_state_display(), "ยกเลิก")}, by=by)


def complete(publication, drawn):
    """Let these files count, {format: (name, data)}. Called where its job ends, in the same transaction."""
    for file_format, (name, data) in drawn.items():
        count_file(publication, file_format, name, data)
    before = publication.get_state_display()
    Publication.objects.finish(publication, timezone.now())
    record(publication, {"state": (before, Publication.State.PUBLISHED.label)}, by=publication.requested_by)

"""Publications for tests: a year worth publishing, and versions whose files are there without drawing a PDF."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from ita_portal.jobs.running import run_all
from measures.models import Measure, Photo
from reports.models import Publication, Review
from reports.published_files import read
from reports.publishing import publish
from reports.reviewing.content import present_sha256
from reports.reviewing.people import needs_acceptance
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_progress, make_user
from tests.measures.pictures import picture_bytes


def publishable_year(code="own", **agency):
    """With one measure, its progress and one photo."""
    year = make_agency_year(make_agency(code, **agency), 2567)
    make_assessment(year, scores={"9": 95, "10": 100, "o29": 0})
    made = make_measure(year, indicator="9", title="เผยแพร่สถิติทุกไตรมาส", steps=["ประชุมผู้เกี่ยวข้อง"])
    make_progress(year, made, performed=["ประชุมแล้ว"])
    photo = Photo(agency_year=year, position=0, caption="ภาพการประชุม", taken_on=date(2024, 6, 1))
    photo.file.save("x.jpg", ContentFile(picture_bytes()))
    return fresh(year)


def fresh(year):
    """As a request reads it: without what was read before."""
    return type(year).objects.select_related("agency").get(pk=year.pk)


def make_approved_review(year, kind="measures"):
    """A round in which the document as it stands now went all the way; without content there is none."""
    year, now = fresh(year), timezone.now()
    rounds, sha256 = Review.objects.of(year, kind), present_sha256(year, kind)
    if not sha256 or rounds.undecided().filter(content_sha256=sha256).exists():
        return rounds.last()
    rounds.undecided().update(state="lapsed", closed_at=now)
    person, state = make_user(), "approved"
    steps = {"submitted_by": person, "submitted_at": now, "approved_by": person, "approved_at": now}
    if needs_acceptance(year.agency):
        steps, state = steps | {"accepted_by": person, "accepted_at": now}, "accepted"
    values = {"agency_year": year, "kind": kind, "round": rounds.count() + 1, "content_sha256": sha256}
    return Review.objects.create(**values, state=state, **steps)


def publish_approved(*, agency_year, kind, comment, by):
    """Published as it stands now, which somebody has approved."""
    make_approved_review(agency_year, kind)
    return publish(agency_year=agency_year, kind=kind, comment=comment, by=by)


def published(year, kind="measures", *, by, comment=""):
    """The next version, its files drawn."""
    publication = publish_approved(agency_year=fresh(year), kind=kind, comment=comment, by=by)
    run_all()
    return Publication.objects.get(pk=publication.pk)


def edit_measure(year, title):
    Measure.objects.filter(agency_year=year).update(title=title)


def contents_of(publication):
    return {file.format: read(file.file.name) for file in publication.files.all()}

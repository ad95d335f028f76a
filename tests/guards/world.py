"""The rows that the walks over all addresses need: an agency with everything, and people of every role and reach."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.models import Body, Invitation, Membership, ResultsImport, YearWindow
from measures.models import CatalogueEntry, Photo
from reports.models import AgencyLogo, Attachment, BulkOutcome, BulkRun, Publication
from reports.renderings import start_rendering
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_finding,
    make_measure,
    make_progress,
    make_user,
)
from tests.measures.pictures import picture_bytes

EXPIRES = timezone.now() + timedelta(days=3650)


def full_year(code, **values):
    """An agency with a row of every kind, in fiscal year 2567."""
    year = make_agency_year(make_agency(code, units=["กลุ่มอำนวยการ"], **values), 2567)
    make_assessment(year, scores={"9": 95, "o29": 0})
    make_assessment(year, role="result", framework="ita-2567", scores={"9": 98})
    measure = make_measure(year, indicator="9", title="มาตรการ", steps=["ประชุม"])
    photo = Photo.objects.create(agency_year=year, position=0, caption="ภาพ", taken_on=date(2024, 6, 1))
    photo.file.save("x.jpg", ContentFile(b"\xff\xd8\xff picture"))
    attachment = Attachment(agency_year=year, position=0, title="คำสั่ง", pages=1)
    attachment.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    AgencyLogo(agency=year.agency).file.save("x.png", ContentFile(picture_bytes("PNG")))
    officer = make_user(officer_of=year.agency)
    published(year, officer, code)
    head = person(role="head", agency=year.agency)
    return {
        "year": year,
        "finding": make_finding(year, indicator="9", items=["o29"], causes=["ไม่ครบ"]),
        "measure": measure,
        "entry": make_progress(year, measure, performed=["ประชุมแล้ว"]),
        "photo": photo,
        "attachment": attachment,
        "kept": CatalogueEntry.objects.create(agency=year.agency, key="c1", indicator="9", title="แนวทาง"),
        "job": start_rendering(agency_year=year, kind="measures", layout=None, key=code, by=None),
        "officer": officer,
        "membership": officer.memberships.get(),
        "invitation": invitation(head, code, role="officer", agency=year.agency),
    }


def published(year, officer, code):
    moment = {"published_at": timezone.now(), "requested_by": officer}
    Publication.objects.create(
        agency_year=year, kind="analysis", number=1, address=code, fiscal_year=2567, state="published", **moment
    )


def person(**granted):
    user = make_user()
    Membership.objects.create(user=user, **granted)
    return user


def administrator(**reach):
    return person(role="administrator", **reach)


def invitation(by, seed, **granted):
    moments = {"sent_at": timezone.now(), "expires_at": EXPIRES}
    return Invitation.objects.create(
        email=f"{seed}@example.org", seed=seed, token_sha256=seed, invited_by=by, **moments, **granted
    )


def bulk_run(by, agency):
    values = {"action": "remind", "fiscal_year": 2567, "query": "year=2567", "filter_words": "ทุกหน่วยงาน"}
    run = BulkRun.objects.create(by=by, once_key="k", total=1, **values)
    BulkOutcome.objects.create(run=run, agency=agency)
    return run


def everything():
    """The agency "own" in its place in the tree, with what stands above it; and the people who have to do with it."""
    ministry = Body.objects.create(name="กระทรวง", kind="ministry")
    department = Body.objects.create(name="กรม", kind="department", parent=ministry)
    YearWindow.objects.create(fiscal_year=2567, step="entry", opens_on=date(2020, 1, 1), closes_on=date(2099, 12, 31))
    rows = full_year("own", kind="education_area", province="ธารมณี", body=department)
    branch, of_all = administrator(reach="branch", body=ministry), administrator(reach="all")
    reach = {"role": "administrator", "reach": "branch", "body": department}
    below = person(**reach)
    people = {
        "officer": rows["officer"],
        "head": person(role="head", agency=rows["year"].agency),
        "viewer": person(role="viewer", agency=rows["year"].agency),
        "administrator of the branch": branch,
        "administrator of the kind": administrator(reach="kind", kind="education_area"),
        "administrator of the province": administrator(reach="province", province="ธารมณี"),
        "administrator of all": of_all,
    }
    above = {
        "body": department,
        "administrator": below.memberships.get(),
        "administrator_invitation": invitation(branch, "above", **reach),
        "results": ResultsImport.objects.create(file="x", file_name="x", framework_code="ita-2566", by=of_all),
        "person": below,
        "bulk": bulk_run(branch, rows["year"].agency),
    }
    return rows | above, people | outsiders(rows["year"].agency)


def outsiders(agency):
    """People of another agency that has the same of everything, and administrators who reach only that one."""
    body = Body.objects.create(name="กระทรวงอื่น", kind="ministry")
    other = full_year("other", kind="hospital", province="ทุ่งสน", body=body)["year"].agency
    past = {"started_at": timezone.now() - timedelta(days=2)}
    former = make_user()
    Membership.objects.create(
        user=former, role="officer", agency=agency, ended_at=timezone.now() - timedelta(days=1), **past
    )
    return {
        "other officer": make_user(officer_of=other),
        "other head": person(role="head", agency=other),
        "other viewer": person(role="viewer", agency=other),
        "former officer": former,
        "nobody's": make_user(),
        "administrator of another branch": administrator(reach="branch", body=body),
        "administrator of another kind": administrator(reach="kind", kind="hospital"),
        "administrator of another province": administrator(reach="province", province="ทุ่งสน"),
    }

"""What is downloaded from a run's page: its file, for its owner alone, and under which name."""

from urllib.parse import unquote

import pytest
from django.utils import timezone

from assessments.models import Body
from reports.models import BulkRun
from tests.makers import make_user
from tests.reports.bulk.runs import browser, carried_out, make_administrator, place
from tests.reports.publications import publishable_year, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def zipped():
    """(the run, its owner, who oversees one province)"""
    year = publishable_year("own", province="ตรัง")
    published(year, by=make_user(officer_of=year.agency))
    owner = make_administrator(reach="province", province="ตรัง")
    return carried_out("zip", owner, contents="published", with_measures=True), owner


def test_file_is_given_to_its_owner(zipped):
    run, owner = zipped

    response = browser(owner).get(place("file", run))

    assert len(response.getvalue()) == run.size
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("year=2567", "เอกสาร 2567.zip"),
        ("year=2567&province=เชียงใหม่", "เอกสาร จังหวัดเชียงใหม่ 2567.zip"),
        (
            "year=2567&province=กรุงเทพมหานคร&kind=education_area&sort=total",
            "เอกสาร กรุงเทพมหานคร สำนักงานเขตพื้นที่การศึกษา 2567.zip",
        ),
    ],
)
def test_file_is_named_after_its_agencies(zipped, query, name):
    run, owner = zipped
    BulkRun.objects.update(query=query)
    run.refresh_from_db()

    response = browser(owner).get(place("file", run))
    response.close()

    assert unquote(response.headers["Content-Disposition"]) == f"attachment; filename*=utf-8''{name}"


def test_outcomes_are_named_after_their_agencies(administrator, agencies):
    body = Body.objects.create(name="สังกัด ก/ข", kind="other")
    run = carried_out("remind", administrator)
    BulkRun.objects.update(query=f"year=2567&province=ตรัง&body={body.pk}")

    response = browser(administrator).get(place("outcomes", run))

    name = "ผล เตือนหน่วยงาน จังหวัดตรัง สังกัด ก ข 2567.csv"
    assert unquote(response.headers["Content-Disposition"]) == f"attachment; filename*=utf-8''{name}"


def test_file_with_an_agency_that_left_the_reach_is_not_given(zipped):
    run, owner = zipped
    run.outcomes.get().agency.__class__.objects.update(province="ตราด")

    response = browser(owner).get(place("file", run), follow=True)

    assert "ไฟล์นี้มีเอกสารของหน่วยงานที่ท่านไม่ได้ดูแลแล้ว" in response.content.decode()
    assert list(response.context["page_obj"]) == []


def test_file_that_was_removed_is_said_to_be(zipped):
    run, owner = zipped
    BulkRun.objects.update(removed_at=timezone.now())

    response = browser(owner).get(place("file", run), follow=True)

    assert "ไฟล์นี้ไม่มีแล้ว" in response.content.decode()
    assert run.sha256 in response.content.decode()

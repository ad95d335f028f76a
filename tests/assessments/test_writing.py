"""Compare-and-set, change rows and history that cannot be rewritten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.models import AppendOnly, Change, Membership, Target
from assessments.versioning import StaleVersion
from assessments.writing import as_text, create, edit, record, remove
from measures.models import Measure, Photo
from tests.makers import make_agency_year, make_measure, make_user

pytestmark = pytest.mark.django_db


def test_edit_writes_what_differs_and_says_who_and_what():
    year, user = make_agency_year(), make_user()
    measure = make_measure(year, title="เดิม", steps=["ก"])

    changed = edit(measure, version=1, by=user, title="ใหม่", urgency="urgent", lines={"step": ["ก", "ข"]})

    stored = Measure.objects.get()
    assert (changed, stored.title, stored.version, stored.texts("step")) == (True, "ใหม่", 2, ["ก", "ข"])
    rows = [
        (row.by, row.agency, row.fiscal_year, row.field, row.before, row.after) for row in Change.objects.order_by("pk")
    ]
    assert rows == [
        (user, year.agency, 2567, "มาตรการ โครงการ หรือกิจกรรม", "เดิม", "ใหม่"),
        (user, year.agency, 2567, "ขั้นตอนหรือวิธีการปฏิบัติ", "ก", "ก\nข"),
    ]


def test_edit_that_changes_nothing_writes_nothing():
    measure = make_measure(make_agency_year(), title="เดิม", steps=["ก"])

    assert edit(measure, version=1, by=None, title="เดิม", lines={"step": ["ก"]}) is False
    assert (Measure.objects.get().version, Change.objects.count()) == (1, 0)


def test_edit_on_an_old_version_is_refused_and_shows_what_stands():
    measure = make_measure(make_agency_year(), title="เดิม")
    first, second = Measure.objects.get(), Measure.objects.get()
    edit(first, version=1, by=None, title="คนแรก")

    with pytest.raises(StaleVersion) as caught:
        edit(second, version=1, by=None, title="คนที่สอง")

    assert caught.value.row.title == Measure.objects.get(pk=measure.pk).title == "คนแรก"
    assert Change.objects.count() == 1


def test_remove_on_an_old_version_is_refused():
    measure = make_measure(make_agency_year())
    edit(Measure.objects.get(), version=1, by=None, title="คนแรก")

    with pytest.raises(StaleVersion):
        remove(measure, version=1, by=None)

    assert Measure.objects.count() == 1


def test_remove_leaves_a_trace():
    measure = make_measure(make_agency_year(), "m7")

    remove(measure, version=1, by=None)

    assert not Measure.objects.exists()
    assert [(row.record, row.after) for row in Change.objects.all()] == [("มาตรการ m7", "")]


def test_create_records_every_value_given():
    year = make_agency_year()

    create(Measure, by=None, agency_year=year, position=0, key="m1", urgency="urgent", title="ก", lines={"step": ["ข"]})

    assert {(row.field, row.after) for row in Change.objects.all()} == {
        ("รหัส", "m1"),
        ("ความเร่งด่วน", "ต้องแก้ไขโดยเร่งด่วน"),
        ("มาตรการ โครงการ หรือกิจกรรม", "ก"),
        ("ขั้นตอนหรือวิธีการปฏิบัติ", "ข"),
    }


def test_history_is_never_changed_or_deleted():
    edit(make_measure(make_agency_year()), version=1, by=None, title="ใหม่")
    row = Change.objects.get()

    with pytest.raises(AppendOnly):
        row.save()
    with pytest.raises(AppendOnly):
        row.delete()
    with pytest.raises(AppendOnly):
        Change.objects.all().delete()
    with pytest.raises(AppendOnly):
        Change.objects.update(after="")


def test_moment_is_told_by_the_day_and_the_time_of_thailand():
    assert as_text(datetime(2026, 11, 20, 18, 5, tzinfo=UTC)) == "21 พฤศจิกายน 2569 เวลา 01.05 น."
    assert as_text(date(2026, 11, 20)) == "20 พฤศจิกายน 2569"


def test_two_moments_of_one_day_are_a_change():
    membership = Membership.objects.create(user=make_user(), agency=make_agency_year().agency, role="officer")
    noon = timezone.make_aware(datetime(2026, 11, 20, 12))

    record(membership, {"started_at": (noon, noon + timedelta(hours=2))}, by=None)

    row = Change.objects.get()
    assert (row.before, row.after) == ("20 พฤศจิกายน 2569 เวลา 12.00 น.", "20 พฤศจิกายน 2569 เวลา 14.00 น.")


def test_file_is_told_by_its_name():
    assert as_text(ContentFile(b"x", name="ประชุม.jpg")) == "ประชุม.jpg"
    assert as_text(ContentFile(b"x")) == "ไฟล์ที่ไม่มีชื่อ"
    assert as_text(Photo(file="photos/2569/a.jpg").file) == "photos/2569/a.jpg"
    assert as_text(Photo().file) == ""


@pytest.mark.parametrize(
    ("code", "name"), [("total", "คะแนนรวม"), ("7", "ตัวชี้วัดที่ 7"), ("IIT", "IIT"), ("9.5", "ตัวชี้วัดย่อยที่ 9.5")]
)
def test_target_is_told_by_what_it_is_for(code, name):
    target = create(Target, by=None, agency_year=make_agency_year(), code=code, value=90)
    edit(target, version=1, by=None, value=95)
    remove(target, version=2, by=None)

    assert [(row.record, row.field, row.before, row.after) for row in Change.objects.order_by("pk")] == [
        (f"เป้าหมายคะแนน {name}", "ของ", "", name),
        (f"เป้าหมายคะแนน {name}", "ค่าเป้าหมาย", "", "90"),
        (f"เป้าหมายคะแนน {name}", "ค่าเป้าหมาย", "90", "95"),
        (f"เป้าหมายคะแนน {name}", "", f"เป้าหมายคะแนน {name}", ""),
    ]

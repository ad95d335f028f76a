"""Each service: the exact rows and what the history says; each refusal."""

from datetime import date
from decimal import Decimal

import pytest

from assessments.models import Change
from assessments.versioning import StaleVersion
from measures.models import Limitation, Measure, Photo, ProgressEntry
from measures.services.limitations import save_limitations, seen_as
from measures.services.measures import MeasureReported, add_measure, change_measure, move_measure, remove_measure
from measures.services.photos import add_photo, bytes_of, change_photo, move_photo, remove_photo
from measures.services.progress import add_entry, change_entry, remove_entry
from tests.makers import make_agency_year, make_limitation, make_measure, make_progress, make_user
from tests.measures.pictures import picture_bytes

pytestmark = pytest.mark.django_db

VALUES = {
    "issue": 7,
    "indicator": "9",
    "urgency": "urgent",
    "title": "ทะเบียนเรื่องร้องเรียน",
    "weak_point": "ไม่มีสถิติ",
    "monitoring": "รายงานทุกไตรมาส",
    "period_start": date(2023, 10, 1),
    "period_end": date(2024, 9, 30),
    "period_text": "",
}
LINES = {"step": ["ตั้งทะเบียน", "เผยแพร่"], "item": ["o29"], "responsible": ["กลุ่มกฎหมาย"]}


def changes():
    return [(row.record, row.field, row.before, row.after) for row in Change.objects.order_by("pk")]


def order(agency_year):
    return [measure.key for measure in agency_year.measures.all()]


def test_add_measure_writes_the_row_its_lines_and_the_history():
    agency_year, user = make_agency_year(), make_user()

    measure, is_new = add_measure(agency_year=agency_year, key="m1", values=VALUES, lines=LINES, by=user)

    stored = Measure.objects.get()
    assert is_new
    assert (stored.key, stored.position, stored.version, stored.title) == ("m1", 0, 1, "ทะเบียนเรื่องร้องเรียน")
    assert {kind: stored.texts(kind) for kind in LINES} == LINES
    assert ("มาตรการ m1", "ขั้นตอนหรือวิธีการปฏิบัติ", "", "ตั้งทะเบียน\nเผยแพร่") in changes()
    assert set(Change.objects.values_list("by", "fiscal_year")) == {(user.pk, 2567)}
    assert measure == stored


def test_add_measure_twice_with_the_same_form_keeps_one_row():
    agency_year, user = make_agency_year(), make_user()
    first, _ = add_measure(agency_year=agency_year, key="m1", values=VALUES, lines=LINES, by=user)

    again, is_new = add_measure(agency_year=agency_year, key="m1", values=VALUES, lines=LINES, by=user)

    assert (again, is_new) == (first, False)
    assert Measure.objects.count() == 1


def test_add_measure_gives_another_persons_measure_the_next_key():
    agency_year = make_agency_year()
    make_measure(agency_year, "m1", title="ของเพื่อนร่วมงาน")

    measure, is_new = add_measure(agency_year=agency_year, key="m1", values=VALUES, lines=LINES, by=make_user())

    assert (measure.key, measure.position, is_new) == ("m2", 1, True)
    assert order(agency_year) == ["m1", "m2"]


@pytest.mark.parametrize("key", ["", "p1", "m0", "m 1", "m1<b>", "m99999999"])
def test_add_measure_gives_a_key_of_its_own_where_the_form_brings_none(key):
    measure, _ = add_measure(agency_year=make_agency_year(), key=key, values=VALUES, lines=LINES, by=make_user())

    assert measure.key == "m1"


def test_add_measure_finds_no_twin_in_another_agency_year():
    other = make_agency_year()
    add_measure(agency_year=other, key="m1", values=VALUES, lines=LINES, by=make_user())
    agency_year = make_agency_year()

    measure, is_new = add_measure(agency_year=agency_year, key="m1", values=VALUES, lines=LINES, by=make_user())

    assert (measure.agency_year, measure.key, is_new) == (agency_year, "m1", True)


def test_change_measure_writes_what_differs_only():
    measure = make_measure(make_agency_year(), "m1", title="เดิม", steps=["ก"])

    changed = change_measure(
        measure=measure, version=1, values={"title": "ใหม่", "issue": None}, lines={"step": ["ก"]}, by=make_user()
    )

    assert changed
    assert Measure.objects.values_list("title", "version").get() == ("ใหม่", 2)
    assert changes() == [("มาตรการ m1", "มาตรการ โครงการ หรือกิจกรรม", "เดิม", "ใหม่")]


def test_change_measure_never_writes_over_another_person():
    measure = make_measure(make_agency_year(), "m1", title="เดิม")
    Measure.objects.filter(pk=measure.pk).update(title="ของเพื่อนร่วมงาน", version=2)

    with pytest.raises(StaleVersion) as stale:
        change_measure(measure=measure, version=1, values={"title": "ของฉัน"}, lines={}, by=make_user())

    assert stale.value.row.title == "ของเพื่อนร่วมงาน"
    assert Measure.objects.get().title == "ของเพื่อนร่วมงาน"
    assert changes() == []


def test_move_measure_swaps_places_and_leaves_versions_alone():
    agency_year = make_agency_year()
    first, _second, third = (make_measure(agency_year, key) for key in ("m1", "m2", "m3"))

    move_measure(measure=third, neighbour=first, by=make_user())

    assert order(agency_year) == ["m3", "m1", "m2"]
    assert set(agency_year.measures.values_list("version", flat=True)) == {1}
    assert changes() == [("มาตรการ m3", "ลำดับ", "3", "1")]


def test_remove_measure_deletes_the_row_and_keeps_its_history():
    measure = make_measure(make_agency_year(), "m1")

    remove_measure(measure=measure, version=1, by=make_user())

    assert not Measure.objects.exists()
    assert changes() == [("มาตรการ m1", "", "มาตรการ m1", "")]


def test_remove_measure_refuses_while_a_result_refers_to_it():
    agency_year = make_agency_year()
    measure = make_measure(agency_year, "m1")
    make_progress(agency_year, measure)

    with pytest.raises(MeasureReported):
        remove_measure(measure=measure, version=1, by=make_user())

    assert Measure.objects.get() == measure
    assert changes() == []


def test_add_entry_writes_the_row_and_finds_its_own_double():
    agency_year = make_agency_year()
    measure = make_measure(agency_year, "m1")
    values = {"measure": measure, "activity": "ประชุม", "budget_amount": Decimal("0"), "obstacles": "ไม่มี"}
    lines = {"performed": ["ประชุมแล้ว"], "outcome": []}

    entry, is_new = add_entry(agency_year=agency_year, key="p1", values=values, lines=lines, by=make_user())
    again, is_new_again = add_entry(agency_year=agency_year, key="p1", values=values, lines=lines, by=make_user())

    stored = ProgressEntry.objects.get()
    assert (stored.measure, stored.key, stored.budget_amount, stored.obstacles) == (measure, "p1", 0, "ไม่มี")
    assert stored.texts("performed") == ["ประชุมแล้ว"]
    assert (entry, is_new, again, is_new_again) == (stored, True, stored, False)


def test_change_entry_tells_no_budget_from_budget_not_said():
    entry = make_progress(make_agency_year(), activity="ประชุม", budget_amount=None)

    changed = change_entry(entry=entry, version=1, values={"budget_amount": Decimal(0)}, lines={}, by=make_user())

    assert changed
    assert ProgressEntry.objects.get().budget_amount == 0
    assert changes() == [("ผลการดำเนินการ p1", "งบประมาณที่ใช้ (บาท)", "", "0")]


def test_remove_entry_refuses_a_version_that_nobody_sees_any_more():
    entry = make_progress(make_agency_year(), activity="ประชุม")
    ProgressEntry.objects.update(version=2)

    with pytest.raises(StaleVersion):
        remove_entry(entry=entry, version=1, by=make_user())

    assert ProgressEntry.objects.count() == 1


def test_save_limitations_edits_adds_and_removes():
    agency_year = make_agency_year()
    make_limitation(agency_year, "คนน้อย")
    make_limitation(agency_year, "งบน้อย")
    seen = seen_as(agency_year.limitations.all())

    changed = save_limitations(
        agency_year=agency_year, texts=["คนน้อย", "งบประมาณจำกัด", "พื้นที่กว้าง"], seen=seen, by=make_user()
    )

    assert changed
    assert [*agency_year.limitations.values_list("text", "version")] == [
        ("คนน้อย", 1),
        ("งบประมาณจำกัด", 2),
        ("พื้นที่กว้าง", 1),
    ]
    assert [row[1:] for row in changes()] == [
        ("ข้อจำกัดของหน่วยงาน", "งบน้อย", "งบประมาณจำกัด"),
        ("ข้อจำกัดของหน่วยงาน", "", "พื้นที่กว้าง"),
    ]


def test_save_limitations_removes_all_and_says_when_nothing_changed():
    agency_year = make_agency_year()
    make_limitation(agency_year, "คนน้อย")
    seen = seen_as(agency_year.limitations.all())

    assert not save_limitations(agency_year=agency_year, texts=["คนน้อย"], seen=seen, by=make_user())
    assert save_limitations(agency_year=agency_year, texts=[], seen=seen, by=make_user())
    assert not Limitation.objects.exists()


def test_save_limitations_refuses_a_list_that_changed_meanwhile():
    agency_year = make_agency_year()
    seen = seen_as(agency_year.limitations.all())
    make_limitation(agency_year, "ของเพื่อนร่วมงาน")

    with pytest.raises(StaleVersion):
        save_limitations(agency_year=agency_year, texts=["ของฉัน"], seen=seen, by=make_user())

    assert Limitation.objects.get().text == "ของเพื่อนร่วมงาน"


def make_photo(agency_year, caption="ประชุม", content=None):
    values = {"source_name": "a.jpg", "caption": caption, "taken_on": date(2024, 1, 15)}
    return add_photo(agency_year=agency_year, content=content or picture_bytes(), by=make_user(), **values)


def test_add_photo_keeps_the_file_under_a_name_of_its_own_and_once():
    agency_year = make_agency_year()

    photo, is_new = make_photo(agency_year)
    again, is_new_again = make_photo(agency_year)

    assert (is_new, is_new_again, again) == (True, False, photo)
    assert bytes_of(Photo.objects.get()) == picture_bytes()
    assert photo.file.name.rsplit("/", 1)[-1] != "a.jpg"


def test_change_photo_puts_the_new_file_in_place_of_the_old(django_capture_on_commit_callbacks):
    photo, _ = make_photo(make_agency_year())
    old, storage = photo.file.name, photo.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        change_photo(
            photo=photo,
            version=1,
            caption="อบรม",
            taken_on=None,
            content=picture_bytes(size=(8, 8)),
            source_name="b.jpg",
            by=make_user(),
        )

    stored = Photo.objects.get()
    assert (stored.caption, stored.taken_on, stored.source_name, stored.version) == ("อบรม", None, "b.jpg", 2)
    assert bytes_of(stored) == picture_bytes(size=(8, 8))
    assert not storage.exists(old)


def test_change_photo_of_a_stale_version_writes_no_file():
    photo, _ = make_photo(make_agency_year())
    values = {"caption": "อบรม", "taken_on": None, "content": picture_bytes(size=(8, 8)), "source_name": "b.jpg"}
    Photo.objects.update(version=2)
    photo.refresh_from_db()

    with pytest.raises(StaleVersion):
        change_photo(photo=photo, version=1, by=make_user(), **values)

    folder = photo.file.name.rpartition("/")[0]
    assert photo.file.storage.listdir(folder)[1] == [photo.file.name.rpartition("/")[2]]


def test_move_photo_and_remove_photo_keep_order_and_take_the_file_away(django_capture_on_commit_callbacks):
    agency_year = make_agency_year()
    first, second = make_photo(agency_year, "หนึ่ง")[0], make_photo(agency_year, "สอง")[0]

    move_photo(photo=second, neighbour=first, by=make_user())
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo=first, version=1, by=make_user())

    assert [photo.caption for photo in agency_year.photos.all()] == ["สอง"]
    assert not first.file.storage.exists(first.file.name)

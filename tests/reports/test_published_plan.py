"""The progress report says what the published plan said, and the check tells what was edited since."""

import json

import pytest

from assessments.models import Change
from measures.models import Measure
from measures.services.measures import add_measure, change_measure, move_measure, remove_measure
from reports.checking import check_document
from reports.checks import checks_of
from reports.documents.content import PeriodFacts
from reports.models import PublishedFile, Withdrawal
from reports.published_files import stored_path
from reports.reading import content_of
from reports.services import build_document
from reports.versions import document_of
from reports.withdrawing import standing_version
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_progress, make_user
from tests.reports import samples
from tests.reports.checked import found, places, subject
from tests.reports.publications import fresh, publish_approved, published
from tests.reports.samples import column_texts, measure, table_named, texts

pytestmark = pytest.mark.django_db
COVERAGE = "ภาพรวมการดำเนินการรายมาตรการ"


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def year():
    """Two measures, the first with its result."""
    year = make_agency_year(make_agency(numerals="arabic"), 2567)
    make_assessment(year, scores={"9": 95, "o29": 0})
    first = make_measure(
        year,
        "m1",
        issue=7,
        indicator="9",
        items=["o29"],
        title="เผยแพร่สถิติ",
        monitoring="รายงานทุกไตรมาส",
        steps=["ตั้งทะเบียน"],
        responsible=["กลุ่มกฎหมาย"],
        lines={"cause": ["ไม่มีผู้รับผิดชอบ"], "limitation": ["บุคลากรน้อย"]},
    )
    make_measure(year, "m2", indicator="2", title="เปิดเผยงบประมาณ", steps=["ประชุม"])
    make_progress(year, first, performed=["เผยแพร่แล้ว"])
    return fresh(year)


def edit(year, key, user, lines=None, **values):
    row = year.measures.get(key=key)
    change_measure(measure=row, version=row.version, values=values, lines=lines or {}, by=user)


def coverage(document):
    table = table_named(document, COVERAGE)
    return list(zip(column_texts(table, 1), column_texts(table, 3), strict=True))


def said(year, kind="progress"):
    result = next(each for each in check_document(fresh(year), kind).results if each.code == "plan_words")
    return [(remark.where, remark.says) for remark in result.remarks]


def test_without_a_published_plan_the_present_measures_stand(year, user):
    edit(year, "m1", user, title="เผยแพร่สถิติใหม่")

    content = content_of(fresh(year))

    assert (content.published_plan, content.planned) == ((), content.measures)
    assert content.progress[0].measure.title == "เผยแพร่สถิติใหม่"
    assert "plan_words" not in [result.code for result in check_document(fresh(year), "progress").results]


def test_published_plan_is_read_back_as_it_was_stored(year, user):
    before = content_of(year).measures

    published(year, by=user)

    assert content_of(fresh(year)).published_plan == before


def test_later_edit_changes_the_measures_document_and_not_the_progress_report(year, user):
    published(year, by=user)

    edit(year, "m1", user, {"step": ["ยกเลิก"]}, title="เผยแพร่สถิติใหม่")

    content = content_of(fresh(year))
    assert [row.title for row in content.measures] == ["เผยแพร่สถิติใหม่", "เปิดเผยงบประมาณ"]
    entry = content.progress[0].measure
    assert (entry.title, entry.steps, entry.monitoring) == ("เผยแพร่สถิติ", ("ตั้งทะเบียน",), "รายงานทุกไตรมาส")
    progress = build_document(fresh(year), "progress")
    assert coverage(progress) == [("เผยแพร่สถิติ", "รายงานแล้ว 1 รายการ"), ("เปิดเผยงบประมาณ", "ยังไม่ได้รายงาน")]
    assert "เผยแพร่สถิติใหม่" not in texts(progress)


def test_full_report_plans_in_present_words_and_reports_in_published_ones(year, user):
    published(year, by=user)
    edit(year, "m1", user, title="เผยแพร่สถิติใหม่")

    document = build_document(fresh(year), "full")

    assert "เผยแพร่สถิติใหม่" in texts(document)
    assert coverage(document)[0] == ("เผยแพร่สถิติ", "รายงานแล้ว 1 รายการ")


def test_removed_moved_and_added_measures_leave_the_reports_plan_as_published(year, user):
    published(year, by=user)
    third, _ = add_measure(
        agency_year=year, key="m3", values={"urgency": "urgent", "title": "เพิ่มทีหลัง"}, lines={}, by=user
    )
    make_progress(year, third, performed=["ทำแล้ว"])
    move_measure(measure=third, neighbour=year.measures.get(key="m1"), by=user)
    remove_measure(measure=year.measures.get(key="m2"), version=1, by=user)

    document = build_document(fresh(year), "progress")

    assert coverage(document) == [("เผยแพร่สถิติ", "รายงานแล้ว 1 รายการ"), ("เปิดเผยงบประมาณ", "ยังไม่ได้รายงาน")]
    assert "ทำแล้ว" in texts(document)
    assert any("ตามมาตรการ 1 จากทั้งหมด 2 มาตรการ" in text for text in texts(document))


def test_new_version_of_the_plan_counts(year, user):
    published(year, by=user)
    edit(year, "m1", user, title="เผยแพร่สถิติใหม่")

    published(year, by=user, comment="แก้ชื่อ")

    assert coverage(build_document(fresh(year), "progress"))[0][0] == "เผยแพร่สถิติใหม่"
    assert said(year) == []


def test_version_that_is_only_being_prepared_does_not_count_yet(year, user):
    publish_approved(agency_year=year, kind="measures", comment="", by=user)

    assert content_of(fresh(year)).published_plan == ()


def test_version_that_was_withdrawn_counts_no_more(year, user):
    version = published(year, "measures", by=user)
    Withdrawal.objects.create(publication=version, reason="เผยแพร่ผิดฉบับ", by=user)

    assert content_of(fresh(year)).published_plan == ()


def test_other_kinds_other_years_and_other_agencies_published_nothing_for_this_plan(year, user):
    published(year, "full", by=user)
    other = make_agency_year(make_agency(), 2567)
    make_assessment(other, scores={"9": 95})
    make_measure(other, "m1", title="ของหน่วยงานอื่น")
    later = make_agency_year(year.agency, 2568)
    make_assessment(later, framework="ita-2567", scores={"9": 95})
    make_measure(later, "m1", title="ของปีอื่น")
    published(other, by=user)
    published(later, by=user)

    assert content_of(fresh(year)).published_plan == ()


def test_published_progress_report_stays_as_it_is(year, user):
    published(year, by=user)
    published(year, "progress", by=user)
    edit(year, "m1", user, title="เผยแพร่สถิติใหม่")
    published(year, by=user, comment="แก้ชื่อ")

    frozen = document_of(standing_version(year, "progress"))

    assert coverage(frozen)[0][0] == "เผยแพร่สถิติ"


def test_data_of_a_published_progress_report_speak_the_published_words_too(year, user):
    published(year, "measures", by=user)
    edit(year, "m1", user, title="แก้หลังเผยแพร่")
    make_measure(year, "m3", title="เพิ่มหลังเผยแพร่")

    version = published(fresh(year), "progress", by=user)

    data = json.loads(stored_path(version.files.get(format="json").file.name).read_bytes())
    assert [measure["title"] for measure in data["measures"]] == ["เผยแพร่สถิติ", "เปิดเผยงบประมาณ", "เพิ่มหลังเผยแพร่"]


def test_plan_that_shows_no_measures_or_lost_its_file_leaves_the_present_ones(year, user):
    publication = published(year, by=user)
    path = stored_path(publication.files.get(format=PublishedFile.Format.DATA).file.name)
    value = json.loads(path.read_bytes())

    path.write_text(json.dumps(value | {"measures": []}))
    empty = content_of(fresh(year)).published_plan
    path.unlink()
    lost = content_of(fresh(year)).published_plan

    assert (empty, lost) == ((), ())


def test_reading_the_published_plan_takes_no_query_of_its_own(year, user, django_assert_num_queries):
    unpublished = fresh(year)
    with django_assert_num_queries(11):
        content_of(unpublished)
    published(year, by=user)

    read_again = fresh(year)
    with django_assert_num_queries(11):
        content_of(read_again)


def test_key_of_a_deleted_measure_is_never_given_again(year, user):
    published(year, by=user)
    row = year.measures.get(key="m2")
    remove_measure(measure=row, version=1, by=user)

    again, _ = add_measure(agency_year=year, key="", values={"urgency": "urgent", "title": "อีกเรื่อง"}, lines={}, by=user)

    assert (again.key, Change.objects.filter(record="มาตรการ m2").exists()) == ("m3", True)
    assert Measure.objects.get(key="m3").title == "อีกเรื่อง"


def test_check_tells_what_was_edited_added_removed_and_moved(year, user):
    published(year, by=user)
    edit(year, "m1", user, {"step": ["ยกเลิก"]}, monitoring="รายงานทุกปี")
    remove_measure(measure=year.measures.get(key="m2"), version=1, by=user)
    add_measure(agency_year=year, key="m3", values={"urgency": "urgent", "title": "เพิ่ม"}, lines={}, by=user)

    expected = [
        (
            "มาตรการ m1 “เผยแพร่สถิติ”",
            "แก้ไขหลังเผยแพร่แผน (ขั้นตอน, การกำกับติดตาม) รายงานยังใช้ถ้อยคำของแผนที่เผยแพร่",
        ),
        ("มาตรการ m3 “เพิ่ม”", "เพิ่มหลังเผยแพร่แผน จึงไม่นับเป็นมาตรการของแผนในรายงาน"),
        ("มาตรการ m2 “เปิดเผยงบประมาณ”", "อยู่ในแผนที่เผยแพร่ แต่ถูกลบแล้ว รายงานยังแสดงมาตรการนี้"),
    ]
    assert (said(year), said(year, "full")) == (expected, expected)


def test_check_leads_to_the_box_and_tells_a_changed_order():
    then = (measure("m1", title="หนึ่ง"), measure("m2", title="สอง"))
    now = (measure("m2", title="สอง", period=PeriodFacts(text="ทั้งปี")), measure("m1", title="หนึ่ง", is_draft=True))

    checked = subject("progress", measures=now, published_plan=then, progress=(samples.progress(measure=then[0]),))

    assert places("plan_words", checked) == [("measure", "m2", "period_start"), ("measures", "", "")]
    assert found("plan_words", checked)[1] == ("ลำดับมาตรการ", "ต่างจากแผนที่เผยแพร่ รายงานเรียงตามแผนที่เผยแพร่")


def test_check_is_one_of_the_progress_and_the_full_report_alone():
    kinds = ("analysis", "measures", "progress", "full", "announcement")
    has = [kind for kind in kinds if "plan_words" in [check.code for check in checks_of(kind)]]

    assert has == ["progress", "full"]

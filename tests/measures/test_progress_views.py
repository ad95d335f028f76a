"""Reporting what was done, as an officer meets it."""

from decimal import Decimal

import pytest

from measures.models import ProgressEntry
from tests.makers import make_agency_year, make_assessment, make_measure, make_progress
from tests.measures.pages import address, as_typed, errors_of, resend, said, sign_in

pytestmark = pytest.mark.django_db


def test_progress_has_a_line_a_measure_and_the_free_activities(client):
    agency_year = sign_in(client)
    reported, _bare = make_measure(agency_year, "m1"), make_measure(agency_year, "m2")
    entry = make_progress(agency_year, reported, performed=["ทำแล้ว"], budget_amount=Decimal(1500))
    free = make_progress(agency_year, activity="วันต่อต้านคอร์รัปชัน")

    context = client.get(address("progress", agency_year)).context

    assert [(line.measure.key, line.is_reported, line.entries) for line in context["lines"]] == [
        ("m1", True, (entry,)),
        ("m2", False, ()),
    ]
    assert context["free_activities"] == [free]
    assert (context["summary"].percent, context["summary"].budget) == (50, 1500)


def test_progress_compares_scores_once_both_results_are_there(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores={"2": 80})

    before = client.get(address("progress", agency_year))
    make_assessment(agency_year, role="result", framework="ita-2567", scores={"2": "82.5"})
    after = client.get(address("progress", agency_year))

    assert before.context["before_after"] == ()
    assert "กรอกผลคะแนนหลังดำเนินมาตรการ" in before.content.decode()
    line = next(line for line in after.context["before_after"] if line.code == "2")
    assert (line.before, line.after, line.difference, line.word) == (80, Decimal("82.5"), Decimal("2.5"), "เพิ่มขึ้น")
    assert "+2.50" in after.content.decode()


def test_progress_leads_to_what_is_reported_already(client):
    agency_year = sign_in(client)
    entry = make_progress(agency_year, make_measure(agency_year, "m1"), performed=["ทำแล้ว"])
    make_measure(agency_year, "m2")

    page = client.get(address("progress", agency_year)).content.decode()

    edit = f'<a class="btn btn-sm btn-outline-primary" href="{address("progress-edit", agency_year, entry.pk)}">แก้ไขผล'
    assert edit in page
    assert (page.count(">เพิ่มรายการ<"), page.count(">รายงานผล<")) == (1, 1)


def test_report_shows_what_its_measure_planned(client):
    agency_year = sign_in(client)
    planned = make_measure(agency_year, "m1", steps=["ประชุมคณะทำงาน"], responsible=["กลุ่มอำนวยการ"])
    make_measure(agency_year, "m2", steps=["ขั้นตอนของมาตรการอื่น"])

    response = client.get(address("progress-add", agency_year, measure=planned.pk))

    page = response.content.decode()
    assert (response.context["planned"].key, response.context["planned"].period) == ("m1", "ตุลาคม 2566 – กันยายน 2567")
    assert "<li>ประชุมคณะทำงาน</li>" in page
    assert "ขั้นตอนของมาตรการอื่น" not in page


def test_progress_works_in_an_empty_year(client):
    agency_year = sign_in(client)

    page = client.get(address("progress", agency_year)).content.decode()

    assert "ปีนี้ยังไม่มีมาตรการ" in page
    assert "คิดเป็นร้อยละ" not in page


def test_add_starts_from_the_measure_of_the_address(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, indicator="9")

    shown = as_typed(client.get(address("progress-add", agency_year, measure=measure.pk)).context["form"])

    assert (shown["measure"], shown["indicator"], shown["key"]) == (measure.pk, "9", "p1")
    assert (shown["budget_use"], shown["obstacles_told"]) == ("unsaid", "unsaid")


@pytest.mark.parametrize("measure", ["x", "999999", "-1"])
def test_add_ignores_a_measure_that_is_not_in_the_plan(client, measure):
    agency_year = sign_in(client)

    assert "measure" not in as_typed(client.get(address("progress-add", agency_year, measure=measure)).context["form"])


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (
            {"budget_use": "used", "budget_amount": "๑๒,๕๐๐.๕๐", "budget_source": "งบพัฒนา"},
            {"budget_amount": Decimal("12500.50"), "budget_source": "งบพัฒนา"},
        ),
        ({"budget_use": "none"}, {"budget_amount": Decimal(0), "budget_source": ""}),
        ({"budget_use": "unsaid"}, {"budget_amount": None}),
        ({"obstacles_told": "none", "suggestions_told": "none"}, {"obstacles": "ไม่มี", "suggestions": "ไม่มี"}),
        ({"obstacles_told": "some", "obstacles": "ฝนตก"}, {"obstacles": "ฝนตก", "suggestions": ""}),
    ],
)
def test_add_writes_out_none_and_leaves_what_is_not_said_blank(client, typed, stored):
    agency_year = sign_in(client)

    resend(client, address("progress-add", agency_year), activity="ประชุม", **typed)

    entry = ProgressEntry.objects.get()
    assert {name: getattr(entry, name) for name in stored} == stored
    assert (entry.agency_year, entry.activity, entry.key) == (agency_year, "ประชุม", "p1")


def test_add_sent_twice_saves_once(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year)
    path = address("progress-add", agency_year, measure=measure.pk)
    typed = {**as_typed(client.get(path).context["form"]), "performed": "ประชุมแล้ว\nเผยแพร่แล้ว", "outcomes": "รู้ทั่วกัน"}

    client.post(path, typed)
    second = client.post(path, typed, follow=True)

    entry = ProgressEntry.objects.get()
    assert entry.measure == measure
    assert (entry.texts("performed"), entry.texts("outcome")) == (["ประชุมแล้ว", "เผยแพร่แล้ว"], ["รู้ทั่วกัน"])
    assert "ผลการดำเนินการนี้บันทึกไว้แล้ว ไม่ได้เพิ่มซ้ำ" in said(second)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"activity": ""}, "activity", "เลือกมาตรการ หรือกรอกกิจกรรม"),
        ({"budget_use": "used"}, "budget_amount", "กรอกจำนวนเงินที่มากกว่า 0"),
        ({"budget_use": "used", "budget_amount": "0"}, "budget_amount", "กรอกจำนวนเงินที่มากกว่า 0"),
        ({"budget_use": "used", "budget_amount": "-5"}, "budget_amount", "ไม่ใช่จำนวนเงิน"),
        ({"budget_use": "none", "budget_amount": "500"}, "budget_use", "กรอกจำนวนเงินไว้ด้วย"),
        ({"budget_use": "free"}, "budget_use", "เลือกจากตัวเลือกที่มี"),
        ({"obstacles_told": "some"}, "obstacles", "หากไม่มีให้เลือก “ไม่มี”"),
        ({"suggestions_told": "none", "suggestions": "เพิ่มคน"}, "suggestions_told", "กรอกรายละเอียดไว้ด้วย"),
        ({"period_start": "1/10/2567", "period_end": "2/10/2567"}, "period_start", "อยู่นอกปีงบประมาณ พ.ศ. 2567"),
        ({"indicator": "o1"}, "indicator", "ไม่มีตัวชี้วัด o1"),
    ],
)
def test_add_refuses_bad_input(client, typed, field, message):
    agency_year = sign_in(client)

    response = resend(client, address("progress-add", agency_year), **{"activity": "ประชุม", **typed})

    assert not ProgressEntry.objects.exists()
    assert message in errors_of(response)[field][0]


SAYS_NOTHING = "กรอกผลการดำเนินการ หรือกิจกรรม อย่างน้อยหนึ่งช่อง"


@pytest.mark.parametrize("typed", [{}, {"indicator": "9"}, {"performed": " \n ", "outcomes": " "}])
def test_report_that_says_nothing_of_its_measure_is_refused(client, typed):
    agency_year = sign_in(client)
    measure = make_measure(agency_year)

    response = resend(client, address("progress-add", agency_year, measure=measure.pk), **typed)

    assert not ProgressEntry.objects.exists()
    assert errors_of(response) == {"performed": [SAYS_NOTHING]}


def test_report_emptied_of_all_it_said_is_refused(client):
    agency_year = sign_in(client)
    entry = make_progress(agency_year, make_measure(agency_year), performed=["ทำแล้ว"])

    response = resend(client, address("progress-edit", agency_year, entry.pk), performed="")

    assert errors_of(response) == {"performed": [SAYS_NOTHING]}
    assert ProgressEntry.objects.get().texts("performed") == ["ทำแล้ว"]


@pytest.mark.parametrize(
    "typed",
    [
        {"performed": "ประชุมแล้ว"},
        {"outcomes": "รู้ทั่วกัน"},
        {"activity": "ประชุม"},
        {"period_text": "ตลอดปี"},
        {"budget_use": "none"},
        {"budget_source": "งบพัฒนา"},
        {"obstacles_told": "none"},
        {"suggestions_told": "some", "suggestions": "เพิ่มคน"},
    ],
)
def test_report_of_a_measure_that_says_one_thing_is_saved(client, typed):
    agency_year = sign_in(client)
    measure = make_measure(agency_year)

    resend(client, address("progress-add", agency_year, measure=measure.pk), **typed)

    assert ProgressEntry.objects.get().measure == measure


def test_add_refuses_a_measure_of_another_agency(client):
    agency_year = sign_in(client)
    foreign = make_measure(make_agency_year(), title="ความลับ")

    response = resend(client, address("progress-add", agency_year), measure=foreign.pk)

    assert not ProgressEntry.objects.exists()
    assert errors_of(response)["measure"] == ["ไม่มีมาตรการนี้ในแผนของปีนี้: เลือกจากรายการ"]
    assert "ความลับ" not in response.content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"budget_amount": Decimal(0), "budget_source": "ทรัพยากรที่มีอยู่", "obstacles": "ไม่มี", "suggestions": ""},
        {"budget_amount": None, "budget_source": "งบพัฒนา", "obstacles": "ฝนตก", "suggestions": "ไม่มี"},
        {"budget_amount": Decimal("10000.50"), "budget_source": "", "obstacles": "", "suggestions": "เพิ่มคน"},
    ],
)
def test_edit_without_a_change_writes_nothing(client, values):
    agency_year = sign_in(client)
    entry = make_progress(agency_year, make_measure(agency_year), performed=["ก\nข", "ค"], **values)

    response = client.get(address("progress-edit", agency_year, entry.pk))
    after = resend(client, address("progress-edit", agency_year, entry.pk))

    stored = ProgressEntry.objects.get()
    assert response.context["form"].initial["measure"] == str(entry.measure_id)
    assert after.url == address("progress", agency_year)
    assert stored.version == 1
    assert {name: getattr(stored, name) for name in values} == values


def test_edit_beside_another_person_compares_in_the_words_of_the_page(client):
    agency_year = sign_in(client)
    entry = make_progress(agency_year, activity="ประชุม")
    path = address("progress-edit", agency_year, entry.pk)
    typed = {**as_typed(client.get(path).context["form"]), "budget_use": "none"}
    ProgressEntry.objects.update(budget_amount=500, version=2)

    response = client.post(path, typed)

    assert response.context["conflicts"] == [
        {"label": "งบประมาณ", "typed": "ไม่ใช้งบประมาณ", "stored": "ใช้งบประมาณ"},
        {"label": "จำนวนเงินที่ใช้ (บาท)", "typed": "", "stored": "500"},
    ]
    assert ProgressEntry.objects.get().budget_amount == 500


def test_delete_takes_the_entry_away(client):
    agency_year = sign_in(client)
    entry = make_progress(agency_year, activity="ประชุม")

    asked = client.get(address("progress-delete", agency_year, entry.pk))
    client.post(address("progress-delete", agency_year, entry.pk), {"version": 1})

    assert "ประชุม" in asked.content.decode()
    assert not ProgressEntry.objects.exists()


@pytest.mark.parametrize("name", ["progress-edit", "progress-delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_entry_of_another_agency_is_not_found(client, name, method):
    own = sign_in(client)
    other = make_agency_year()
    entry = make_progress(other, activity="ความลับ")

    answers = [getattr(client, method)(address(name, year, entry.pk), {"version": 1}) for year in (own, other)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert all("ความลับ" not in answer.content.decode() for answer in answers)
    assert ProgressEntry.objects.get() == entry

"""The plan's pages as an officer meets them."""

from datetime import date

import pytest
from django.urls import reverse

from measures.models import Measure
from tests.makers import make_agency_year, make_assessment, make_limitation, make_measure, make_progress
from tests.measures.pages import address, as_typed, errors_of, resend, said, sign_in

pytestmark = pytest.mark.django_db

WEAK = {"o29": 0, "o30": 100, "9.5": 75}


def cards(response):
    board = response.context["board"]
    return {group.code: [card.facts.key for card in group.cards] for group in board.groups if group.cards}


def uncovered(response):
    return [entry.point.code for entry in response.context["board"].uncovered]


def test_list_shows_uncovered_weak_points_until_a_measure_answers_them(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores=WEAK)

    before = client.get(address("list", agency_year))
    make_measure(agency_year, indicator="9", items=["o29"])
    after = client.get(address("list", agency_year))

    assert uncovered(before) == ["o29"]
    assert address("add", agency_year, point="o29") in before.content.decode()
    assert uncovered(after) == []
    assert "มีมาตรการตอบจุดอ่อนครบ" in after.content.decode()


def test_list_flags_a_measure_that_answers_nothing_but_not_one_that_maintains(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores=WEAK)
    make_measure(agency_year, "m1", indicator="4")
    make_measure(agency_year, "m2", indicator="4", urgency="maintain")

    page = client.get(address("list", agency_year)).content.decode()

    assert page.count("มาตรการนี้ไม่ตอบจุดอ่อนใด") == 1
    assert "ตัวชี้วัดที่ 4 ไม่มีจุดอ่อนตามผลการประเมิน" in page


def test_list_by_indicator_leads_to_a_measure_of_each_indicator(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores={"2": 70})

    page = client.get(address("list", agency_year, group="indicator")).content.decode()

    assert page.count("เขียนมาตรการของตัวชี้วัดนี้") == 10
    assert address("add", agency_year, indicator="2") in page
    assert "<strong>ตัวชี้วัดที่ 2</strong> การใช้งบประมาณ" in page


def test_list_works_before_there_is_any_score(client):
    agency_year = sign_in(client)
    make_measure(agency_year, issue=2, title="บริการออนไลน์")

    response = client.get(address("list", agency_year))

    assert cards(response) == {"2": ["m1"]}
    assert "ยังไม่มีผลการวิเคราะห์ของปีนี้" in response.content.decode()
    assert "มาตรการนี้ไม่ตอบจุดอ่อนใด" not in response.content.decode()


def test_list_groups_as_the_plan_does_unless_asked_otherwise(client):
    agency_year = sign_in(client)
    make_measure(agency_year, "m1", indicator="9", issue=7)
    make_measure(agency_year, "m2", indicator="10")

    assert cards(client.get(address("list", agency_year))) == {"9": ["m1"], "10": ["m2"]}
    assert cards(client.get(address("list", agency_year, group="issue"))) == {"7": ["m1"], "": ["m2"]}
    assert cards(client.get(address("list", agency_year, group="plan"))) == {"": ["m1", "m2"]}
    assert cards(client.get(address("list", agency_year, group="nonsense"))) == {"9": ["m1"], "10": ["m2"]}


def test_list_marks_what_a_measure_has_and_lacks(client):
    agency_year = sign_in(client)
    make_measure(agency_year, "m1", steps=["ประชุม"])

    (group,) = client.get(address("list", agency_year, group="plan")).context["board"].groups

    assert [(part.name, part.is_present) for part in group.cards[0].parts] == [
        ("ขั้นตอน", True),
        ("ระยะเวลา", True),
        ("ผู้รับผิดชอบ", False),
        ("กำกับติดตาม", False),
    ]


@pytest.mark.parametrize("name", ["list", "progress"])
def test_queries_do_not_grow_with_rows(client, django_assert_max_num_queries, name):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores=WEAK)
    make_assessment(agency_year, role="result", framework="ita-2567", scores={"1": 90})

    counts = []
    for key in ("m1", "m2", "m3"):
        make_progress(agency_year, make_measure(agency_year, key, items=["o29"], steps=["ก"]), performed=["ข"])
        with django_assert_max_num_queries(15) as queries:
            client.get(address(name, agency_year))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_add_prefills_what_the_analysis_knows_of_a_weak_point(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores=WEAK)

    shown = as_typed(client.get(address("add", agency_year, point="o29")).context["form"])

    assert (shown["indicator"], shown["items"], shown["urgency"]) == ("9", ["o29"], "urgent")
    assert shown["weak_point"].startswith("o29 ")
    assert (shown["period_start"], shown["period_end"], shown["key"]) == ("1/10/2566", "30/9/2567", "m1")


def test_add_of_an_unknown_point_is_an_empty_form(client):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores=WEAK)

    shown = as_typed(client.get(address("add", agency_year, point="o99")).context["form"])

    assert {"indicator", "weak_point", "items"} & shown.keys() == set()


def test_add_stores_every_field_with_thai_digits_in_dates(client):
    agency_year = sign_in(client, units=["กลุ่มอำนวยการ", "กลุ่มกฎหมาย"])

    response = resend(
        client,
        address("add", agency_year),
        issue="7",
        indicator="9.5",
        items=["o29", "o30"],
        urgency="develop",
        title=" ทะเบียน\x00เรื่องร้องเรียน ",
        weak_point="ไม่มีสถิติ",
        improvement="ก\r\n\r\nข",
        assessed_points="ค",
        causes="ง",
        approach="จ",
        limitations="ฉ",
        steps=["ขั้นหนึ่ง", "  ", "ขั้นสอง\nต่อ"],
        units=["กลุ่มกฎหมาย"],
        other_responsible="คณะทำงาน",
        period_start="๑ พฤศจิกายน ๒๕๖๖",
        period_end="31/3/2567",
        period_text="ห้าเดือน",
        monitoring="ทุกเดือน",
    )

    measure = Measure.objects.get()
    assert response.url == address("list", agency_year)
    assert (measure.agency_year, measure.key, measure.issue, measure.indicator) == (agency_year, "m1", 7, "9.5")
    assert (measure.title, measure.weak_point, measure.urgency) == ("ทะเบียนเรื่องร้องเรียน", "ไม่มีสถิติ", "develop")
    assert (measure.period_start, measure.period_end) == (date(2023, 11, 1), date(2024, 3, 31))
    assert (measure.period_text, measure.monitoring) == ("ห้าเดือน", "ทุกเดือน")
    kinds = ("item", "improvement", "assessed_point", "cause", "approach", "step", "responsible", "limitation")
    assert {kind: measure.texts(kind) for kind in kinds} == {
        "item": ["o29", "o30"],
        "improvement": ["ก", "ข"],
        "assessed_point": ["ค"],
        "cause": ["ง"],
        "approach": ["จ"],
        "step": ["ขั้นหนึ่ง", "ขั้นสอง\nต่อ"],
        "responsible": ["กลุ่มกฎหมาย", "คณะทำงาน"],
        "limitation": ["ฉ"],
    }


def test_add_sent_twice_saves_once_and_says_so(client):
    agency_year = sign_in(client)
    path = address("add", agency_year)
    typed = {**as_typed(client.get(path).context["form"]), "title": "อบรม", "urgency": "develop"}

    client.post(path, typed)
    second = client.post(path, typed, follow=True)

    assert Measure.objects.count() == 1
    assert "มาตรการ m1 บันทึกไว้แล้ว ไม่ได้เพิ่มซ้ำ" in said(second)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"title": "", "weak_point": ""}, "title", "กรอกชื่อมาตรการ หรือจุดอ่อนที่มาตรการนี้ตอบ"),
        ({"urgency": ""}, "urgency", "เลือกความเร่งด่วน"),
        ({"items": ["o99"]}, "items", "ไม่มีข้อ o99 ในกรอบการประเมินนี้"),
        ({"items": ["i1", "i31"]}, "items", "ไม่มีข้อ i31 ในกรอบการประเมินนี้"),
        ({"issue": "8"}, "issue", "ไม่มีประเด็นที่ 8"),
        ({"indicator": "11"}, "indicator", "ไม่มีตัวชี้วัด 11 ในกรอบการประเมินนี้"),
        ({"units": ["กลุ่มของหน่วยงานอื่น"]}, "units", "ไม่มีกลุ่มงาน “กลุ่มของหน่วยงานอื่น” ในหน่วยงานนี้"),
        ({"period_start": "30/9/2566"}, "period_start", "ใช้ได้ตั้งแต่ 1 ตุลาคม 2566 ถึง 30 กันยายน 2567"),
        ({"period_end": "1/10/2567"}, "period_end", "ใช้ได้ตั้งแต่ 1 ตุลาคม 2566 ถึง 30 กันยายน 2567"),
        ({"period_start": "1/3/2567", "period_end": "1/2/2567"}, "period_end", "อยู่ก่อนวันเริ่มต้น"),
        ({"period_end": ""}, "period_end", "ระบุทั้งวันเริ่มต้นและวันสิ้นสุด"),
        ({"period_start": "1/10/2023"}, "period_start", "หากเป็นปี ค.ศ. ให้บวก 543"),
        ({"title": "ก" * 1_700_000}, "title", "ใส่ได้ไม่เกิน 20,000 ตัวอักษร"),
        ({"steps": ["ก" * 6000]}, "steps", "รายการที่ 1 ยาว 6,000 อักขระ"),
        ({"steps": ["ก"] * 101}, "steps", "มี 101 รายการ ซึ่งเกิน 100"),
        ({"version": "x"}, "version", ""),
    ],
)
def test_add_refuses_bad_input_and_keeps_what_was_typed(client, typed, field, message):
    agency_year = sign_in(client)
    make_assessment(agency_year, scores=WEAK)
    typed = {"title": "อบรม", "urgency": "develop", "monitoring": "ทุกเดือน", **typed}

    response = resend(client, address("add", agency_year), **typed)

    assert not Measure.objects.exists()
    assert message in errors_of(response)[field][0]
    assert as_typed(response.context["form"])["monitoring"] == "ทุกเดือน"
    assert "<title>ข้อผิดพลาด:" in response.content.decode()


def test_add_refuses_an_item_of_another_year(client):
    agency_year = sign_in(client, fiscal_year=2568)
    make_assessment(agency_year, framework="ita-2567", scores={"o1": 100})

    response = resend(client, address("add", agency_year), title="อบรม", urgency="develop", items=["o43"])

    assert errors_of(response)["items"] == ["ไม่มีข้อ o43 ในกรอบการประเมินนี้: เลือกจากรายการ"]


def test_edit_without_a_change_keeps_order_and_line_breaks_that_came_with_a_file(client):
    agency_year = sign_in(client, units=["กลุ่มหนึ่ง", "กลุ่มสอง"])
    responsible = ["คณะทำงาน", "กลุ่มสอง", "กลุ่มหนึ่ง"]
    lines = {"cause": ["บรรทัดหนึ่ง\nบรรทัดสอง", "อีกข้อ"]}
    measure = make_measure(
        agency_year, title="อบรม", items=["o30", "x9", "o29"], responsible=responsible, lines=lines, indicator="9.9"
    )

    response = resend(client, address("edit", agency_year, measure.pk))

    stored = Measure.objects.get()
    assert response.url == address("list", agency_year)
    assert (stored.version, stored.indicator) == (1, "9.9")
    assert stored.texts("item") == ["o30", "x9", "o29"]
    assert stored.texts("responsible") == responsible
    assert stored.texts("cause") == lines["cause"]


def test_edit_beside_another_person_shows_both_values_and_saves_on_the_second_try(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="เดิม", steps=["ก"])
    path = address("edit", agency_year, measure.pk)
    typed = {**as_typed(client.get(path).context["form"]), "title": "ของฉัน"}
    Measure.objects.update(title="ของเพื่อนร่วมงาน", monitoring="ทุกเดือน", version=2)

    conflict = client.post(path, typed)
    stored_then = Measure.objects.get().title
    client.post(path, as_typed(conflict.context["form"]))

    assert conflict.status_code == 409
    assert conflict.context["conflicts"] == [
        {"label": "ชื่อมาตรการ โครงการ หรือกิจกรรม", "typed": "ของฉัน", "stored": "ของเพื่อนร่วมงาน"},
        {"label": "การกำกับติดตามและรายงานผล", "typed": "", "stored": "ทุกเดือน"},
    ]
    assert stored_then == "ของเพื่อนร่วมงาน"
    assert Measure.objects.values_list("title", "version").get() == ("ของฉัน", 3)


def test_edit_of_a_deleted_measure_keeps_what_was_typed(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="เดิม")
    path = address("edit", agency_year, measure.pk)
    typed = {**as_typed(client.get(path).context["form"]), "title": "ของฉัน"}
    measure.delete()

    response = client.post(path, typed)
    client.post(response.context["add_url"], as_typed(response.context["form"]))

    assert response.status_code == 404
    assert "รายการนี้ถูกลบไปแล้ว" in response.content.decode()
    assert Measure.objects.get().title == "ของฉัน"


@pytest.mark.parametrize(
    ("do", "steps"),
    [
        ("add", ["ก", "ข", "ค", ""]),
        ("remove-2", ["ก", "ค"]),
        ("up-3", ["ก", "ค", "ข"]),
        ("up-1", ["ก", "ข", "ค"]),
        ("down-1", ["ข", "ก", "ค"]),
        ("down-9", ["ก", "ข", "ค"]),
        ("nonsense", ["ก", "ข", "ค"]),
    ],
)
def test_step_buttons_change_the_rows_and_save_nothing(client, do, steps):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="เดิม", steps=["ก", "ข", "ค"])

    response = resend(client, address("edit", agency_year, measure.pk), do=do, title="", period_start="ผิด")

    shown = as_typed(response.context["form"])
    assert shown["steps"] == steps
    assert (shown["title"], shown["period_start"]) == ("", "ผิด")
    assert errors_of(response) == {}
    assert Measure.objects.get().texts("step") == ["ก", "ข", "ค"]


def test_move_changes_places_inside_the_group_that_the_page_shows(client):
    agency_year = sign_in(client)
    make_measure(agency_year, "m1", issue=1)
    make_measure(agency_year, "m2", issue=2)
    third = make_measure(agency_year, "m3", issue=1)

    response = client.post(address("move", agency_year, third.pk), {"direction": "up", "group": "issue"})

    assert [*agency_year.measures.values_list("key", flat=True)] == ["m3", "m1", "m2"]
    assert response.url == address("list", agency_year, group="issue") + f"#measure-{third.pk}"


def test_move_at_the_end_changes_nothing(client):
    agency_year = sign_in(client)
    make_measure(agency_year, "m1", issue=1)
    last = make_measure(agency_year, "m2", issue=1)

    client.post(address("move", agency_year, last.pk), {"direction": "down"})

    assert [*agency_year.measures.values_list("key", flat=True)] == ["m1", "m2"]


def test_delete_asks_then_deletes(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="อบรม")
    path = address("delete", agency_year, measure.pk)

    asked = client.get(path)
    kept = Measure.objects.count()
    client.post(path, {"version": 1})

    assert "ลบมาตรการ m1 หรือไม่" in asked.content.decode()
    assert (kept, Measure.objects.count()) == (1, 0)


def test_delete_of_a_version_never_seen_is_refused(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="อบรม")
    Measure.objects.update(version=2)

    response = client.post(address("delete", agency_year, measure.pk), {"version": 1}, follow=True)

    assert Measure.objects.count() == 1
    assert said(response) == ["มีผู้อื่นแก้ไขหรือลบรายการนี้ไปแล้ว จึงยังไม่ได้ลบ โปรดตรวจดูข้อมูลล่าสุดก่อน"]


def test_delete_of_a_reported_measure_explains_the_way_out(client):
    agency_year = sign_in(client)
    measure = make_measure(agency_year, title="อบรม")
    entry = make_progress(agency_year, measure, activity="จัดอบรม")

    for response in (
        client.get(address("delete", agency_year, measure.pk)),
        client.post(address("delete", agency_year, measure.pk), {"version": 1}),
    ):
        page = response.content.decode()
        assert "ลบมาตรการนี้ไม่ได้" in page
        assert address("progress-edit", agency_year, entry.pk) in page
    assert Measure.objects.count() == 1


def test_limitations_are_saved_one_a_line(client):
    agency_year = sign_in(client)
    make_limitation(agency_year, "คนน้อย")

    resend(client, address("limitations", agency_year), limitations="คนน้อย\n\n งบน้อย ")

    assert [*agency_year.limitations.values_list("text", flat=True)] == ["คนน้อย", "งบน้อย"]


def test_limitations_changed_meanwhile_are_compared_and_saved_on_the_second_try(client):
    agency_year = sign_in(client)
    path = address("limitations", agency_year)
    typed = {**as_typed(client.get(path).context["form"]), "limitations": "ของฉัน"}
    make_limitation(agency_year, "ของเพื่อนร่วมงาน")

    conflict = client.post(path, typed)
    stored_then = [*agency_year.limitations.values_list("text", flat=True)]
    client.post(path, as_typed(conflict.context["form"]))

    assert conflict.context["conflicts"] == [{"label": "ข้อจำกัดของหน่วยงาน", "typed": "ของฉัน", "stored": "ของเพื่อนร่วมงาน"}]
    assert stored_then == ["ของเพื่อนร่วมงาน"]
    assert [*agency_year.limitations.values_list("text", flat=True)] == ["ของฉัน"]


@pytest.mark.parametrize("name", ["edit", "delete", "move"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_measure_of_another_agency_is_not_found(client, name, method):
    own = sign_in(client)
    other = make_agency_year()
    measure = make_measure(other, title="ความลับ")

    in_own = getattr(client, method)(address(name, own, measure.pk), {"version": 1, "direction": "up"})
    in_other = getattr(client, method)(address(name, other, measure.pk), {"version": 1, "direction": "up"})

    assert in_other.status_code == 404
    assert in_own.status_code == 404
    assert "ความลับ" not in in_own.content.decode() + in_other.content.decode()
    assert Measure.objects.get() == measure


def test_a_measure_of_another_year_of_the_same_agency_is_not_found(client):
    own = sign_in(client)
    measure = make_measure(make_agency_year(own.agency, 2568), title="ปีหน้า")

    assert client.get(address("edit", own, measure.pk)).status_code == 404


@pytest.mark.parametrize("name", ["list", "add", "limitations", "progress", "progress-add", "photos", "photo-add"])
def test_pages_of_another_agency_are_not_found(client, name):
    sign_in(client)
    other = make_agency_year()

    assert client.get(address(name, other)).status_code == 404


def test_list_asks_a_visitor_to_sign_in(client):
    agency_year = make_agency_year()

    response = client.get(address("list", agency_year))

    assert response.url.startswith(reverse("accounts:login"))

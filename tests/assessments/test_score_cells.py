"""The grid's script saves cell by cell: every cell is answered for itself, and nothing sent can break the portal."""

import json
from decimal import Decimal

import pytest

from assessments import permissions
from assessments.models import Change, Membership, Score
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db

OIT = "/agencies/nara2/2568/scores/baseline/OIT/"


@pytest.fixture
def year():
    return make_agency_year(make_agency("nara2"), 2568)


@pytest.fixture
def officer(year):
    return make_user(officer_of=year.agency)


@pytest.fixture
def officer_client(client, officer):
    client.force_login(officer)
    return client


def make_baseline(year, **values):
    return make_assessment(year, framework="ita-2567", **values)


def cell(code, value, base="", version=0):
    return {"code": code, "value": value, "base": base, "version": version}


def send(client, *cells, **others):
    return client.post(OIT + "cells/", {"cells": list(cells), **others}, content_type="application/json")


def answers(client, *cells):
    return send(client, *cells).json()["cells"]


def stored_scores():
    return {row.code: (row.value, row.version) for row in Score.objects.all()}


def test_cells_are_saved_and_answered_as_the_grid_shows_them(officer_client, year):
    make_baseline(year, scores={"9": 80})

    found = answers(officer_client, cell("9", "๘๘.๕", "80", 1), cell("o1", "100.00"))

    assert found == {
        "9": {"state": "saved", "value": "88.50", "version": 2},
        "o1": {"state": "saved", "value": "100", "version": 1},
    }
    assert stored_scores() == {"9": (Decimal("88.5"), 2), "o1": (100, 1)}


def test_cell_made_blank_takes_the_score_away(officer_client, year):
    make_baseline(year, scores={"o1": 100, "o2": 50})

    found = answers(officer_client, cell("o1", "", "100", 1), cell("o2", "-", "50", 1))

    assert found["o1"] == found["o2"] == {"state": "saved", "value": "", "version": 0}
    assert stored_scores() == {}


def test_cell_takes_a_percent_sign(officer_client, year):
    make_baseline(year)

    found = answers(officer_client, cell("9", "๙๙.๖๓ %"))

    assert found["9"]["value"] == "99.63"


def test_refused_cell_says_why_and_does_not_hold_back_the_next(officer_client, year):
    make_baseline(year)

    found = answers(officer_client, cell("o1", "75"), cell("o2", "50"))

    message = "“75” ไม่ใช่คะแนนของข้อนี้: ค่าที่ให้ได้คือ 0 50 100"
    assert found["o1"] == {"state": "invalid", "value": "75", "message": message}
    assert stored_scores() == {"o2": (50, 1)}


def test_cell_changed_meanwhile_is_left_and_shown_and_does_not_hold_back_the_next(officer_client, year):
    make_baseline(year, scores={"o1": 50})
    Score.objects.update(value=0, version=2)

    found = answers(officer_client, cell("o1", "100", "50", 1), cell("o2", "50"))

    conflict = {"state": "conflict", "value": "0", "version": 2, "message": "มีผู้อื่นแก้ไขช่องนี้ไปแล้ว"}
    assert found["o1"] == conflict
    assert stored_scores() == {"o1": (0, 2), "o2": (50, 1)}


def test_cell_taken_away_and_typed_anew_by_another_is_a_conflict_though_its_version_is_the_same(officer_client, year):
    make_baseline(year, scores={"o1": 0})

    found = answers(officer_client, cell("o1", "100", "50", 1))

    assert found["o1"]["state"] == "conflict"
    assert stored_scores() == {"o1": (0, 1)}


def test_two_people_who_type_the_same_value_agree(officer_client, year):
    make_baseline(year, scores={"o1": 100})

    found = answers(officer_client, cell("o1", "๑๐๐"))

    assert found["o1"] == {"state": "saved", "value": "100", "version": 1}
    assert Change.objects.count() == 0


def test_cells_sent_again_after_a_lost_answer_change_nothing(officer_client, officer, year):
    make_baseline(year)
    sent = [cell("o1", "100"), cell("9", "88.81")]

    first, again = answers(officer_client, *sent), answers(officer_client, *sent)

    assert first == again
    assert list(Change.objects.order_by("field").values_list("field", "before", "after", "by")) == [
        ("9", "", "88.81", officer.pk),
        ("o1", "", "100", officer.pk),
    ]


def test_figures_follow_what_is_stored_now(officer_client, year):
    make_baseline(year, scores={"IIT": 90, "EIT": 90, "9": 80})

    found = send(officer_client, cell("10", "100"), cell("o1", "50")).json()

    assert (found["total"], found["level"]) == ("90.00", "ผ่านดี")
    assert found["figures"]["OIT"] == {"computed": "90.00", "differs": False, "below": False}
    assert [code for code, figure in found["figures"].items() if figure["below"]] == ["9", "o1"]


def test_cells_take_few_queries(officer_client, year, django_assert_max_num_queries):
    make_baseline(year, scores={f"o{number}": 50 for number in range(1, 20)})
    cells = [cell(f"o{number}", "100", "50" if number < 20 else "", int(number < 20)) for number in range(1, 36)]

    with django_assert_max_num_queries(16):
        found = answers(officer_client, *cells)

    assert {answer["state"] for answer in found.values()} == {"saved"}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"o1"',
        "[" * 100_000,
        b"\xff\xfe",
        "{}",
        '{"cells": {}}',
        '{"cells": [1]}',
        '{"cells": [{}]}',
        '{"cells": [{"code": "o1", "value": 100, "base": "", "version": 0}]}',
        '{"cells": [{"code": "o1", "value": "100", "base": "", "version": "0"}]}',
        '{"cells": [{"code": "o1", "value": "100", "base": "", "version": true}]}',
        '{"cells": [{"code": "o1", "value": "100", "version": 0}]}',
        '{"cells": [{"code": ["o1"], "value": "100", "base": "", "version": 0}]}',
        json.dumps({"cells": [cell("o1", "1" * 201)]}),
        json.dumps({"cells": [cell("o1", "100")] * 2}),
        json.dumps({"cells": [cell("o1", "100")] * 301}),
    ],
)
def test_cells_that_can_not_be_read_are_refused_in_words(officer_client, year, body):
    make_baseline(year)

    response = officer_client.generic("POST", OIT + "cells/", body, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["message"].startswith("คำขอนี้อ่านไม่ได้")
    assert stored_scores() == {}


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("o43", "กรอบการประเมินปีงบประมาณ พ.ศ. 2567 (ita-2567) ไม่มีรหัส o43"),
        ("i1", "i1 ไม่อยู่ในแบบวัด OIT"),
    ],
)
def test_cells_with_a_code_of_elsewhere_are_refused_by_name(officer_client, year, code, message):
    make_baseline(year)

    response = send(officer_client, cell("o1", "100"), cell(code, "100"))

    assert (response.status_code, response.json()) == (400, {"message": message})
    assert stored_scores() == {}


@pytest.mark.parametrize("version", [-1, 10**30])
def test_cell_with_a_version_that_nothing_has_counts_as_never_seen(officer_client, year, version):
    make_baseline(year, scores={"o1": 50})

    found = answers(officer_client, cell("o1", "100", "50", version))

    assert found["o1"]["state"] == "conflict"


def test_cells_typed_by_one_person_are_not_saved_in_the_name_of_another(officer_client, officer, year):
    make_baseline(year)

    refused = send(officer_client, cell("o1", "100"), user=officer.pk + 1)
    before = stored_scores()
    taken = send(officer_client, cell("o1", "100"), user=officer.pk)

    assert refused.status_code == 403
    assert refused.json()["message"].startswith("ขณะนี้เข้าสู่ระบบด้วยบัญชีอื่น")
    assert before == {}
    assert taken.json()["cells"]["o1"]["state"] == "saved"


def test_cells_of_another_agency_can_not_be_written(officer_client):
    make_baseline(make_agency_year(make_agency("secret"), 2568))

    response = officer_client.post(
        "/agencies/secret/2568/scores/baseline/OIT/cells/",
        {"cells": [cell("o1", "100")]},
        content_type="application/json",
    )

    assert response.status_code == 404
    assert stored_scores() == {}


def test_who_may_only_look_sees_locked_cells_and_can_write_none(officer_client, year, monkeypatch):
    make_baseline(year, scores={"o1": 100})
    monkeypatch.setitem(permissions.PERMISSIONS_OF_ROLE, Membership.Role.OFFICER, {permissions.VIEW})

    page = officer_client.get(OIT)
    posted = officer_client.post(OIT, {"s-o1": "0", "w-o1": "100", "v-o1": "1"})
    sent = send(officer_client, cell("o1", "0", "100", 1))

    assert {row.state for row in page.context["form"].rows} == {"locked"}
    assert page.content.decode().count(" readonly") == len(page.context["form"].rows)
    assert "ท่านดูคะแนนได้แต่แก้ไขไม่ได้" in page.content.decode()
    assert "บันทึกคะแนน</button>" not in page.content.decode()
    assert (posted.status_code, sent.status_code) == (403, 403)
    assert stored_scores() == {"o1": (100, 1)}


def test_page_tells_the_state_of_each_cell_without_a_script(officer_client, year):
    make_baseline(year, scores={"o1": 100, "o2": 50})
    Score.objects.filter(code="o2").update(value=0, version=2)
    posted = {"s-o1": "100", "w-o1": "100", "v-o1": "1", "s-o2": "100", "w-o2": "50", "v-o2": "1", "s-o3": "50"}

    shown = officer_client.get(OIT).context["form"].rows
    refused = officer_client.post(OIT, {**posted, "s-o4": "75"}).context["form"].rows
    conflict = officer_client.post(OIT, posted).context["form"].rows

    assert {row.code: row.state for row in shown if row.code in ("o1", "o3")} == {"o1": "saved", "o3": "empty"}
    assert {row.code: row.state for row in refused if row.code in ("o3", "o4")} == {"o3": "typing", "o4": "invalid"}
    assert {row.code: row.state_name for row in conflict if row.code in ("o1", "o2")} == {
        "o1": "บันทึกแล้ว",
        "o2": "มีผู้อื่นแก้ไข",
    }


def paste(client, text, codes=("o1", "o2", "o3")):
    sent = {"text": text, "codes": list(codes)}
    return client.post(OIT + "paste/", sent, content_type="application/json")


def test_paste_tells_what_would_change_and_writes_nothing(officer_client, year):
    make_baseline(year)

    found = paste(officer_client, "๑๐๐\n75").json()

    assert [(row["code"], row["value"], row["problem"]) for row in found["rows"]] == [
        ("o1", "100", ""),
        ("o2", "", "“75” ไม่ใช่คะแนนของข้อนี้: ค่าที่ให้ได้คือ 0 50 100"),
    ]
    assert stored_scores() == {}


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"text": 1, "codes": []}, "คำขอนี้อ่านไม่ได้: ต้องมี text เป็นข้อความ และ codes เป็นรายการรหัส"),
        ({"text": "1"}, "คำขอนี้อ่านไม่ได้: ต้องมี text เป็นข้อความ และ codes เป็นรายการรหัส"),
        ({"text": "1" * 100_001, "codes": []}, "ข้อความที่วางยาวเกิน 100,000 ตัวอักษร: คัดลอกเฉพาะคอลัมน์ที่ต้องใช้"),
        ({"text": "1\n" * 501 + "1", "codes": []}, "วางได้ครั้งละไม่เกิน 500 แถว"),
    ],
)
def test_paste_that_can_not_be_read_is_refused_in_words(officer_client, year, sent, message):
    make_baseline(year)

    response = officer_client.post(OIT + "paste/", sent, content_type="application/json")

    assert (response.status_code, response.json()) == (400, {"message": message})


@pytest.mark.parametrize("codes", [[["o1"]], [None, 1], ["x"]])
def test_paste_onto_cells_that_are_none_goes_nowhere(officer_client, year, codes):
    make_baseline(year)

    found = paste(officer_client, "100", codes).json()

    assert [row["problem"] for row in found["rows"]] == ["เกินช่องสุดท้ายของตาราง"]

"""What-if in words on its page: why this level, and what the next one takes."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.makers import make_assessment, make_user

pytestmark = pytest.mark.django_db
FALLEN = {"IIT": "98.40", "EIT": "84.20", "OIT": "99.65", "6": "84.20", "7": "84.20", "8": "84.20"}


@pytest.fixture
def page(client):
    """The words of the what-if page of an agency with these announced scores, with a query."""

    def show(query=None, **values):
        year = make_assessment(framework="ita-2567", **values).agency_year
        client.force_login(make_user(officer_of=year.agency))
        response = client.get(reverse("assessments:what-if", args=[year.agency.code, year.fiscal_year]), query or {})
        return " ".join(response.content.decode().split())

    return show


def test_page_explains_the_level_of_now_and_what_the_next_takes(page):
    shown = page(scores=FALLEN, total=Decimal("94.64"))

    assert "<p>คะแนนรวม 94.64 แต่ EIT ได้ 84.20 ไม่ถึง 85 จึงได้ระดับผ่าน ซึ่งผ่านเกณฑ์</p>" in shown
    assert (
        "<p>ระดับที่สูงขึ้นถัดไปคือระดับผ่านดี EIT ต้องเพิ่มอีก 0.80 (จาก 84.20 ให้ถึง 85) "
        "ถ้าเพิ่มเพียงรายการเดียว น้อยที่สุดคือ EIT จาก 84.20 เป็น 85.00 (+0.80)</p>"
    ) in shown
    assert (
        "<strong>ตัวชี้วัดที่ 6</strong> คุณภาพการดำเนินงาน</th>"
        '<td role="cell" class="number" data-label="คะแนนตอนนี้">84.20</td>'
        '<td role="cell" class="number" data-label="ต้องได้">86.59</td>'
        '<td role="cell" class="number" data-label="เพิ่มขึ้น">+2.39</td>'
    ) in shown


def test_trial_of_an_instrument_and_an_indicator_explains_its_own_level(page):
    scores = FALLEN | {"EIT": "96.50"}

    shown = page({"code1": "EIT", "score1": "84.20"}, scores=scores, total=Decimal("98.33"))

    assert "<div><dt>คะแนนรวมใหม่</dt><dd>94.64</dd></div>" in shown
    assert "<div><dt>EIT ใหม่</dt><dd>84.20</dd></div>" in shown
    assert '<p class="explanation">คะแนนรวม 94.64 แต่ EIT ได้ 84.20 ไม่ถึง 85 จึงได้ระดับผ่าน ซึ่งผ่านเกณฑ์</p>' in shown


def test_agency_at_the_top_is_told_so(page):
    shown = page(scores={"IIT": "99", "EIT": "99", "OIT": "99"})

    assert "<p>ได้ระดับสูงสุดแล้ว</p>" in shown
    assert "เพิ่มรายการเดียวให้ถึงคะแนนนี้" not in shown


def test_page_without_a_total_explains_no_level(page):
    assert "ระดับตอนนี้และระดับถัดไป" not in page(scores={"9": "95"})

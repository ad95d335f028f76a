"""Where an agency is, in words; the capital is no province and has no อำเภอ."""

import pytest

from assessments.models import Membership
from assessments.provinces import district_words, province_words
from tests.makers import make_agency, make_user


@pytest.mark.parametrize(("name", "words"), [("ตรัง", "จังหวัดตรัง"), ("กรุงเทพมหานคร", "กรุงเทพมหานคร"), ("", "")])
def test_capital_is_no_province(name, words):
    assert province_words(name) == words


@pytest.mark.parametrize(
    ("name", "province", "words"),
    [
        ("เมืองตรัง", "ตรัง", "อำเภอเมืองตรัง"),
        ("บางรัก", "กรุงเทพมหานคร", "เขตบางรัก"),
        ("", "ตรัง", ""),
        ("บางรัก", "", "อำเภอบางรัก"),
    ],
)
def test_districts_of_the_capital_are_called_khet(name, province, words):
    assert district_words(name, province) == words


@pytest.mark.django_db
def test_reach_over_the_capital_is_told_in_words():
    reach = {"user": make_user(), "role": "administrator", "reach": "province"}

    places = [Membership(**reach, province=name).place for name in ("กรุงเทพมหานคร", "ตรัง")]

    assert places == ["กรุงเทพมหานคร", "จังหวัดตรัง"]


@pytest.mark.django_db
def test_pages_of_an_agency_of_the_capital_call_it_rightly(client):
    agency = make_agency("bkk", kind="hospital", province="กรุงเทพมหานคร", district="บางรัก")
    make_agency("trang", kind="hospital", province="ตรัง")
    client.force_login(make_user(administrator=True))

    page, listed = (client.get(path).content.decode() for path in (f"/agencies/{agency.code}/", "/agencies/"))

    assert '<p class="lead">โรงพยาบาล · เขตบางรัก · กรุงเทพมหานคร</p>' in page
    assert "<p>โรงพยาบาล · กรุงเทพมหานคร</p>" in listed
    assert "<p>โรงพยาบาล · จังหวัดตรัง</p>" in listed

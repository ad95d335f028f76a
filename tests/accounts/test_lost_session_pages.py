"""What somebody meets whose session ended: the sign-in page, the page of a refused form, and the end by choice."""

import pytest
from django.test import Client

from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

pytestmark = pytest.mark.django_db


def test_sign_in_after_a_lost_session_says_why(client):
    page = client.get("/agencies/", follow=True).content.decode()

    assert "หมดเวลาใช้งานหรือยังไม่ได้เข้าสู่ระบบ" in page


@pytest.mark.parametrize("path", ["/", "/accounts/login/"])
def test_sign_in_from_the_front_door_speaks_of_no_lost_session(client, path):
    page = client.get(path, follow=True).content.decode()

    assert "ลืมรหัสผ่าน" in page
    assert "หมดเวลาใช้งาน" not in page


def test_form_without_its_token_is_refused_in_thai_with_a_way_back():
    agency = make_agency("test")
    make_assessment(make_agency_year(agency, 2567))
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(officer_of=agency))
    address = "/agencies/test/2567/analysis/findings/add/"

    response = client.post(address, {"causes": "ก"}, headers={"Referer": f"http://testserver{address}"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "<h1>ยังไม่ได้บันทึก" in page
    assert f'href="http://testserver{address}">กลับไปที่แบบฟอร์ม' in page


def test_refused_form_offers_no_way_back_to_another_site():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/accounts/login/", {}, headers={"Referer": "https://elsewhere.example/"})

    assert response.status_code == 403
    assert "elsewhere" not in response.content.decode()


@pytest.mark.parametrize("path", ["/accounts/logout/", "/agencies/test/2567/measures/{measure}/move/"])
def test_address_that_only_takes_a_form_leads_on_after_signing_in_again(client, path):
    agency = make_agency("test")
    measure = make_measure(make_agency_year(agency, 2567), title="มาตรการ")
    client.force_login(make_user(officer_of=agency))

    response = client.get(path.format(measure=measure.pk), follow=True)

    assert response.status_code == 200
    assert response.request["PATH_INFO"] in ("/agencies/test/", "/agencies/test/2567/measures/")
    assert "_auth_user_id" in client.session


def test_sign_out_lands_on_the_sign_in_page_and_says_so(client):
    client.force_login(make_user())

    response = client.post("/accounts/logout/", follow=True)

    assert response.redirect_chain == [("/accounts/login/", 302)]
    assert [str(message) for message in response.context["messages"]] == ["ออกจากระบบแล้ว"]
    assert "_auth_user_id" not in client.session

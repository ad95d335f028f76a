"""The pages of people, invitations, administrators, accounts and the tree of affiliation."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from assessments.models import Agency, Body, Change, Invitation, Membership
from assessments.services.invitations import invite, token_of
from assessments.thai import long_date
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db

NEW_PERSON = {
    "name": "สมหญิง",
    "username": "somying",
    "password": "a long pass phrase",
    "password_again": "a long pass phrase",
}


def person(name="", **granted):
    user = make_user(name=name)
    Membership.objects.create(user=user, **granted)
    return user


@pytest.fixture
def own():
    return make_agency("own", name="หน่วยงานหนึ่ง", province="ธารมณี", kind="hospital")


@pytest.fixture
def head(own):
    return person("หัวหน้าหนึ่ง", role="head", agency=own)


@pytest.fixture
def administrator(client):
    user = make_user(administrator=True, name="ผู้ดูแลใหญ่")
    client.force_login(user)
    return user


def invited(own, head, **values):
    row = invite(**{"email": "new@example.go.th", "role": "officer", "agency": own, "by": head, **values})
    return row, f"/invitations/{token_of(row.seed)}/"


def text(response):
    return response.content.decode()


def test_people_page_shows_who_has_which_role_since_when_and_who_had(client, own, head):
    now = timezone.now()
    person("เจ้าหน้าที่เก่า", role="officer", agency=own, started_at=now - timedelta(days=2), ended_at=now)
    person("คนของที่อื่น", role="officer", agency=make_agency())
    client.force_login(person("ผู้ดู", role="viewer", agency=own))

    response = client.get("/agencies/own/people/")

    assert [str(row.user) for row, _ in response.context["members"]] == ["หัวหน้าหนึ่ง", "ผู้ดู"]
    assert [str(row.user) for row in response.context["ended"]] == ["เจ้าหน้าที่เก่า"]
    assert "คนของที่อื่น" not in text(response)
    assert "เชิญบุคลากร" not in text(response)
    assert "สิ้นสุดบทบาท<" not in text(response)


@pytest.mark.parametrize("number", [1, 6])
def test_people_page_takes_the_same_queries_for_any_number(client, own, head, number, django_assert_max_num_queries):
    for each in range(number):
        person(role="officer", agency=own, granted_by=head)
        invite(email=f"{each}@example.go.th", role="viewer", agency=own, by=head)
    client.force_login(head)

    with django_assert_max_num_queries(10):
        response = client.get("/agencies/own/people/")

    assert len(response.context["members"]) == number + 1
    assert len(response.context["invitations"]) == number


def test_head_invites_by_the_page(client, own, head):
    client.force_login(head)

    response = client.post(
        "/agencies/own/people/invite/", {"email": "New@example.go.th", "role": "viewer"}, follow=True
    )

    row = Invitation.objects.get()
    assert (row.email, row.role, row.agency, row.invited_by) == ("new@example.go.th", "viewer", own, head)
    assert "ส่งคำเชิญไปที่ new@example.go.th แล้ว" in text(response)
    again = client.post("/agencies/own/people/invite/", {"email": "new@example.go.th", "role": "viewer"})
    assert "เชิญอีเมลนี้ในบทบาทนี้ไว้แล้ว" in text(again)
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "", "role": "viewer"}, "กรอกอีเมลของผู้ที่เชิญ"),
        ({"email": "not an address", "role": "viewer"}, "ไม่ใช่อีเมลที่ถูกรูปแบบ"),
        ({"email": "a@example.go.th"}, "เลือกบทบาท"),
        ({"email": "a@example.go.th", "role": "administrator"}, "เลือกบทบาทจากรายการ"),
    ],
)
def test_invitation_with_a_fault_is_not_sent(client, own, head, typed, said):
    client.force_login(head)

    response = client.post("/agencies/own/people/invite/", typed)

    assert said in text(response)
    assert not Invitation.objects.exists()


def test_new_person_makes_an_account_and_is_signed_in(client, own, head):
    _, link = invited(own, head)
    page = client.get(link)
    assert "หน่วยงานหนึ่ง" in text(page)
    assert "no-store" in page["Cache-Control"]

    response = client.post(link, NEW_PERSON, follow=True)

    assert response.redirect_chain == [("/agencies/own/", 302)]
    assert str(response.context["user"]) == "สมหญิง"
    assert Membership.objects.get(role="officer").user.username == "somying"
    assert client.post(link, NEW_PERSON)["Location"] == "/"
    client.logout()
    closed = client.post(link, NEW_PERSON)
    assert closed.status_code == 410
    assert "คำเชิญนี้ตอบรับไปแล้ว" in text(closed)
    assert Membership.objects.filter(role="officer").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "short", "password_again": "short"}, "รหัสผ่านต้องยาวอย่างน้อย 10 ตัวอักษร"),
        ({"password": "1234567890987", "password_again": "1234567890987"}, "รหัสผ่านต้องไม่ใช่ตัวเลขล้วน"),
        ({"password_again": "another pass phrase"}, "รหัสผ่านสองช่องไม่ตรงกัน"),
        ({"username": "สมหญิง"}, "ใช้อักษรอังกฤษ ตัวเลข"),
        ({"name": ""}, "กรอกชื่อและนามสกุล"),
        ({"username": "taken"}, "ชื่อผู้ใช้นี้ใช้ไม่ได้"),
    ],
)
def test_account_with_a_fault_is_not_made(client, own, head, typed, said):
    make_user("taken")
    row, link = invited(own, head)

    response = client.post(link, NEW_PERSON | typed)

    assert said in text(response)
    assert not Membership.objects.filter(role="officer").exists()
    row.refresh_from_db()
    assert row.is_open


def test_address_with_an_account_is_asked_to_sign_in(client, own, head):
    make_user(email="new@example.go.th")
    _, link = invited(own, head)

    response = client.post(link, NEW_PERSON)

    assert "ให้เข้าสู่ระบบแล้วตอบรับคำเชิญ" in text(response)
    assert not Membership.objects.filter(role="officer").exists()


def test_person_with_an_account_signs_in_and_accepts(client, own, head):
    _, link = invited(own, head)
    existing = make_user()
    assert f"/accounts/login/?next={link}" in text(client.get(link))
    client.force_login(existing)

    assert client.get(link).context["user"] == existing
    assert not existing.memberships.exists()
    response = client.post(link)

    assert response["Location"] == "/agencies/own/"
    assert existing.memberships.get().agency == own


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"revoked_at": timezone.now()}, "ผู้เชิญยกเลิกคำเชิญนี้แล้ว"),
        (
            {"sent_at": timezone.now() - timedelta(days=15), "expires_at": timezone.now() - timedelta(days=1)},
            "คำเชิญนี้หมดอายุแล้ว",
        ),
    ],
)
def test_closed_invitation_says_why(client, own, head, values, said):
    _, link = invited(own, head)
    Invitation.objects.update(**values)

    for response in (client.get(link), client.post(link, NEW_PERSON)):
        assert response.status_code == 410
        assert said in text(response)
    assert not Membership.objects.filter(role="officer").exists()


def test_officer_hands_over_by_the_page(client, own):
    officer = person(role="officer", agency=own)
    client.force_login(officer)
    path = f"/agencies/own/people/{officer.memberships.get().pk}/hand-over/"

    missing = client.post(path, {"email": "new@example.go.th", "when": "on_day"})
    past = client.post(path, {"email": "new@example.go.th", "when": "on_day", "on": "1/10/2560"})
    done = client.post(path, {"email": "new@example.go.th", "when": "at_once", "on": "1/10/2560"})

    assert "กรอกวันสุดท้ายที่ท่านทำหน้าที่" in text(missing)
    assert "วันนี้ผ่านมาแล้ว" in text(past)
    assert done["Location"] == "/agencies/own/people/"
    row = Invitation.objects.get()
    assert (row.role, row.agency, row.hands_over.user, row.hands_over_on) == ("officer", own, officer, None)
    assert "new@example.go.th" in text(client.get("/agencies/own/people/"))


def test_ending_the_last_officer_warns_and_then_does(client, own, head):
    officer = person("คนสุดท้าย", role="officer", agency=own)
    client.force_login(head)
    path = f"/agencies/own/people/{officer.memberships.get().pk}/end/"

    asked = client.get(path)
    assert "เป็นเจ้าหน้าที่หน่วยงานคนสุดท้าย" in text(asked)
    assert not officer.memberships.get().has_ended
    client.post(path)

    assert officer.memberships.get().has_ended
    assert client.post(path).status_code == 404


def test_invitation_is_sent_again_and_taken_back_by_the_page(client, own, head):
    row, link = invited(own, head)
    client.force_login(head)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))

    again = client.post(f"/agencies/own/people/invitations/{row.pk}/resend/", follow=True)
    at_once = client.post(f"/agencies/own/people/invitations/{row.pk}/resend/", follow=True)
    back = client.post(f"/agencies/own/people/invitations/{row.pk}/revoke/", follow=True)
    twice = client.post(f"/agencies/own/people/invitations/{row.pk}/revoke/", follow=True)

    assert "อีกครั้งแล้ว ลิงก์เดิมใช้ไม่ได้อีก" in text(again)
    assert "เพิ่งส่งคำเชิญนี้ไป" in text(at_once)
    assert "ยกเลิกคำเชิญของ new@example.go.th แล้ว" in text(back)
    assert "คำเชิญนี้ใช้ไปแล้วหรือยกเลิกไปแล้ว" in text(twice)
    assert client.get(link).status_code == 404


def test_history_of_the_agency_shows_people_and_not_the_years(client, own, head):
    invited(own, head)
    Change.objects.create(agency=own, fiscal_year=2567, record="คะแนนของปี", field="x")
    Change.objects.create(agency=make_agency(), record="ของหน่วยงานอื่น", field="x")
    client.force_login(head)

    response = client.get("/agencies/own/changes/")

    assert [row.field for row in response.context["page_obj"]] == ["ส่งเมื่อ"]
    assert "ของหน่วยงานอื่น" not in text(response)
    assert "คะแนนของปี" not in text(response)


def test_administrators_page_shows_those_within_reach_only(client):
    ministry = Body.objects.create(name="กระทรวง", kind="ministry")
    department = Body.objects.create(name="กรม", kind="department", parent=ministry)
    user = person("ตัวเอง", role="administrator", reach="branch", body=ministry)
    person("ใต้สังกัด", role="administrator", reach="branch", body=department)
    person("ของจังหวัด", role="administrator", reach="province", province="ธารมณี")
    make_user(administrator=True, name="ใหญ่สุด")
    client.force_login(user)

    response = client.get("/oversight/administrators/")

    assert {str(row.user) for row in response.context["page_obj"]} == {"ตัวเอง", "ใต้สังกัด"}


def test_province_administrator_invites_for_the_own_province_only(client, own):
    make_agency(province="ทุ่งสน")
    client.force_login(person(role="administrator", reach="province", province="ธารมณี"))

    form = client.get("/oversight/administrators/invite/").context["form"]
    refused = client.post(
        "/oversight/administrators/invite/", {"email": "a@example.org", "reach": "province", "province": "ทุ่งสน"}
    )
    client.post(
        "/oversight/administrators/invite/", {"email": "a@example.org", "reach": "province", "province": "ธารมณี"}
    )

    assert [value for value, _ in form.fields["reach"].choices] == ["province"]
    assert [value for value, _ in form.fields["province"].choices] == ["", "ธารมณี"]
    assert "เลือกจังหวัดจากรายการ" in text(refused)
    assert [(row.reach, row.province) for row in Invitation.objects.all()] == [("province", "ธารมณี")]


def test_administrator_of_all_invites_for_a_branch(client, administrator):
    body = Body.objects.create(name="กรม", kind="department")

    missing = client.post("/oversight/administrators/invite/", {"email": "a@example.org", "reach": "branch"})
    client.post(
        "/oversight/administrators/invite/",
        {"email": "a@example.org", "reach": "branch", "body": body.pk, "kind": "hospital"},
    )

    assert "เลือกสังกัดที่ดูแล" in text(missing)
    row = Invitation.objects.get()
    assert (row.role, row.reach, row.body, row.kind) == ("administrator", "branch", body, "")


def test_last_administrator_of_all_is_kept_by_the_page(client, administrator):
    response = client.post(f"/oversight/administrators/{administrator.memberships.get().pk}/end/", follow=True)

    assert "ต้องมีผู้ดูแลทุกหน่วยงานอย่างน้อยหนึ่งคน" in text(response)
    assert not administrator.memberships.get().has_ended


def test_people_are_found_shut_out_and_let_in_again(client, administrator, own):
    officer = person("สมชาย", role="officer", agency=own)
    found = client.get("/oversight/people/?q=สมชาย")
    assert [str(row) for row in found.context["page_obj"]] == ["สมชาย"]

    client.post(f"/oversight/people/{officer.pk}/", {"deactivate": "1"})
    officer.refresh_from_db()
    assert (officer.is_active, officer.memberships.get().has_ended) == (False, True)
    client.post(f"/oversight/people/{officer.pk}/", {"reactivate": "1"})

    officer.refresh_from_db()
    assert (officer.is_active, officer.memberships.get().has_ended) == (True, True)
    assert client.post(f"/oversight/people/{administrator.pk}/", {"deactivate": "1"}).status_code == 403


def test_bodies_are_added_renamed_and_moved_by_the_page(client, administrator):
    client.post("/oversight/bodies/add/", {"name": "กระทรวง", "kind": "ministry", "parent": ""})
    ministry = Body.objects.get()
    client.post("/oversight/bodies/add/", {"name": "กรม", "kind": "department", "parent": ministry.pk})
    department = Body.objects.get(name="กรม")
    make_agency(body=department)

    listed = client.get("/oversight/bodies/")
    assert [(row.name, row.level, row.agency_count) for row, _ in listed.context["rows"]] == [
        ("กระทรวง", 0, 0),
        ("กรม", 1, 1),
    ]
    edit = {"name": "กรมใหม่", "kind": "department", "parent": "", "version": department.version}
    client.post(f"/oversight/bodies/{department.pk}/", edit)
    stale = client.post(f"/oversight/bodies/{department.pk}/", edit | {"name": "อื่น"})
    under_itself = client.post(
        f"/oversight/bodies/{ministry.pk}/",
        {"name": "กระทรวง", "kind": "ministry", "parent": ministry.pk, "version": ministry.version},
    )

    department.refresh_from_db()
    assert (department.name, department.parent, department.level) == ("กรมใหม่", None, 0)
    assert stale.status_code == 409
    assert "ย้ายไปอยู่ภายใต้ตนเอง" in text(under_itself)


def test_agency_is_placed_and_closed_by_the_page(client, administrator, own):
    body, other = Body.objects.create(name="กรม", kind="department"), make_agency("other", name="ผู้รับงาน")
    typed = {"body": body.pk, "kind": "hospital", "closed_on": "", "successor": "other", "version": own.version}

    not_closed = client.post("/agencies/own/place/", typed)
    unknown = client.post("/agencies/own/place/", typed | {"closed_on": "1/10/2568", "successor": "none"})
    done = client.post("/agencies/own/place/", typed | {"closed_on": "1/10/2568"}, follow=True)

    own = Agency.objects.get(code="own")
    assert "กรอกวันที่ยุบเลิกก่อน" in text(not_closed)
    assert "ไม่พบหน่วยงานรหัส “none”" in text(unknown)
    assert (own.body, own.successor, str(own.closed_on)) == (body, other, "2025-10-01")
    assert "ยุบเลิกหรือยุบรวมเมื่อ 1 ตุลาคม 2568 งานต่อโดย ผู้รับงาน" in text(done)


def test_day_of_closing_that_is_still_to_come_is_refused_with_what_to_do(client, administrator, own):
    tomorrow = localdate() + timedelta(days=1)
    typed = {"kind": "hospital", "successor": "", "version": own.version}
    day = f"{tomorrow.day}/{tomorrow.month}/{tomorrow.year + 543}"

    page = client.post("/agencies/own/place/", typed | {"closed_on": day})

    assert Agency.objects.get(code="own").closed_on is None
    (message,) = page.context["form"].errors["closed_on"]
    assert message.startswith(f"วันที่ยุบเลิก {long_date(tomorrow)} ยังมาไม่ถึง")
    assert message.endswith("เว้นว่างไว้ก่อน แล้วกรอกเมื่อถึงวันนั้น")


def test_kind_administrator_does_not_say_the_affiliation(client, own):
    body = Body.objects.create(name="กรม", kind="department")
    client.force_login(person(role="administrator", reach="kind", kind="hospital"))

    form = client.get("/agencies/own/place/").context["form"]
    client.post("/agencies/own/place/", {"body": body.pk, "kind": "hospital", "version": own.version})

    assert "body" not in form.fields
    assert Agency.objects.get(code="own").body is None


def test_renaming_by_the_page_keeps_the_former_name(client, own):
    client.force_login(person(role="officer", agency=own))
    typed = {"name": "ชื่อใหม่", "renamed_on": "1/10/2568", "numerals": "thai", "version": own.version}

    future = client.post("/agencies/own/edit/", typed | {"renamed_on": "1/10/2640"})
    done = client.post("/agencies/own/edit/", typed, follow=True)

    assert "ต้องไม่อยู่หลังวันนี้" in text(future)
    assert "หน่วยงานหนึ่ง (ถึง 30 กันยายน 2568)" in text(done)


def test_officer_does_not_move_the_agency_to_another_province_and_an_administrator_does(client, own, administrator):
    typed = {"name": own.name, "numerals": "thai", "province": "จังหวัดอื่น", "version": own.version}
    client.force_login(person(role="officer", agency=own))
    client.post(f"/agencies/{own.code}/edit/", typed | {"short_name": "นห."})
    after_officer = Agency.objects.get(pk=own.pk)

    client.force_login(administrator)
    client.post(f"/agencies/{own.code}/edit/", typed | {"version": after_officer.version})

    assert (after_officer.short_name, after_officer.province) == ("นห.", "ธารมณี")
    assert Agency.objects.get(pk=own.pk).province == "จังหวัดอื่น"


def test_history_above_agencies_is_read_by_who_oversees_all_and_nobody_else(client, own, administrator):
    client.force_login(administrator)
    client.post("/oversight/bodies/add/", {"name": "กระทรวงทดสอบ", "kind": "ministry", "parent": ""})
    Change.objects.create(by=administrator, agency=own, record="เรื่องของหน่วยงานเอง", field="ก", after="ข")

    page = client.get("/oversight/changes/")
    client.force_login(person(role="administrator", reach="province", province="ธารมณี"))

    assert {change.by for change in page.context["page_obj"]} == {administrator}
    assert "กระทรวงทดสอบ" in page.content.decode()
    assert "เรื่องของหน่วยงานเอง" not in page.content.decode()
    assert client.get("/oversight/changes/").status_code == 404

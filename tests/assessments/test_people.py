"""Roles offered by e-mail, accepted, handed over and ended."""

import threading
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.utils import timezone

from assessments import permissions
from assessments.models import Agency, Body, Change, Invitation, Membership
from assessments.services import accounts
from assessments.services.invitations import (
    SEND,
    AccountExists,
    AlreadyInvited,
    InvitationClosed,
    OwnHandOver,
    accept,
    accept_as_new_person,
    find_invitation,
    hand_over,
    invite,
    resend,
    revoke,
    token_of,
)
from assessments.services.memberships import (
    LastAdministrator,
    MayNotGrant,
    MembershipEnded,
    end_membership,
    is_last,
)
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db

NEW_PERSON = {"username": "somying", "name": "สมหญิง", "password": "a long pass phrase"}


def make_head(agency):
    head = make_user()
    Membership.objects.create(user=head, role="head", agency=agency)
    return head


def officer_invited(agency, email="new@example.go.th"):
    return invite(email=email, role="officer", agency=agency, by=make_head(agency))


def history(agency):
    return [(row.record, row.field, str(row.by)) for row in Change.objects.filter(agency=agency).order_by("pk")]


def test_invitation_goes_out_by_a_job_with_a_link_that_only_its_letter_holds(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    agency = make_agency(name="เทศบาลทดสอบ")

    row = officer_invited(agency, "New@Example.go.th")
    assert len(mail.outbox) == 0
    run_all()

    (letter,) = mail.outbox
    token = token_of(row.seed)
    assert letter.to == ["new@example.go.th"]
    assert f"https://ita.example.go.th/invitations/{token}/" in letter.body
    assert "เจ้าหน้าที่หน่วยงาน" in letter.body
    assert "เทศบาลทดสอบ" in letter.body
    stored = [str(value) for value in Invitation.objects.filter(pk=row.pk).values_list().get()]
    assert token not in " ".join([*stored, str(Job.objects.get().arguments)])
    row.refresh_from_db()
    assert row.mailed_at is not None
    assert row.expires_at - row.sent_at == timedelta(days=14)


def test_letter_is_sent_once_though_the_job_runs_twice():
    row = officer_invited(make_agency())
    enqueue(SEND, invitation_id=row.pk, seed=row.seed)

    assert len(run_all()) == 2

    assert len(mail.outbox) == 1
    assert Invitation.objects.get().pk == row.pk


def test_letter_that_no_mail_server_took_is_tried_again(settings):
    settings.JOBS_RETRY_DELAYS = [60]
    row = officer_invited(make_agency())
    settings.EMAIL_BACKEND, usual = "tests.assessments.test_people.DeafBackend", settings.EMAIL_BACKEND
    assert {job.state for job in run_all()} == {"waiting"}
    assert Invitation.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = usual

    enqueue(SEND, invitation_id=row.pk, seed=row.seed)
    run_all()

    assert len(mail.outbox) == 1


class DeafBackend:
    def __init__(self, *args, **kwargs):
        raise ConnectionRefusedError


def test_letter_of_a_revoked_invitation_is_not_sent():
    row = officer_invited(make_agency())
    revoke(invitation=row, by=row.invited_by)

    run_all()

    assert mail.outbox == []


def test_new_person_gets_an_account_and_one_membership():
    agency = make_agency()
    row = officer_invited(agency)

    person = accept_as_new_person(invitation=row, **NEW_PERSON)

    assert (person.username, person.name, person.email) == ("somying", "สมหญิง", "new@example.go.th")
    assert person.check_password("a long pass phrase")
    assert [(m.role, m.agency, m.granted_by) for m in person.memberships.all()] == [("officer", agency, row.invited_by)]
    assert [(field, by) for _, field, by in history(agency)] == [
        ("ส่งเมื่อ", str(row.invited_by)),
        ("ผู้ตอบรับ", "สมหญิง"),
        ("ตั้งแต่", "สมหญิง"),
    ]


def test_accepting_twice_makes_one_membership():
    row, person = officer_invited(make_agency()), make_user()
    accept(invitation=row, by=person)

    with pytest.raises(InvitationClosed):
        accept(invitation=row, by=person)

    assert person.memberships.count() == 1


def test_accepting_a_role_one_has_adds_none():
    agency = make_agency()
    officer = make_user(officer_of=agency)

    accept(invitation=officer_invited(agency), by=officer)

    assert officer.memberships.count() == 1


def test_account_that_exists_is_told_apart_by_name_and_address():
    make_user("somying")
    make_user(email="NEW@example.go.th")
    row = officer_invited(make_agency())

    with pytest.raises(AccountExists) as by_name:
        accept_as_new_person(invitation=row, **NEW_PERSON)
    with pytest.raises(AccountExists) as by_address:
        accept_as_new_person(invitation=row, **NEW_PERSON | {"username": "other"})

    assert (by_name.value.is_name, by_address.value.is_name) == (True, False)
    assert Invitation.objects.get().is_open


@pytest.mark.parametrize("ending", ["expired", "revoked", "inviter deactivated", "inviter no head any more"])
def test_closed_invitation_gives_nothing(ending):
    agency = make_agency()
    row, now = officer_invited(agency), timezone.now()
    if ending == "expired":
        Invitation.objects.update(sent_at=now - timedelta(days=15), expires_at=now - timedelta(days=1))
    elif ending == "revoked":
        revoke(invitation=row, by=row.invited_by)
    elif ending == "inviter deactivated":
        get_user_model().objects.filter(pk=row.invited_by.pk).update(is_active=False)
    else:
        end_membership(membership=row.invited_by.memberships.get(), by=make_user(administrator=True))

    with pytest.raises(InvitationClosed):
        accept_as_new_person(invitation=row, **NEW_PERSON)

    assert not get_user_model().objects.filter(username="somying").exists()
    assert not Membership.objects.filter(role="officer").exists()


def test_second_invitation_to_the_same_role_is_refused():
    agency = make_agency()
    officer_invited(agency)

    with pytest.raises(AlreadyInvited):
        officer_invited(agency, "NEW@example.go.th")

    assert Invitation.objects.count() == 1


def test_resending_makes_a_new_link_and_ends_the_old_one():
    row = officer_invited(make_agency())
    old = token_of(row.seed)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    row.refresh_from_db()

    assert resend(invitation=row, by=row.invited_by) is True

    row.refresh_from_db()
    assert find_invitation(old) is None
    assert find_invitation(token_of(row.seed)) == row
    run_all()
    assert [token_of(row.seed) in letter.body for letter in mail.outbox] == [True]


def test_second_click_on_resending_sends_nothing():
    row = officer_invited(make_agency())

    assert resend(invitation=row, by=row.invited_by) is False


@pytest.mark.parametrize("role", ["officer", "viewer"])
def test_officer_and_viewer_invite_nobody(role):
    agency, person = make_agency(), make_user()
    Membership.objects.create(user=person, role=role, agency=agency)

    with pytest.raises(MayNotGrant):
        invite(email="x@example.go.th", role="viewer", agency=agency, by=person)

    assert not Invitation.objects.exists()


def test_head_of_another_agency_neither_invites_nor_revokes_nor_ends():
    agency, stranger = make_agency(), make_head(make_agency())
    row, officer = officer_invited(agency), make_user(officer_of=agency)

    for step in (
        lambda: invite(email="x@example.go.th", role="viewer", agency=agency, by=stranger),
        lambda: resend(invitation=row, by=stranger),
        lambda: revoke(invitation=row, by=stranger),
        lambda: end_membership(membership=officer.memberships.get(), by=stranger),
        lambda: hand_over(membership=officer.memberships.get(), email="x@example.go.th", by=stranger),
    ):
        with pytest.raises(MayNotGrant):
            step()


def test_handing_over_ends_the_old_role_when_the_successor_accepts():
    agency = make_agency()
    officer, successor = make_user(officer_of=agency), make_user()
    row = hand_over(membership=officer.memberships.get(), email="new@example.go.th", by=officer)
    assert not officer.memberships.get().has_ended

    accept(invitation=row, by=successor)

    assert officer.memberships.get().has_ended
    assert not Agency.objects.visible_to(get_user_model().objects.get(pk=officer.pk)).exists()
    assert [m.role for m in Membership.objects.current().filter(agency=agency)] == ["officer"]
    assert successor.has_perm(permissions.SUBMIT, agency)
    assert [(record.split(" ")[0], field) for record, field, _ in history(agency)] == [
        ("คำเชิญ", "ส่งเมื่อ"),
        ("คำเชิญ", "ผู้ตอบรับ"),
        ("บทบาทของผู้ใช้", "ตั้งแต่"),
        ("บทบาทของผู้ใช้", "สิ้นสุดเมื่อ"),
    ]


def test_handing_over_on_a_day_keeps_the_old_role_until_the_end_of_that_day():
    agency = make_agency()
    officer = make_user(officer_of=agency)
    day = timezone.localdate() + timedelta(days=5)
    row = hand_over(membership=officer.memberships.get(), email="new@example.go.th", on=day, by=officer)

    accept(invitation=row, by=make_user())

    membership = officer.memberships.get()
    assert not membership.has_ended
    assert timezone.localtime(membership.ended_at).date() == day + timedelta(days=1)
    assert get_user_model().objects.get(pk=officer.pk).has_perm(permissions.EDIT, agency)


def test_day_that_has_passed_when_the_successor_accepts_ends_it_at_once():
    officer = make_user(officer_of=make_agency())
    row = hand_over(membership=officer.memberships.get(), email="new@example.go.th", on=date(2026, 1, 1), by=officer)

    accept(invitation=row, by=make_user())

    assert officer.memberships.get().has_ended


def test_nobody_takes_over_from_themselves():
    officer = make_user(officer_of=make_agency())
    row = hand_over(membership=officer.memberships.get(), email="new@example.go.th", by=officer)

    with pytest.raises(OwnHandOver):
        accept(invitation=row, by=officer)

    assert not officer.memberships.get().has_ended


def test_hand_over_of_a_role_that_was_taken_away_gives_nothing():
    agency = make_agency()
    officer, head = make_user(officer_of=agency), make_head(agency)
    row = hand_over(membership=officer.memberships.get(), email="new@example.go.th", by=officer)
    end_membership(membership=officer.memberships.get(), by=head)

    with pytest.raises(InvitationClosed):
        accept(invitation=row, by=make_user())


def test_membership_ends_once_and_stays_readable():
    agency = make_agency()
    head, officer = make_head(agency), make_user(officer_of=agency)
    membership = officer.memberships.get()
    end_membership(membership=membership, by=head)

    with pytest.raises(MembershipEnded):
        end_membership(membership=membership, by=head)

    assert Membership.objects.ended().get() == membership
    assert [(field, by) for _, field, by in history(agency)] == [("สิ้นสุดเมื่อ", str(head))]


def test_last_officer_is_known_as_the_last():
    agency = make_agency()
    first = make_user(officer_of=agency).memberships.get()
    assert is_last(first)

    make_user(officer_of=agency)

    assert not is_last(first)


def test_last_administrator_of_all_keeps_the_role():
    only = make_user(administrator=True)

    with pytest.raises(LastAdministrator):
        end_membership(membership=only.memberships.get(), by=only)

    make_user(administrator=True)
    end_membership(membership=only.memberships.get(), by=only)
    assert only.memberships.get().has_ended


def test_branch_administrator_cannot_invite_one_of_all():
    branch = make_user()
    body = Body.objects.create(name="กรม", kind="department")
    Membership.objects.create(user=branch, role="administrator", reach="branch", body=body)

    with pytest.raises(MayNotGrant):
        invite(email="x@example.go.th", role="administrator", reach="all", by=branch)

    assert invite(email="x@example.go.th", role="administrator", reach="branch", body=body, by=branch).is_open
    assert Change.objects.get().agency is None


def test_deactivated_person_is_signed_out_at_once_and_loses_every_role(client):
    own, other = make_agency("own"), make_agency("other")
    officer, administrator = make_user(officer_of=[own, other]), make_user(administrator=True)
    client.force_login(officer)
    assert client.get("/agencies/own/").status_code == 200

    assert accounts.deactivate(person=officer, by=administrator) is True

    assert client.get("/agencies/own/")["Location"].startswith("/accounts/login/")
    assert [row.has_ended for row in officer.memberships.all()] == [True, True]
    assert accounts.deactivate(person=officer, by=administrator) is False
    assert accounts.reactivate(person=officer, by=administrator) is True
    assert client.get("/agencies/own/")["Location"].startswith("/accounts/login/")
    assert not Agency.objects.visible_to(get_user_model().objects.get(pk=officer.pk)).exists()
    assert list(Change.objects.filter(agency=None).order_by("pk").values_list("before", "after")) == [
        ("ใช้งานได้", "ระงับการใช้งาน"),
        ("ระงับการใช้งาน", "ใช้งานได้"),
    ]


def test_only_who_oversees_all_deactivates_and_never_themselves_or_a_superuser():
    agency = make_agency(province="ธารมณี")
    officer, administrator = make_user(officer_of=agency), make_user(administrator=True)
    of_province = make_user()
    Membership.objects.create(user=of_province, role="administrator", reach="province", province="ธารมณี")

    for person, by in (
        (officer, of_province),
        (administrator, administrator),
        (make_user(is_superuser=True), administrator),
    ):
        with pytest.raises(MayNotGrant):
            accounts.deactivate(person=person, by=by)

    assert not get_user_model().objects.filter(is_active=False).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_the_same_moment_get_one_membership_between_them():
    row, people = officer_invited(make_agency()), [make_user(), make_user()]
    together, closed = threading.Barrier(2), []

    def click(person):
        together.wait()
        try:
            accept(invitation=row, by=person)
        except InvitationClosed:
            closed.append(person)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(closed) == 1
    assert Membership.objects.filter(role="officer").count() == 1

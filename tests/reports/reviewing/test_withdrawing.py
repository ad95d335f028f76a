"""A published version is taken back once, with a reason that everybody reads; its files are gone for the public."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import AppendOnly, Change
from reports.models import Publication, PublishedFile, Withdrawal
from reports.published_files import sha256_of, write
from reports.publishing import publish
from reports.withdrawing import WithdrawalRefused, withdraw
from tests.reports.publications import edit_measure, fresh, make_approved_review
from tests.reports.reviewing.rounds import make_office

pytestmark = pytest.mark.django_db
FILES = {"published-file": {"file_format": "pdf"}, "published-page": {}, "published-picture": {"name": "x.jpg"}}


@pytest.fixture
def office():
    return make_office(administrator=True)


def make_published(office, comment="แก้"):
    """Published without drawing: a file of a few bytes stands for the PDF."""
    make_approved_review(office.year)
    version = publish(agency_year=fresh(office.year), kind="measures", comment=comment, by=office.person("officer"))
    name = f"published/{version.address}/x.pdf"
    write(name, b"%PDF")
    PublishedFile.objects.create(publication=version, format="pdf", file=name, sha256=sha256_of(b"%PDF"), size=4)
    Publication.objects.finish(version, timezone.now())
    return Publication.objects.get(pk=version.pk)


def public(version, view="published", **kwargs):
    return Client().get(reverse(f"reports:{view}", kwargs={"address": version.address, **kwargs}))


def form_page(client, number=1, data=None, code="own"):
    kwargs = {"agency_code": code, "fiscal_year": 2567, "kind": "measures", "number": number}
    address = reverse("reports:withdraw", kwargs=kwargs)
    return client.get(address) if data is None else client.post(address, data)


@pytest.mark.parametrize("who", ["head", "administrator"])
def test_withdrawing_keeps_reason_person_and_history(office, who):
    version = make_published(office)

    withdraw(publication=version, reason=" คะแนนผิด ", by=office.person(who))

    row = Withdrawal.objects.get()
    assert (row.publication, row.reason, row.by) == (version, "คะแนนผิด", getattr(office, who))
    change = Change.objects.get(record__startswith="การถอนฉบับเผยแพร่")
    assert (change.field, change.after, change.fiscal_year) == ("เหตุผลที่ถอน", "คะแนนผิด", 2567)


def test_officer_does_not_withdraw(office):
    version = make_published(office)

    with pytest.raises(PermissionDenied):
        withdraw(publication=version, reason="ก", by=office.person("officer"))

    assert Withdrawal.objects.count() == 0


def test_second_withdrawal_says_who_was_first(office):
    version = make_published(office)
    withdraw(publication=version, reason="คะแนนผิด", by=office.person("head"))

    with pytest.raises(WithdrawalRefused, match="ถอนไปแล้ว โดย หัวหน้าทดสอบ เมื่อ"):
        withdraw(publication=version, reason="ซ้ำ", by=office.person("administrator"))

    assert [row.reason for row in Withdrawal.objects.all()] == ["คะแนนผิด"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_withdrawing_wants_a_reason(office, reason):
    with pytest.raises(WithdrawalRefused, match="โปรดบอกเหตุผลที่ถอน"):
        withdraw(publication=make_published(office), reason=reason, by=office.person("head"))


def test_version_in_preparation_is_not_withdrawn(office):
    make_approved_review(office.year)
    version = publish(agency_year=fresh(office.year), kind="measures", comment="", by=office.person("officer"))

    with pytest.raises(WithdrawalRefused, match="ยังไม่ได้เผยแพร่"):
        withdraw(publication=version, reason="ก", by=office.person("head"))


def test_public_page_says_withdrawn_when_and_why_and_names_nobody(office):
    version = make_published(office)
    withdraw(publication=version, reason="คะแนน <ผิด>", by=office.person("head"))

    response = public(version)
    shown = response.content.decode()

    assert response.status_code == 200
    assert "ถูกถอนแล้ว" in shown
    assert "คะแนน &lt;ผิด&gt;" in shown
    assert "หัวหน้าทดสอบ" not in shown
    assert "ดาวน์โหลด PDF" not in shown
    assert "เป็นฉบับล่าสุด" not in shown


@pytest.mark.parametrize("name", FILES)
def test_files_of_a_withdrawn_version_are_gone_with_a_page_that_says_so(office, name):
    version = make_published(office)
    withdraw(publication=version, reason="คะแนนผิด", by=office.person("head"))

    response = public(version, name, **FILES[name])

    assert (response.status_code, response["Cache-Control"]) == (410, "public, max-age=60")
    assert "ฉบับนี้ถูกถอนแล้ว" in response.content.decode()
    assert "คะแนนผิด" in response.content.decode()


def test_withdrawn_version_leads_to_the_one_that_holds(office):
    first = make_published(office)
    edit_measure(office.year, "แก้ไขแล้ว")
    second = make_published(office)
    withdraw(publication=second, reason="คะแนนผิด", by=office.person("head"))

    gone, held = public(second).content.decode(), public(first).content.decode()

    assert f'ฉบับที่ใช้อยู่: <a href="/v/{first.address}/">ฉบับที่ 1' in gone
    assert "เป็นฉบับล่าสุด" in held
    assert "มีฉบับใหม่กว่า" not in held


def test_superseded_version_says_so(office):
    first = make_published(office)
    edit_measure(office.year, "แก้ไขแล้ว")
    second = make_published(office)

    own = Client()
    own.force_login(office.officer)
    page = own.get(reverse("reports:publish", args=["own", 2567, "measures"])).content.decode()
    assert f'มีฉบับใหม่กว่า: <a href="/v/{second.address}/">ฉบับที่ 2' in public(first).content.decode()
    assert page.count("มีฉบับใหม่แทนแล้ว") == 1


def test_content_that_was_withdrawn_may_be_published_again(office):
    version = make_published(office)
    withdraw(publication=version, reason="ถอนผิดฉบับ", by=office.person("head"))

    assert make_published(office).number == 2


def test_withdrawals_are_never_rewritten(office):
    row = withdraw(publication=make_published(office), reason="ก", by=office.person("head"))

    for rewriting in (row.save, row.delete, Withdrawal.objects.all().delete):
        with pytest.raises(AppendOnly):
            rewriting()
    with pytest.raises(AppendOnly):
        Withdrawal.objects.update(reason="x")


def test_form_withdraws_and_the_page_of_publishing_says_so(office, client):
    make_published(office)
    client.force_login(office.head)

    assert "โปรดบอกเหตุผลที่ถอน" in form_page(client, data={"reason": ""}).content.decode()
    response = form_page(client, data={"reason": "คะแนนผิด"})

    shown = client.get(response["Location"]).content.decode()
    assert "โดย หัวหน้าทดสอบ เหตุผล: คะแนนผิด" in shown
    assert "ฉบับนี้ถอนแล้ว" in form_page(client).content.decode()


def test_second_press_of_the_button_is_explained(office, client):
    version = make_published(office)
    client.force_login(office.head)
    withdraw(publication=version, reason="คะแนนผิด", by=office.person("administrator"))

    assert "ถอนไปแล้ว โดย ผู้ดูแลทดสอบ" in form_page(client, data={"reason": "ซ้ำ"}).content.decode()


def test_form_is_for_who_answers_for_the_document(office, client):
    make_published(office)
    client.force_login(office.officer)
    assert form_page(client).status_code == 403
    assert form_page(client, data={"reason": "ก"}).status_code == 403

    client.force_login(make_office("other").head)
    assert form_page(client).status_code == 404
    assert form_page(client, data={"reason": "ก"}).status_code == 404
    assert Withdrawal.objects.count() == 0


def test_version_that_is_not_there_is_a_404(office, client):
    make_published(office)
    client.force_login(office.head)

    assert form_page(client, number=2).status_code == 404

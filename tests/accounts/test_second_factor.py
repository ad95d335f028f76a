"""Switching the second factor on, giving codes, and switching it off."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import segno
from django.core.management import CommandError, call_command
from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice

from ita_portal.accounts import second_factor
from ita_portal.accounts.models import AccountEvent, RecoveryCode, Throttle
from ita_portal.accounts.proof import WRONG_CODE, WRONG_RECOVERY_CODE
from ita_portal.accounts.recovery import renew_codes
from tests.accounts.codes import code_of, make_device, pass_time, wrong_code
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db
PASSWORD = {"password": "secret-for-tests"}
START, CONFIRM = "/accounts/second-factor/", "/accounts/second-factor/confirm/"
CODE, RECOVERY = "/accounts/code/", "/accounts/code/recovery/"
REMOVE, RENEW = "/accounts/second-factor/remove/", "/accounts/second-factor/codes/"


@pytest.fixture
def officer(client):
    user = make_user("officer", officer_of=make_agency("own"))
    client.force_login(user)
    return user


def begin(client):
    client.post(START, PASSWORD)
    return TOTPDevice.objects.get()


def codes_on(page):
    return re.findall(r"<code>([a-z0-9-]+)</code>", page.content.decode())


def errors(response):
    form = response.context["form"]
    return {field: list(messages) for field, messages in form.errors.items()}


def kinds():
    return list(AccountEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_first_code_switches_it_on_and_shows_ten_codes_once(client, officer):
    device = begin(client)

    page = client.post(CONFIRM, {"code": code_of(device)})

    codes = codes_on(page)
    device.refresh_from_db()
    assert device.confirmed is True
    assert (len(codes), len(set(codes))) == (10, 10)
    assert page["Cache-Control"] == "private, no-store"
    assert RecoveryCode.objects.filter(user=officer, used_at=None).count() == 10
    assert not RecoveryCode.objects.filter(hash__in=[*codes, *(code.replace("-", "") for code in codes)]).exists()
    assert codes_on(client.get("/accounts/")) == []
    assert client.get("/agencies/own/").status_code == 200
    assert kinds() == ["factor_on"]


def test_page_with_the_key_shows_a_picture_and_groups_of_four(client, officer):
    device = begin(client)

    page = client.get(CONFIRM)

    assert device.config_url.startswith("otpauth://totp/ITA%3Aofficer?secret=")
    assert second_factor.qr_picture(device) == segno.make(device.config_url, error="m", micro=False).svg_data_uri(
        scale=5, border=4
    )
    assert page.context["groups"] == second_factor.key_groups(device)
    assert [len(group) for group in page.context["groups"]] == [4] * 8
    assert 'src="data:image/svg+xml' in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


def test_key_is_shown_in_no_other_session(client, officer):
    begin(client)
    client.logout()
    client.force_login(officer)

    assert client.get(CONFIRM)["Location"] == START


def test_wrong_password_makes_no_key(client, officer):
    response = client.post(START, {"password": "wrong"})

    assert errors(response) == {"password": ["รหัสผ่านไม่ถูกต้อง"]}
    assert TOTPDevice.objects.count() == 0


def test_wrong_first_code_leaves_it_off(client, officer):
    device = begin(client)

    response = client.post(CONFIRM, {"code": wrong_code(device)})

    assert errors(response) == {"code": [WRONG_CODE]}
    assert TOTPDevice.objects.get().confirmed is False
    assert RecoveryCode.objects.count() == 0


def test_second_tab_that_confirms_later_changes_nothing(client, officer):
    device = begin(client)
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)

    with pytest.raises(second_factor.AlreadyOn):
        second_factor.confirm(device, code_of(device))

    assert client.post(CONFIRM, {"code": code_of(device)}).status_code == 302
    assert RecoveryCode.objects.count() == 0


def sign_in(client):
    return client.post("/accounts/login/?next=/agencies/own/", {"username": "officer", **PASSWORD}, follow=True)


@pytest.fixture
def device(client, officer):
    client.logout()
    return make_device(officer)


def test_code_after_the_password_opens_the_page_that_was_asked_for(client, device):
    page = sign_in(client)
    key = client.session.session_key

    response = client.post(CODE, {"code": code_of(device), "next": page.context["next"]})

    assert page.request["PATH_INFO"] == CODE
    assert response["Location"] == "/agencies/own/"
    assert client.get("/agencies/own/").status_code == 200
    assert client.session.session_key != key
    assert kinds() == ["sign_in"]


@pytest.mark.parametrize("typed", ["123", "12345a", "1234567"])
def test_what_cannot_be_a_code_is_said_and_not_counted(client, device, typed):
    sign_in(client)

    assert errors(client.post(CODE, {"code": typed})) == {"code": ["รหัสเป็นตัวเลข 6 หลัก โปรดตรวจแล้วพิมพ์ใหม่"]}
    assert Throttle.objects.filter(scope="code").count() == 0


@pytest.mark.parametrize(("steps", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_code_is_good_one_step_early_and_late(device, steps, accepted):
    assert second_factor.accepts(device.user, code_of(device, steps)) is accepted


def test_code_is_read_with_spaces_and_thai_digits(client, device):
    sign_in(client)
    code = code_of(device).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    assert client.post(CODE, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302


def test_code_that_was_used_is_refused(client, device):
    sign_in(client)
    code = code_of(device)
    client.post(CODE, {"code": code})
    client.post("/accounts/logout/")
    sign_in(client)

    assert errors(client.post(CODE, {"code": code})) == {"code": [WRONG_CODE]}
    pass_time(device)
    assert client.post(CODE, {"code": code}).status_code == 302


def test_sixth_code_waits_even_when_it_is_right(client, device):
    sign_in(client)
    for _ in range(5):
        client.post(CODE, {"code": wrong_code(device)})

    response = client.post(CODE, {"code": code_of(device)})

    assert errors(response) == {"__all__": ["ลองหลายครั้งเกินไป โปรดรออีก 1 นาที แล้วลองใหม่"]}
    assert "second_factor" not in client.session


def test_recovery_codes_and_codes_are_counted_together(client, device):
    sign_in(client)
    for _ in range(5):
        client.post(RECOVERY, {"code": "aaaa-aaaa-aaaa-aaaa"})

    assert "โปรดรออีก" in errors(client.post(CODE, {"code": code_of(device)}))["__all__"][0]


def test_code_of_another_person_opens_nothing(client, device):
    other = make_device(make_user("other"))
    others_codes = renew_codes(other.user)
    sign_in(client)

    client.post(CODE, {"code": code_of(other)})
    response = client.post(RECOVERY, {"code": others_codes[0]})

    assert errors(response) == {"code": [WRONG_RECOVERY_CODE]}
    assert RecoveryCode.objects.filter(used_at=None).count() == 10


def test_recovery_code_opens_once_and_says_how_many_are_left(client, device):
    codes = renew_codes(device.user)
    sign_in(client)

    page = client.post(RECOVERY, {"code": codes[3].upper().replace("-", " ")}, follow=True)

    assert "เหลือ 9 รหัส" in page.content.decode()
    assert kinds() == ["recovery_used"]
    client.post("/accounts/logout/")
    sign_in(client)
    assert errors(client.post(RECOVERY, {"code": codes[3]})) == {"code": [WRONG_RECOVERY_CODE]}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["code", "recovery code"])
def test_one_code_sent_many_times_at_the_same_moment_counts_once(kind):
    device = make_device(make_user())
    code = code_of(device) if kind == "code" else renew_codes(device.user)[0]

    def use(_):
        try:
            return second_factor.accepts_any(device.user, code)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(use, range(6)))

    assert sorted(answers) == [False] * 5 + [True]


def signed_in(client, device):
    client.force_login(device.user)
    session = client.session
    session[second_factor.PASSED] = device.pk
    session.save()


def test_new_codes_replace_the_former_ones(client, device):
    former = renew_codes(device.user)
    signed_in(client, device)

    codes = codes_on(client.post(RENEW, PASSWORD))

    assert (len(codes), set(codes) & set(former)) == (10, set())
    assert second_factor.accepts_any(device.user, former[0]) is False
    assert second_factor.accepts_any(device.user, codes[0]) is True
    assert kinds() == ["codes_renewed"]


@pytest.mark.parametrize(
    ("password", "is_right", "field"), [("wrong", True, "password"), ("secret-for-tests", False, "code")]
)
def test_removing_needs_both_the_password_and_a_code(client, device, password, is_right, field):
    signed_in(client, device)
    code = code_of(device) if is_right else wrong_code(device)

    response = client.post(REMOVE, {"password": password, "code": code})

    assert list(errors(response)) == [field]
    assert TOTPDevice.objects.count() == 1


def test_wrong_password_uses_no_code_up(client, device):
    signed_in(client, device)
    code = code_of(device)
    client.post(REMOVE, {"password": "wrong", "code": code})

    response = client.post(REMOVE, {**PASSWORD, "code": code})

    assert response["Location"] == "/accounts/"
    assert (TOTPDevice.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert kinds() == ["factor_off"]


def test_recovery_code_removes_as_well(client, device):
    codes = renew_codes(device.user)
    signed_in(client, device)

    client.post(REMOVE, {**PASSWORD, "code": codes[0]})

    assert TOTPDevice.objects.count() == 0


def test_operator_removes_the_factor_of_who_lost_everything_and_ends_the_sessions(client, device, capsys):
    renew_codes(device.user)
    signed_in(client, device)

    call_command("remove_second_factor", "officer")

    assert "officer: ปิดการยืนยันสองขั้นแล้ว" in capsys.readouterr().out
    assert (TOTPDevice.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert client.get("/accounts/")["Location"].startswith("/accounts/login/")
    with pytest.raises(CommandError, match="ไม่มีบัญชีชื่อ nobody"):
        call_command("remove_second_factor", "nobody")


def test_keys_are_not_shown_in_the_administration(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))

    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404

"""Proving to be the owner of an account, by the password or a code. Every try is counted before it is judged."""

from ita_portal.accounts import second_factor
from ita_portal.accounts.models import Throttle
from ita_portal.accounts.recovery import use_code
from ita_portal.accounts.throttling import count_try, forgive, person_gate

WRONG_CODE = "รหัสไม่ถูกต้อง หมดอายุแล้ว หรือใช้ไปแล้ว โปรดใช้รหัสที่แอปแสดงอยู่ในขณะนี้ และตรวจว่าเวลาของโทรศัพท์ตั้งเป็นอัตโนมัติ"
WRONG_RECOVERY_CODE = "รหัสสำรองไม่ถูกต้องหรือใช้ไปแล้ว แต่ละรหัสใช้ได้ครั้งเดียว โปรดใช้รหัสอื่นในชุดล่าสุด"


class WrongProof(Exception):
    """The message is Thai; `field` is where it belongs in a form."""

    def __init__(self, field, message):
        self.field = field
        super().__init__(message)


def prove_password(user, password):
    gate = person_gate(Throttle.Scope.PASSWORD, user)
    count_try(gate)
    if not user.check_password(password):
        raise WrongProof("password", "รหัสผ่านไม่ถูกต้อง")
    forgive(gate)


def prove_code(user, code):
    _prove(user, lambda: second_factor.accepts(user, code), WRONG_CODE)


def prove_recovery_code(user, code):
    _prove(user, lambda: use_code(user, code), WRONG_RECOVERY_CODE)


def prove_any_code(user, code):
    _prove(user, lambda: second_factor.accepts_any(user, code), WRONG_CODE)


def prove_new_device(device, code) -> list[str]:
    """The recovery codes of a device whose first code is right."""
    return _prove(device.user, lambda: second_factor.confirm(device, code), WRONG_CODE)


def _prove(user, judge, message):
    gate = person_gate(Throttle.Scope.CODE, user)
    count_try(gate)
    verdict = judge()
    if not verdict:
        raise WrongProof("code", message)
    forgive(gate)
    return verdict

"""What is asked for at the door and on the pages of the own account. Proofs are judged in proof.py, not here."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError

from ita_portal.accounts.proof import WrongProof, prove_password
from ita_portal.accounts.thai_fields import NameField, ThaiFields
from ita_portal.accounts.throttling import (
    TriedTooOften,
    account_gate,
    address_gate,
    count_try,
    forgive,
    take_back,
)

MISMATCH = "รหัสผ่านใหม่สองช่องไม่ตรงกัน"


class SignInForm(ThaiFields, AuthenticationForm):
    """`wait` is the seconds to wait after too many tries, else None."""

    wait = None
    labels = {"username": "ชื่อผู้ใช้", "password": "รหัสผ่าน"}
    error_messages = {
        "invalid_login": "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง โปรดตรวจตัวพิมพ์เล็ก–ใหญ่แล้วลองอีกครั้ง",
        "inactive": "บัญชีนี้ถูกระงับการใช้งาน โปรดติดต่อผู้ดูแลระบบ",
    }

    def clean(self):
        if not {"username", "password"} <= self.cleaned_data.keys():
            return self.cleaned_data
        account, address = account_gate(self.cleaned_data["username"]), address_gate(self.request)
        self.count(account, address)
        cleaned = super().clean()
        forgive(account)
        take_back(address)
        return cleaned

    def count(self, *gates):
        try:
            count_try(*gates)
        except TriedTooOften as refusal:
            self.wait = refusal.seconds
            raise ValidationError(str(refusal), code="throttled") from None


class NewPasswordFields(ThaiFields):
    """The two fields of a new password, in Thai, with what is asked of it."""

    labels = {
        "old_password": "รหัสผ่านเดิม",
        "new_password1": "รหัสผ่านใหม่",
        "new_password2": "รหัสผ่านใหม่ (พิมพ์อีกครั้ง)",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = "อย่างน้อย 10 ตัวอักษร ไม่ใช่ตัวเลขล้วน ไม่ใช่รหัสที่คาดเดาง่าย และไม่คล้ายชื่อผู้ใช้"
        self.fields["new_password2"].help_text = "พิมพ์รหัสใหม่ซ้ำ เพื่อให้แน่ใจว่าพิมพ์ไม่ผิด"

    def validate_password_for_user(self, user, password_field_name="new_password1"):
        """A weak password is a fault of the field where it was typed first."""
        super().validate_password_for_user(user, "new_password1")


class PasswordForm(NewPasswordFields, PasswordChangeForm):
    error_messages = {"password_mismatch": MISMATCH, "password_incorrect": "รหัสผ่านเดิมไม่ถูกต้อง"}

    def clean_old_password(self):
        try:
            prove_password(self.user, self.cleaned_data["old_password"])
        except WrongProof:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect") from None
        except TriedTooOften as refusal:
            raise ValidationError(str(refusal), code="throttled") from None
        return self.cleaned_data["old_password"]


class NewPasswordForm(NewPasswordFields, SetPasswordForm):
    error_messages = {"password_mismatch": MISMATCH}


class OwnPasswordForm(ThaiFields, forms.Form):
    password = forms.CharField(
        label="รหัสผ่านปัจจุบัน",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="เพื่อยืนยันว่าเป็นเจ้าของบัญชี",
    )


class CodeField(forms.CharField):
    """Spaces and dashes are how people read a code aloud; they do not count."""

    def __init__(self, **kwargs):
        super().__init__(max_length=60, **kwargs)

    def to_python(self, value):
        return "".join(character for character in super().to_python(value) if character.isalnum())


class CodeForm(ThaiFields, forms.Form):
    code = CodeField(
        label="รหัส 6 หลักจากแอปยืนยันตัวตน",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "narrow"}),
    )

    def clean_code(self):
        """What cannot be a code is a slip of the hand and no guess, so it is not counted."""
        code = self.cleaned_data["code"]
        if len(code) != 6 or not code.isdecimal():
            raise ValidationError("รหัสเป็นตัวเลข 6 หลัก โปรดตรวจแล้วพิมพ์ใหม่")
        return code


class RecoveryCodeForm(ThaiFields, forms.Form):
    code = CodeField(
        label="รหัสสำรอง",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text="ตัวอักษรและตัวเลข 16 ตัว จะพิมพ์ขีดคั่นหรือไม่ก็ได้",
    )


class RemoveForm(OwnPasswordForm):
    code = CodeField(
        label="รหัส 6 หลักจากแอปยืนยันตัวตน หรือรหัสสำรอง", widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )


class ProfileForm(ThaiFields, forms.Form):
    name = NameField(label="ชื่อที่แสดง", max_length=200, help_text="ปรากฏในประวัติการแก้ไขและในเอกสารที่ท่านเผยแพร่")
    email = forms.EmailField(
        label="อีเมล",
        max_length=254,
        required=False,
        help_text="ใช้ตั้งรหัสผ่านใหม่เมื่อลืม หากเปลี่ยน ระบบจะแจ้งไปยังอีเมลเดิมด้วย",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = OwnPasswordForm.base_fields["password"]


class ResetForm(ThaiFields, forms.Form):
    email = forms.EmailField(
        label="อีเมลของบัญชี", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

"""Django's password rules with Thai words, because its own translation lacks them."""

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError


class InThai:
    """Says `thai` instead of the English message of the rule it is mixed into."""

    thai = ""

    def validate(self, password, user=None):
        try:
            super().validate(password, user)
        except ValidationError as error:
            raise ValidationError(self.thai, code=error.error_list[0].code) from None

    def get_help_text(self):
        return self.thai


class LongEnough(InThai, password_validation.MinimumLengthValidator):
    @property
    def thai(self):
        return f"รหัสผ่านต้องยาวอย่างน้อย {self.min_length} ตัวอักษร"


class NotCommon(InThai, password_validation.CommonPasswordValidator):
    thai = "รหัสผ่านนี้มีผู้ใช้กันมาก จึงเดาได้ง่าย โปรดตั้งรหัสอื่น"


class NotOnlyDigits(InThai, password_validation.NumericPasswordValidator):
    thai = "รหัสผ่านต้องไม่ใช่ตัวเลขล้วน"


class NotLikeTheUser(InThai, password_validation.UserAttributeSimilarityValidator):
    thai = "รหัสผ่านคล้ายชื่อผู้ใช้หรือชื่อของท่านเกินไป โปรดตั้งรหัสอื่น"

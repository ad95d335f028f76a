from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง โปรดตรวจตัวพิมพ์เล็ก–ใหญ่แล้วลองอีกครั้ง",
        "inactive": "บัญชีนี้ถูกระงับการใช้งาน โปรดติดต่อผู้ดูแลระบบ",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "ชื่อผู้ใช้"
        self.fields["password"].label = "รหัสผ่าน"


class PasswordForm(PasswordChangeForm):
    error_messages = {
        "password_mismatch": "รหัสผ่านใหม่สองช่องไม่ตรงกัน",
        "password_incorrect": "รหัสผ่านเดิมไม่ถูกต้อง",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "รหัสผ่านเดิม"
        self.fields["new_password1"].label = "รหัสผ่านใหม่"
        self.fields["new_password2"].label = "รหัสผ่านใหม่ (พิมพ์อีกครั้ง)"
        self.fields["new_password1"].help_text = "อย่างน้อย 10 ตัวอักษร ไม่ใช่ตัวเลขล้วน ไม่ใช่รหัสที่คาดเดาง่าย และไม่คล้ายชื่อผู้ใช้"
        self.fields["new_password2"].help_text = "พิมพ์รหัสใหม่ซ้ำ เพื่อให้แน่ใจว่าพิมพ์ไม่ผิด"

    def validate_password_for_user(self, user, password_field_name="new_password1"):
        """A weak password is a fault of the field where it was typed first."""
        super().validate_password_for_user(user, "new_password1")

"""Forms of people and their roles: invitations, handing over, and what an invited person fills in."""

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator
from django.utils.timezone import localdate

from assessments import thai
from assessments.forms import CHOOSE, text
from assessments.models import Membership
from assessments.models.people import AGENCY_ROLES
from assessments.thai_forms import ThaiDateField, refusal

Reach, Role = Membership.Reach, Membership.Role
WHAT_A_ROLE_MAY = {
    Role.OFFICER: "เจ้าหน้าที่หน่วยงาน — กรอกข้อมูล จัดทำมาตรการและรายงาน ส่งให้หัวหน้า",
    Role.HEAD: "หัวหน้าหน่วยงาน — ตรวจและรับรอง เผยแพร่ เชิญและสิ้นสุดบทบาทของบุคลากร",
    Role.VIEWER: "ผู้ดูข้อมูล — ดูได้ทุกหน้า แก้ไขไม่ได้",
}
AT_ONCE, ON_DAY = "at_once", "on_day"


class ThaiEmailValidator(EmailValidator):
    message = "“%(typed)s” ไม่ใช่อีเมลที่ถูกรูปแบบ เช่น name@example.go.th"

    def __call__(self, value):
        try:
            super().__call__(value)
        except ValidationError:
            raise refusal(self.message, value) from None


class LowerEmailField(forms.EmailField):
    default_validators = [ThaiEmailValidator()]

    def __init__(self, label, **kwargs):
        messages = {"required": f"กรอก{label}", "max_length": "อีเมลยาวเกิน 254 อักขระ"}
        super().__init__(label=label, error_messages=messages, max_length=254, **kwargs)

    def to_python(self, value):
        return thai.clean_text(super().to_python(value)).lower()


class NewPasswordField(forms.CharField):
    """Kept exactly as it was typed."""

    widget = forms.PasswordInput({"autocomplete": "new-password"})

    def __init__(self, label, *, missing, **kwargs):
        unusable = f"{label}มีอักขระที่ใช้ไม่ได้: ลบแล้วพิมพ์ใหม่"
        messages = {"required": missing, "null_characters_not_allowed": unusable}
        super().__init__(label=label, strip=False, error_messages=messages, **kwargs)


class InviteForm(forms.Form):
    email = LowerEmailField("อีเมลของผู้ที่เชิญ", help_text="ระบบส่งลิงก์ไปที่อีเมลนี้ ใช้ได้ 14 วันและใช้ได้ครั้งเดียว")
    role = forms.ChoiceField(
        label="บทบาท",
        choices=[(role, WHAT_A_ROLE_MAY[role]) for role in AGENCY_ROLES],
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกบทบาท", "invalid_choice": "เลือกบทบาทจากรายการ"},
    )


class HandOverForm(forms.Form):
    email = LowerEmailField("อีเมลของผู้รับมอบหน้าที่")
    when = forms.ChoiceField(
        label="ท่านพ้นหน้าที่",
        choices=[(AT_ONCE, "ทันทีที่ผู้รับมอบตอบรับ"), (ON_DAY, "เมื่อสิ้นวันที่กำหนด (หากตอบรับหลังวันนั้น พ้นทันทีที่ตอบรับ)")],
        widget=forms.RadioSelect,
        initial=AT_ONCE,
        error_messages={"required": "เลือกว่าพ้นหน้าที่เมื่อใด", "invalid_choice": "เลือกจากรายการ"},
    )
    on = ThaiDateField(label="วันสุดท้ายที่ท่านทำหน้าที่", required=False, help_text="กรอกเมื่อเลือกวันที่กำหนด")

    def clean(self):
        values = super().clean()
        if values.get("when") == AT_ONCE:
            values["on"] = None
        elif values.get("when") and not self.errors.get("on"):
            self._check_day(values.get("on"))
        return values

    def _check_day(self, day):
        if day is None:
            self.add_error("on", "กรอกวันสุดท้ายที่ท่านทำหน้าที่")
        elif day < localdate():
            self.add_error("on", "วันนี้ผ่านมาแล้ว กรอกวันนี้หรือวันที่ยังมาไม่ถึง")

    @property
    def values(self):
        return {"email": self.cleaned_data["email"], "on": self.cleaned_data["on"]}


class AdministratorForm(forms.Form):
    """`reaches` says what the person may give: {reach: [(value, label)]}; a reach that takes no value has none."""

    email = LowerEmailField("อีเมลของผู้ที่เชิญ", help_text="ระบบส่งลิงก์ไปที่อีเมลนี้ ใช้ได้ 14 วันและใช้ได้ครั้งเดียว")
    reach = forms.ChoiceField(
        label="ขอบเขตที่ดูแล",
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกขอบเขต", "invalid_choice": "เลือกขอบเขตจากรายการ"},
    )
    body = forms.ChoiceField(label="สังกัด", required=False, error_messages={"invalid_choice": "เลือกสังกัดจากรายการ"})
    kind = forms.ChoiceField(
        label="ประเภทหน่วยงาน", required=False, error_messages={"invalid_choice": "เลือกประเภทจากรายการ"}
    )
    province = forms.ChoiceField(label="จังหวัด", required=False, error_messages={"invalid_choice": "เลือกจังหวัดจากรายการ"})
    field_of = {Reach.BRANCH: "body", Reach.KIND: "kind", Reach.PROVINCE: "province"}

    def __init__(self, *args, reaches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = [(reach, Reach(reach).label) for reach in reaches]
        for reach, name in self.field_of.items():
            if reach in reaches:
                self.fields[name].choices = [*CHOOSE, *reaches[reach]]
                self.fields[name].help_text = f"กรอกเมื่อเลือก “{reach.label}”"
            else:
                del self.fields[name]

    def clean(self):
        values = super().clean()
        name = self.field_of.get(values.get("reach"))
        if name and not values.get(name) and not self.errors.get(name):
            self.add_error(name, f"เลือก{self.fields[name].label}ที่ดูแล")
        return values

    @property
    def granted(self):
        """The reach and the one value that belongs to it, whatever else was chosen; `body` as a number."""
        values = self.cleaned_data
        name = self.field_of.get(values["reach"])
        return {"reach": values["reach"], **({name: values[name]} if name else {})}


class NewPersonForm(forms.Form):
    """An account for who has none. Passwords are judged by AUTH_PASSWORD_VALIDATORS."""

    name = text("ชื่อและนามสกุล", 200, required=True, help_text="แสดงในประวัติการแก้ไข")
    username = text(
        "ชื่อผู้ใช้",
        150,
        required=True,
        help_text="อักษรอังกฤษ ตัวเลข หรือ . _ - อย่างน้อย 3 ตัว ใช้เมื่อเข้าสู่ระบบ",
        validators=[RegexValidator(r"^[A-Za-z0-9._-]{3,150}\Z", "ใช้อักษรอังกฤษ ตัวเลข หรือ . _ - อย่างน้อย 3 ตัว")],
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = NewPasswordField(
        "รหัสผ่าน",
        missing="กรอกรหัสผ่าน",
        help_text="อย่างน้อย 10 ตัวอักษร ไม่ใช่ตัวเลขล้วน ไม่ใช่รหัสที่คาดเดาง่าย และไม่คล้ายชื่อผู้ใช้",
    )
    password_again = NewPasswordField("รหัสผ่าน (พิมพ์อีกครั้ง)", missing="พิมพ์รหัสผ่านอีกครั้ง")

    def __init__(self, *args, email="", **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        values = super().clean()
        if {"password", "password_again"} <= values.keys() and values["password"] != values["password_again"]:
            self.add_error("password_again", "รหัสผ่านสองช่องไม่ตรงกัน")
        if values.get("password"):
            self._judge(values)
        return values

    def _judge(self, values):
        person = get_user_model()(username=values.get("username", ""), name=values.get("name", ""), email=self.email)
        try:
            password_validation.validate_password(values["password"], person)
        except ValidationError as refusal:
            self.add_error("password", refusal)

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in ("username", "name", "password")}

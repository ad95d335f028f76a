"""Forms of the tree of affiliation, and of an agency's place in it."""

from django import forms
from django.utils.timezone import localdate

from assessments.forms import CHOOSE, VersionedForm, text
from assessments.frameworks.kinds import KINDS
from assessments.models import Body
from assessments.thai import long_date
from assessments.thai_forms import ThaiDateField

TOP = ("", "— ชั้นบนสุด —")
NO_BODY = ("", "— ยังไม่ระบุ —")


def body_choices(bodies):
    """Indented by level, in the order of the tree."""
    return [(str(body.pk), f"{'　' * body.level}{body.name}") for body in bodies]


class BodyForm(VersionedForm):
    """`bodies` are those under which the person may put one; `with_top` when the top of the tree is open as well."""

    name = text("ชื่อสังกัด", 300, required=True)
    kind = forms.ChoiceField(
        label="ระดับ",
        choices=[*CHOOSE, *Body.Kind.choices],
        error_messages={"required": "เลือกระดับ", "invalid_choice": "เลือกระดับจากรายการ"},
    )
    parent = forms.ChoiceField(
        label="อยู่ภายใต้",
        required=False,
        error_messages={"required": "เลือกสังกัดที่อยู่เหนือ", "invalid_choice": "เลือกจากรายการ"},
    )

    def __init__(self, *args, bodies, with_top, **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["parent"].choices = [TOP if with_top else CHOOSE[0], *body_choices(bodies)]
        self.fields["parent"].required = not with_top

    @property
    def values(self):
        return super().values | {"parent": self.bodies.get(self.cleaned_data["parent"])}


def stored_body(body):
    return {"name": body.name, "kind": body.kind, "parent": str(body.parent_id or "")}


class AgencyPlaceForm(VersionedForm):
    """`bodies` are those the person may choose; without any the affiliation is not theirs to say."""

    body = forms.ChoiceField(label="สังกัด", required=False, error_messages={"invalid_choice": "เลือกสังกัดจากรายการ"})
    kind = forms.ChoiceField(
        label="ประเภทหน่วยงาน",
        choices=list(KINDS.items()),
        error_messages={"required": "เลือกประเภทหน่วยงาน", "invalid_choice": "เลือกประเภทจากรายการ"},
    )
    closed_on = ThaiDateField(
        label="ยุบเลิกหรือยุบรวมเมื่อวันที่", required=False, help_text="เว้นว่างเมื่อหน่วยงานยังดำเนินงานอยู่ ข้อมูลเดิมยังอยู่ครบ"
    )
    successor = text("รหัสหน่วยงานที่รับงานต่อ", 50, help_text="กรอกได้เมื่อระบุวันที่ยุบเลิก")

    def __init__(self, *args, bodies, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = agencies
        if not bodies:
            del self.fields["body"]
            return
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["body"].choices = [NO_BODY, *body_choices(bodies)]

    def clean_closed_on(self):
        """A day that is set has come: everywhere an agency with one counts as closed."""
        day, today = self.cleaned_data["closed_on"], localdate()
        if day and day > today:
            raise forms.ValidationError(
                f"วันที่ยุบเลิก {long_date(day)} ยังมาไม่ถึง (วันนี้ {long_date(today)}) ระบบถือว่าหน่วยงานที่มีวันที่นี้ยุบเลิกแล้ว "
                "เว้นว่างไว้ก่อน แล้วกรอกเมื่อถึงวันนั้น"
            )
        return day

    def clean_successor(self):
        code = self.cleaned_data["successor"]
        if not code:
            return ""
        if not self.agencies.filter(code=code).exists():
            raise forms.ValidationError(f"ไม่พบหน่วยงานรหัส “{code}” ในขอบเขตที่ท่านดูแล")
        if not self.cleaned_data.get("closed_on"):
            raise forms.ValidationError("กรอกวันที่ยุบเลิกก่อน จึงระบุหน่วยงานที่รับงานต่อได้")
        return code

    @property
    def values(self):
        values = super().values
        if "body" in values:
            values["body"] = self.bodies.get(values["body"])
        successor = self.agencies.filter(code=values["successor"]).first() if values["successor"] else None
        return values | {"successor": successor}


def stored_place(agency):
    return {
        "body": str(agency.body_id or ""),
        "kind": agency.kind,
        "closed_on": agency.closed_on,
        "successor": agency.successor.code if agency.successor else "",
    }

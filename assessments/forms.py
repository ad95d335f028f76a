"""Forms of agencies, years, announced results and past results. The grid of scores has a file of its own."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from assessments.conflicts import chosen, conflicts
from assessments.fiscal_year import FIRST_KNOWN, LAST_KNOWN
from assessments.models import Agency
from assessments.services.past_results import PastYear
from assessments.thai import arabic_digits
from assessments.thai_forms import CleanCharField, LinesField, ScoreField, ThaiDateField, WholeNumberField, refusal

CHOOSE = [("", "— เลือก —")]
MOST_PAST_YEARS = 15


class FiscalYearField(WholeNumberField):
    """A Buddhist-era year in either digit script."""

    def clean(self, value):
        year = super().clean(value)
        if year is None or FIRST_KNOWN <= year <= LAST_KNOWN:
            return year
        message = "“%(typed)s” ไม่ใช่ปี พ.ศ. ที่ใช้ได้ (%(first)s–%(last)s) หากเป็นปี ค.ศ. ให้บวก 543"
        raise refusal(message, value, code="era", first=FIRST_KNOWN, last=LAST_KNOWN)


def text(label, max_length, *, required=False, **options):
    messages = {"required": f"กรอก{label}", "max_length": f"{label}ยาวเกิน {max_length} อักขระ"}
    return CleanCharField(label=label, max_length=max_length, required=required, error_messages=messages, **options)


def lines(label, rows, help_text):
    return LinesField(
        label=label,
        required=False,
        help_text=f"หนึ่งบรรทัดต่อหนึ่ง{help_text}",
        widget=forms.Textarea({"rows": rows}),
        error_messages={"max_length": f"{label}ยาวเกิน 20,000 อักขระ"},
    )


class VersionedForm(forms.Form):
    """Carries the version that the person saw; a missing or odd one never equals a stored one."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(chosen(data), *args, **kwargs)

    @property
    def typed_version(self):
        typed = self.cleaned_data["version"]
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

    @property
    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def meet(self, stored, version):
        """What differs; the form goes on with the typed values over this version."""
        self.data = self.data.copy()
        self.data["version"] = version
        return conflicts(self, stored)


class AgencyForm(VersionedForm):
    name = text("ชื่อหน่วยงาน", 500, required=True)
    renamed_on = ThaiDateField(
        label="ใช้ชื่อใหม่ตั้งแต่วันที่",
        required=False,
        help_text="กรอกเมื่อหน่วยงานเปลี่ยนชื่อ ระบบเก็บชื่อเดิมไว้พร้อมวันที่ใช้ หากเพียงแก้คำผิดให้เว้นว่าง",
    )
    short_name = text("ชื่อย่อ", 200, help_text="ใช้ในที่แคบ เช่น หัวตาราง")
    province = text("จังหวัด", 100)
    district = text("อำเภอ", 100)
    parents = lines("ต้นสังกัด", 3, "หน่วยงาน เริ่มจากกระทรวง")
    units = lines("กลุ่มงานหรือหน่วยงานภายใน", 8, "กลุ่มงาน ใช้เลือกเป็นผู้รับผิดชอบมาตรการ")
    numerals = forms.ChoiceField(
        label="ตัวเลขในเอกสาร",
        choices=Agency.Numerals.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกตัวเลขในเอกสาร", "invalid_choice": "เลือกเลขไทยหรือเลขอารบิก"},
    )

    def __init__(self, *args, may_place=True, **kwargs):
        """The province says which administrators oversee the agency: once it is set, only they move it."""
        super().__init__(*args, **kwargs)
        if not may_place:
            self.fields["province"].disabled = True
            self.fields["province"].help_text = "ผู้ดูแลระดับจังหวัดเป็นไปตามจังหวัดนี้ หากต้องแก้ไขให้แจ้งผู้ดูแลระบบ"

    def clean_renamed_on(self):
        day = self.cleaned_data["renamed_on"]
        if day and day > localdate():
            raise ValidationError("วันที่เริ่มใช้ชื่อใหม่ต้องไม่อยู่หลังวันนี้ เมื่อถึงวันนั้นแล้วจึงแก้ไขชื่อ", code="future")
        return day


def stored_agency(agency):
    names = ("name", "short_name", "province", "district", "parents", "units", "numerals")
    return {name: getattr(agency, name) for name in names}


class FrameworkForm(forms.Form):
    """Which year's results: the framework gives the items, the weights and the levels."""

    framework = forms.ChoiceField(
        label="ผลการประเมินของปี",
        help_text="ผลที่ประกาศแล้วซึ่งนำมาวิเคราะห์ ข้อคำถามและเกณฑ์ระดับเปลี่ยนทุกปี จึงต้องเลือกปีให้ตรงกับผลที่ประกาศ",
        error_messages={
            "required": "เลือกปีของผลการประเมิน",
            "invalid_choice": "ใช้กรอบการประเมิน “%(value)s” กับผลนี้ไม่ได้ เลือกปีจากรายการ",
        },
    )

    def __init__(self, *args, frameworks, **kwargs):
        super().__init__(*args, **kwargs)
        self.frameworks = {framework.code: framework for framework in frameworks}
        self.fields["framework"].choices = [
            *CHOOSE,
            *((code, f"ปีงบประมาณ พ.ศ. {framework.fiscal_year}") for code, framework in self.frameworks.items()),
        ]

    def clean_framework(self):
        return self.frameworks[self.cleaned_data["framework"]]


class OpenYearForm(FrameworkForm):
    """Without a chosen framework the results of the year before count, the usual case."""

    fiscal_year = FiscalYearField(
        label="ปีงบประมาณของแผน (พ.ศ.)",
        help_text="ปีที่จะดำเนินมาตรการ เช่น 2567",
        error_messages={"required": "กรอกปีงบประมาณของแผน"},
    )
    is_other_year = forms.BooleanField(
        label="ตั้งใจใช้ผลการประเมินของปีอื่น",
        required=False,
        help_text="ทำเครื่องหมายเฉพาะเมื่อผลการประเมินที่เลือกไม่ใช่ของปีก่อนปีงบประมาณของแผน",
    )
    field_order = ("fiscal_year", "framework", "is_other_year")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["framework"]
        field.required = False
        field.choices = [("", "ปีก่อนปีงบประมาณของแผน (ปกติ)"), *field.choices[1:]]

    def clean_framework(self):
        return self.frameworks.get(self.cleaned_data["framework"])

    def clean(self):
        values = super().clean()
        if "fiscal_year" in values and "framework" in values and values["framework"] is None:
            values["framework"] = self._framework_before(values["fiscal_year"])
        self._confirm_other_year(values)
        return values

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in ("fiscal_year", "framework")}

    def _confirm_other_year(self, values):
        """Results of another year lead to a plan whose documents name the wrong year: nobody does so by a slip."""
        framework, fiscal_year = values.get("framework"), values.get("fiscal_year")
        if framework is None or fiscal_year is None or values["is_other_year"]:
            return
        if framework.fiscal_year != fiscal_year - 1:
            message = (
                f"แผนปีงบประมาณ พ.ศ. {fiscal_year} ปกติจัดทำจากผลการประเมินปี พ.ศ. {fiscal_year - 1} "
                f"แต่ท่านเลือกผลปี พ.ศ. {framework.fiscal_year} เอกสารทุกฉบับจะอ้างผลของปีนั้น "
                "หากตั้งใจ ให้ทำเครื่องหมายช่องนี้ หากไม่ ให้เลือกปีใหม่"
            )
            self.add_error("is_other_year", message)

    def _framework_before(self, fiscal_year):
        for framework in self.frameworks.values():
            if framework.fiscal_year == fiscal_year - 1:
                return framework
        self.add_error("framework", f"ยังไม่มีกรอบการประเมินของปี พ.ศ. {fiscal_year - 1} โปรดเลือกปีของผลการประเมิน")
        return None


class AnnouncedForm(VersionedForm):
    total = ScoreField(label="คะแนนรวม")
    level = text("ระดับผลการประเมิน", 100)
    rank_position = WholeNumberField(label="อยู่ในลำดับที่", required=False)
    rank_group = text("ในกลุ่มหน่วยงาน", 300, help_text="เช่น สำนักงานเขตพื้นที่การศึกษาประถมศึกษา")
    peers_label = text("กลุ่มเปรียบเทียบ", 300, help_text="เช่น หน่วยงานในจังหวัดเดียวกัน")
    peers_count = WholeNumberField(label="จำนวนหน่วยงานในกลุ่ม", required=False)
    peers_average = ScoreField(label="คะแนนเฉลี่ยของกลุ่ม")

    def __init__(self, *args, framework, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].widget.attrs["list"] = "levels"
        self.fields["level"].help_text = "เลือกจากรายการ หรือพิมพ์ตามที่ประกาศ"
        self.levels = [level.name for level in framework.levels]


def stored_announced(assessment):
    return {name: getattr(assessment, name) for name in AnnouncedForm.base_fields if name != "version"}


class PastResultForm(forms.Form):
    """One earlier year: its total and, where known, its indicators."""

    fiscal_year = FiscalYearField(label="ปีงบประมาณ (พ.ศ.)", required=False)
    total = ScoreField(label="คะแนนรวม")

    def __init__(self, *args, indicators, **kwargs):
        super().__init__(*args, **kwargs)
        self.indicators = indicators
        for indicator in indicators:
            label = f"ตัวชี้วัดที่ {indicator.code} {indicator.name}"
            self.fields[f"score-{indicator.code}"] = ScoreField(label=label)

    def clean(self):
        values = super().clean()
        figures = [value for name, value in values.items() if name not in ("fiscal_year", "DELETE")]
        has_figure = any(figure is not None for figure in figures)
        if has_figure and values.get("fiscal_year", 0) is None:
            self.add_error("fiscal_year", "กรอกปีงบประมาณของคะแนนในแถวนี้")
        return values

    @property
    def shown_year(self):
        """The year as the row shows it, valid or not; None for what is no number."""
        typed = arabic_digits(self["fiscal_year"].value() or "").strip()
        return int(typed) if typed.isdecimal() else None

    @property
    def past_year(self):
        """None for a row left blank."""
        if self.cleaned_data.get("fiscal_year") is None:
            return None
        scores = {indicator.code: self.cleaned_data[f"score-{indicator.code}"] for indicator in self.indicators}
        known = {code: value for code, value in scores.items() if value is not None}
        return PastYear(self.cleaned_data["fiscal_year"], self.cleaned_data["total"], known)


class PastResultFormSet(forms.BaseFormSet):
    default_error_messages = {
        "too_many_forms": f"กรอกได้ไม่เกิน {MOST_PAST_YEARS} ปี",
        "missing_management_form": "ข้อมูลของแบบฟอร์มมาไม่ครบ โปรดเปิดหน้านี้ใหม่แล้วกรอกอีกครั้ง",
    }

    def clean(self):
        if any(self.errors):
            return
        years = [year.fiscal_year for year in self.past_years]
        repeated = sorted({year for year in years if years.count(year) > 1})
        if repeated:
            raise ValidationError(f"ปี พ.ศ. {', '.join(map(str, repeated))} มีมากกว่าหนึ่งแถว เหลือไว้แถวเดียว")

    @property
    def past_years(self):
        kept = [form for form in self.forms if form not in self.deleted_forms]
        return [form.past_year for form in kept if form.past_year]

"""One measure with every field that the documents and the exchange file have."""

from django import forms

from assessments import fiscal_year as years
from assessments.finding_forms import ItemBoxes
from assessments.models import Urgency
from measures.catalogue.drafts import point_text
from measures.forms import fields
from measures.forms.period import PeriodFields

LINE_KINDS = {
    "improvement": "improvement",
    "assessed_points": "assessed_point",
    "causes": "cause",
    "approach": "approach",
    "limitations": "limitation",
}
COLUMNS = ("urgency", "title", "weak_point", "monitoring", "indicator", "issue")


class MeasureForm(PeriodFields):
    field_order = (
        "issue",
        "indicator",
        "items",
        "urgency",
        "title",
        "weak_point",
        "improvement",
        "assessed_points",
        "causes",
        "approach",
        "steps",
        "period_start",
        "period_end",
        "period_text",
    )

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)
    issue = fields.issue()
    indicator = fields.indicator()
    items = forms.MultipleChoiceField(
        label="ข้อคำถามหรือข้อเปิดเผยข้อมูลที่มาตรการนี้ตอบ",
        required=False,
        widget=ItemBoxes,
        error_messages={"invalid_choice": "ไม่มีข้อ %(value)s ในกรอบการประเมินนี้: เลือกจากรายการ"},
    )
    urgency = forms.ChoiceField(
        label="ความเร่งด่วน",
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกความเร่งด่วน", "invalid_choice": "เลือกความเร่งด่วนจากสามตัวเลือกนี้"},
    )
    title = fields.long_text("ชื่อมาตรการ โครงการ หรือกิจกรรม")
    weak_point = fields.long_text("ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อน")
    improvement = fields.lines("ประเด็นที่จะพัฒนาให้ดีขึ้น")
    assessed_points = fields.lines("ประเด็นการประเมิน")
    causes = fields.lines("สาเหตุ")
    approach = fields.lines("แนวทาง")
    steps = fields.RowsField(label="ขั้นตอนหรือวิธีการปฏิบัติ", row_name="ขั้นตอนที่", required=False)
    units = forms.MultipleChoiceField(
        label="กลุ่มงานที่รับผิดชอบ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "ไม่มีกลุ่มงาน “%(value)s” ในหน่วยงานนี้: เลือกจากรายการ หรือพิมพ์ในช่องถัดไป"},
    )
    other_responsible = fields.lines("ผู้รับผิดชอบอื่น", rows=2)
    monitoring = fields.long_text("การกำกับติดตามและรายงานผล", rows=3)
    limitations = fields.lines("ข้อจำกัดของมาตรการนี้", rows=2)

    def __init__(self, *args, agency_year, framework, measure=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fiscal_year = agency_year.fiscal_year
        kinds = (*LINE_KINDS.values(), "item", "responsible")
        self.stored = {kind: measure.texts(kind) if measure else [] for kind in kinds}
        self.fields["issue"].choices = fields.issue_choices(framework)
        self.fields["indicator"].choices = fields.indicator_choices(framework, measure.indicator if measure else "")
        self.fields["items"].choices = fields.item_choices(framework, self.stored["item"])
        self.fields["units"].choices = [(unit, unit) for unit in agency_year.agency.units]

    def clean(self):
        super().clean()
        if not {"title", "weak_point"} & self.errors.keys():
            self.require_a_name()
        return self.cleaned_data

    def require_a_name(self):
        if not self.cleaned_data["title"] and not self.cleaned_data["weak_point"]:
            self.add_error("title", "กรอกชื่อมาตรการ หรือจุดอ่อนที่มาตรการนี้ตอบ อย่างน้อยหนึ่งช่อง")

    def values(self):
        return {name: self.cleaned_data[name] for name in COLUMNS} | self.period_values()

    def lines(self):
        """Lists of texts by kind."""
        typed = {kind: self.cleaned_data[name] for name, kind in LINE_KINDS.items()}
        chosen = [*self.cleaned_data["units"], *self.cleaned_data["other_responsible"]]
        return {
            **{kind: fields.unless_same_lines(self.stored[kind], texts) for kind, texts in typed.items()},
            "step": self.cleaned_data["steps"],
            "item": fields.in_stored_order(self.stored["item"], self.cleaned_data["items"]),
            "responsible": fields.in_stored_order(self.stored["responsible"], chosen),
        }


def blank_measure(fiscal_year):
    """A new measure runs the whole fiscal year until somebody says otherwise."""
    return {
        "period_start": years.first_day(fiscal_year),
        "period_end": years.last_day(fiscal_year),
        "steps": ["", "", ""],
    }


def initial_of(measure, units):
    """What a stored measure shows in the form."""
    responsible = measure.texts("responsible")
    return {
        **{name: getattr(measure, name) for name in (*COLUMNS, *PeriodFields.base_fields, "version", "key")},
        **{name: measure.texts(kind) for name, kind in LINE_KINDS.items()},
        "steps": measure.texts("step"),
        "items": measure.texts("item"),
        "units": [text for text in responsible if text in units],
        "other_responsible": [text for text in responsible if text not in units],
    }


def initial_for_point(framework, point):
    """What the analysis already knows about a weak point, for a new measure that answers it."""
    is_item = framework.depth_of(point.code) == "item"
    return {
        "issue": point.issues[0] if point.issues else None,
        "indicator": point.indicator if is_item else point.code,
        "items": [point.code] if is_item else [],
        "urgency": point.officer_urgency or point.urgency,
        "weak_point": point_text(framework, point),
        "causes": list(point.causes),
        "approach": list(point.approaches),
    }

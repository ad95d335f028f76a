"""The period fields of measures and progress entries: inside the fiscal year, in order, both ends or none."""

from django import forms

from assessments.thai_forms import CleanCharField, ThaiDateField
from measures.planning import period_faults


class PeriodFields(forms.Form):
    """Needs `self.fiscal_year`."""

    period_start = ThaiDateField(label="วันเริ่มต้น", required=False)
    period_end = ThaiDateField(label="วันสิ้นสุด", required=False)
    period_text = CleanCharField(
        label="ระยะเวลาเป็นข้อความ",
        max_length=500,
        required=False,
        help_text="ใช้แทนวันที่ในเอกสาร เช่น ตลอดปีงบประมาณ หรือ ไตรมาสที่ 1 และ 3",
    )

    def clean(self):
        super().clean()
        if "period_start" in self.cleaned_data and "period_end" in self.cleaned_data:
            start, end = self.cleaned_data["period_start"], self.cleaned_data["period_end"]
            for name, message in period_faults(self.fiscal_year, start, end).items():
                self.add_error(name, message)
        return self.cleaned_data

    def period_values(self):
        return {name: self.cleaned_data[name] for name in PeriodFields.base_fields}

"""Forms of the pages for files of many agencies' results."""

from django import forms

from assessments.exchange.file_kinds import CSV, MEGABYTE, UPLOAD, XLSX
from assessments.forms import FrameworkForm
from assessments.frameworks.kinds import KINDS

RESULTS, TEMPLATE = "results", "template"
FORMATS = [(XLSX, "Excel (.xlsx)"), (CSV, "CSV (UTF-8)")]
CONTENTS = [(RESULTS, "ผลที่มีในระบบ พร้อมค่าที่คำนวณ"), (TEMPLATE, "แบบไฟล์เปล่า มีรายชื่อหน่วยงาน")]


class ResultsFileForm(FrameworkForm):
    file = forms.FileField(
        label="ไฟล์ผลการประเมิน (.xlsx หรือ .csv)",
        help_text=f"หนึ่งแถวต่อหนึ่งหน่วยงาน หรือหนึ่งแถวต่อหนึ่งคะแนน ไม่เกิน {UPLOAD.size // MEGABYTE} MB และ {UPLOAD.rows:,} แถว",
        error_messages={
            "required": "โปรดเลือกไฟล์",
            "empty": "ไฟล์นี้ว่างเปล่า",
            "invalid": "โปรดเลือกไฟล์จากเครื่องของท่าน",
        },
    )
    create_kind = forms.ChoiceField(
        label="หน่วยงานที่ยังไม่มีในระบบ",
        required=False,
        choices=[("", "ไม่สร้าง ให้แจ้งเป็นข้อผิดพลาด"), *((code, f"สร้างเป็น{name}") for code, name in KINDS.items())],
        error_messages={"invalid_choice": "เลือกประเภทหน่วยงานจากรายการ"},
    )
    field_order = ("framework", "file", "create_kind")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > UPLOAD.size:
            limit = UPLOAD.size // MEGABYTE
            raise forms.ValidationError(f"ไฟล์ใหญ่ {file.size / MEGABYTE:.1f} MB: ส่งได้ไม่เกิน {limit} MB แบ่งเป็นหลายไฟล์")
        return file

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in ("file", "framework", "create_kind")}


class ResultsExportForm(FrameworkForm):
    contents = forms.ChoiceField(
        label="เนื้อหา",
        choices=CONTENTS,
        initial=RESULTS,
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกเนื้อหาของไฟล์", "invalid_choice": "เลือกเนื้อหาจากรายการ"},
    )
    file_format = forms.ChoiceField(
        label="ชนิดไฟล์",
        choices=FORMATS,
        initial=XLSX,
        widget=forms.RadioSelect,
        error_messages={"required": "เลือกชนิดไฟล์", "invalid_choice": "เลือกชนิดไฟล์จากรายการ"},
    )

    @property
    def is_template(self):
        return self.cleaned_data["contents"] == TEMPLATE

"""The agency's limitations, one a line."""

from django import forms

from measures.forms import fields


class LimitationsForm(forms.Form):
    """`seen` says which list the person had in front; see services.limitations.seen_as."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    limitations = fields.lines("ข้อจำกัดของหน่วยงาน", rows=8, help_text="บรรทัดละหนึ่งข้อ เว้นว่างทั้งหมดหากไม่มีข้อจำกัด")

    def __init__(self, *args, stored=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = list(stored)

    def texts(self):
        return fields.unless_same_lines(self.stored, self.cleaned_data["limitations"])

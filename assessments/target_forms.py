"""The target form: total, instruments and indicators of the framework, one score each."""

from django import forms

from assessments import thai
from assessments.thai_forms import ScoreField


class TargetForm(forms.Form):
    """`values` and `versions` after validation are by code; a blank score aims at the pass mark."""

    def __init__(self, data=None, *, framework, kind, stored):
        super().__init__(data)
        self.codes = target_names(framework, kind)
        for code, name in self.codes.items():
            self._add_fields(code, name, stored.get(code))

    def _add_fields(self, code, name, row):
        self.fields[f"value-{code}"] = ScoreField(
            label=name, initial=row and row.value, widget=forms.TextInput(attrs={"class": "form-control"})
        )
        self.fields[f"version-{code}"] = forms.IntegerField(
            required=False, min_value=1, widget=forms.HiddenInput, initial=row and row.version, label=f"รุ่นข้อมูล {name}"
        )

    @property
    def rows(self):
        return [(code, self[f"value-{code}"], self[f"version-{code}"]) for code in self.codes]

    @property
    def values(self):
        return {code: self.cleaned_data[f"value-{code}"] for code in self.codes}

    @property
    def versions(self):
        return {code: self.cleaned_data[f"version-{code}"] for code in self.codes}

    def with_versions_of(self, stored):
        """The same typed values on top of what is stored now."""
        data = self.data.copy()
        for code in self.codes:
            data[f"version-{code}"] = stored[code].version if code in stored else ""
        self.data = data
        return self

    def differences(self, stored):
        """[{label, stored, typed}] of the targets that are stored now and were typed otherwise."""
        found = {code: stored[code].value if code in stored else None for code in self.codes}
        return [
            {"label": name, "stored": as_text(found[code]), "typed": as_text(self.values[code])}
            for code, name in self.codes.items()
            if found[code] != self.values[code]
        ]


def as_text(value):
    return "ไม่ตั้งเป้าหมาย" if value is None else thai.score(value)


def target_names(framework, kind):
    """What can have a target, by code: the total, the assessed instruments and their indicators."""
    names = {"total": "คะแนนรวม"}
    for code in framework.rule_for(kind).weights:
        names[code] = f"{code} {framework.entries[code].name}"
        names |= {entry.code: f"ตัวชี้วัดที่ {entry.code} {entry.name}" for entry in framework.indicators_of(code)}
    return names

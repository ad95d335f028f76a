"""How a person wants to hear of each kind of news: two fields a kind."""

from django import forms

from assessments.notifications import EMAIL_CHOICES, KINDS, Way


class NotificationChoicesForm(forms.Form):
    """`ways` is {kind: Way} as it holds now."""

    def __init__(self, *args, ways, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in KINDS.values():
            way = ways[kind.code]
            self.fields[shown(kind)] = forms.BooleanField(
                label=f"แสดงในระบบ: {kind.name}", required=False, initial=way.in_portal
            )
            self.fields[mailed(kind)] = forms.ChoiceField(
                label=f"อีเมล: {kind.name}",
                choices=EMAIL_CHOICES,
                initial=way.email,
                error_messages={"required": "เลือกว่าจะรับอีเมลเรื่องนี้อย่างไร", "invalid_choice": "เลือกวิธีรับอีเมลจากรายการ"},
            )
            self.fields[shown(kind)].widget.attrs["class"] = "form-check-input"
            self.fields[mailed(kind)].widget.attrs["class"] = "form-select w-auto"

    @property
    def rows(self):
        """(kind, shown, mailed) for the page."""
        return [(kind, self[shown(kind)], self[mailed(kind)]) for kind in KINDS.values()]

    @property
    def ways(self):
        data = self.cleaned_data
        return {kind.code: Way(data[shown(kind)], data[mailed(kind)]) for kind in KINDS.values()}


def shown(kind):
    return f"shown-{kind.code}"


def mailed(kind):
    return f"mailed-{kind.code}"

"""The form of addresses: one row an OIT item, each with the version that was seen, and a box for pasted lines."""

from dataclasses import dataclass, replace

from django import forms
from django.core.exceptions import ValidationError

from assessments import address_outcomes as outcomes
from assessments.address_paste import read_pasted
from assessments.frameworks import Item
from assessments.models import AddressCheck, OitAddress
from assessments.services.addresses import AddressEdit, url_of, version_of
from assessments.thai_forms import CleanCharField
from assessments.web_addresses import LONGEST, BadAddress, read_address, with_scheme

BLANK, UNCHECKED, FINE, DOUBTFUL, BROKEN = "blank", "unchecked", "ok", "doubtful", "broken"
STATE_NAMES = {BROKEN: "เปิดไม่ได้", DOUBTFUL: "ควรเปิดดูเอง", UNCHECKED: "ยังไม่ได้ตรวจ", BLANK: "ยังไม่ได้กรอก", FINE: "เปิดได้"}
LONGEST_PASTE = 200_000


class AddressField(CleanCharField):
    """An address of the web that everybody may open, or nothing; https:// may be left out."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=LONGEST, **kwargs)

    def clean(self, value):
        url = with_scheme(super().clean(value))
        try:
            if url:
                read_address(url)
        except BadAddress as fault:
            raise ValidationError(str(fault), code="invalid") from None
        return url


@dataclass(frozen=True)
class AddressRow:
    """One item on the page: its fields, what is stored, the last check of that, and a note on what was filled in."""

    item: Item
    url: forms.BoundField
    version: forms.BoundField
    seen: forms.BoundField
    stored: OitAddress | None
    note: str = ""

    @property
    def is_unsaved(self):
        return (self.url.value() or "").strip() != url_of(self.stored)

    @property
    def check(self) -> AddressCheck | None:
        """Of the address as it is now; one that was edited since has not been checked."""
        latest = self.stored.latest_check if self.stored else None
        return latest if latest and latest.url == self.stored.url else None

    @property
    def state(self):
        if not url_of(self.stored):
            return BLANK
        if self.check is None:
            return UNCHECKED
        return FINE if self.check.is_ok else DOUBTFUL if self.check.is_doubtful else BROKEN

    @property
    def state_name(self):
        return self.check.get_outcome_display() if self.check else STATE_NAMES[self.state]


class AddressesForm(forms.Form):
    """`stored` is {code: OitAddress with latest_checks}; `edits` after validation are the rows that were touched."""

    pasted = CleanCharField(
        label="วางจากตาราง",
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea({"rows": 4, "class": "form-control", "spellcheck": "false"}),
        help_text="บรรทัดละหนึ่งข้อ: รหัสข้อ แล้วตามด้วยที่อยู่ คัดลอกสองคอลัมน์จากตารางมาวางได้ ใช้เลขไทยได้ ไม่มี https:// ก็ได้",
    )

    def __init__(self, data=None, *, framework, stored):
        super().__init__(data)
        self.framework, self.stored = framework, stored
        self.items = {item.code: item for item in framework.items_of("OIT")}
        for code, item in self.items.items():
            self._add_fields(code, f"{code} {item.name}".strip(), stored.get(code))

    def _add_fields(self, code, name, row):
        attrs = {"class": "form-control", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        widget = forms.TextInput(attrs)
        self.fields[f"url-{code}"] = AddressField(label=name, initial=url_of(row), widget=widget)
        hidden = {"required": False, "widget": forms.HiddenInput}
        self.fields[f"seen-{code}"] = CleanCharField(label=f"ที่อยู่เดิม {name}", initial=url_of(row), **hidden)
        self.fields[f"version-{code}"] = forms.IntegerField(
            label=f"รุ่นข้อมูล {name}", initial=version_of(row), min_value=0, max_value=10**9, **hidden
        )

    @property
    def edits(self):
        return [self._edit(code) for code in self.items if self._is_touched(code)]

    def _is_touched(self, code):
        """A row that the browser did not send is left alone."""
        return f"url-{code}" in self.data and self.cleaned_data[f"url-{code}"] != self.cleaned_data[f"seen-{code}"]

    def _edit(self, code):
        values = self.cleaned_data
        return AddressEdit(code, values[f"url-{code}"], values[f"version-{code}"] or 0)

    def read_paste(self):
        return read_pasted(self.items, self.cleaned_data["pasted"], self.framework.fiscal_year)

    def blank_codes(self):
        """Rows in which nothing stands, typed or stored."""
        return [code for code in self.items if not (self[f"url-{code}"].value() or "").strip()]

    def fill(self, urls):
        """Put these addresses ({code: url}) into the rows, unsaved; the other typed values stay."""
        self.data = self.data.copy()
        for code, url in urls.items():
            self.data[f"url-{code}"] = url
        self.full_clean()

    def empty_paste(self):
        """What was pasted stands in the rows now, or was refused by line: saving must not read it again."""
        self.data = self.data.copy()
        self.data["pasted"] = ""

    def meet(self, stored):
        """Go on over what others stored ({code: row or None}). [{label, stored, typed}] for the page."""
        self.data = self.data.copy()
        for code, row in stored.items():
            self.data[f"version-{code}"], self.data[f"seen-{code}"] = str(version_of(row)), url_of(row)
        return [self._difference(code, row) for code, row in stored.items()]

    def _difference(self, code, row):
        name = f"url-{code}"
        return {"label": self.fields[name].label, "stored": url_of(row), "typed": self.cleaned_data[name]}

    def rows(self, offers):
        """`offers` is {code: (address of last year, what the page says of it)}."""
        return [self._row(code, *offers.get(code, ("", ""))) for code in self.items]

    def _row(self, code, offered, note):
        fields = [self[f"{name}-{code}"] for name in ("url", "version", "seen")]
        row = AddressRow(self.items[code], *fields, self.stored.get(code))
        return replace(row, note=note) if row.is_unsaved and row.url.value() == offered else row


class LogForm(forms.Form):
    """Which lines of the log are shown; `codes` are those of the year. What is no choice is not asked for."""

    code = forms.ChoiceField(label="ข้อ", required=False)
    outcome = forms.ChoiceField(label="ผล", required=False, choices=[("", "ทุกผล"), *outcomes.CHOICES])

    def __init__(self, data=None, *, codes):
        super().__init__(data)
        self.fields["code"].choices = [("", "ทุกข้อ"), *((code, code) for code in codes)]

    @property
    def asked(self):
        """{name: value} of what is asked for."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

"""What the public asks of the search: its form, kept in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from assessments.frameworks.kinds import KINDS
from assessments.provinces import PROVINCES
from assessments.thai_forms import CleanCharField
from reports.models import DocumentKind

ANY = ("", "ทั้งหมด")
OF_TITLES = ("มาตรการ", "รายงาน", "ประกาศ", "วิเคราะห์")


class PublicForm(forms.Form):
    """What cannot be understood is left out: an address that somebody edited still shows a page."""

    q = CleanCharField(
        label="ชื่อหน่วยงาน",
        required=False,
        max_length=200,
        help_text="พิมพ์ชื่อ ชื่อย่อ หรือรหัส เว้นวรรคหรือไม่ก็ได้ ใช้ตัวย่อ เช่น อบต. ได้",
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    province = forms.ChoiceField(label="จังหวัด", choices=[ANY, *((name, name) for name in PROVINCES)], required=False)
    kind = forms.ChoiceField(label="ประเภทหน่วยงาน", choices=[ANY, *KINDS.items()], required=False)
    year = forms.TypedChoiceField(label="ปีงบประมาณ (พ.ศ.)", coerce=int, empty_value=None, required=False)
    document = forms.ChoiceField(label="ชนิดเอกสาร", choices=[ANY, *DocumentKind.choices], required=False)

    def __init__(self, data, *, years):
        super().__init__(data)
        self.fields["year"].choices = [(year, str(year)) for year in years]


@dataclass(frozen=True)
class PublicAsked:
    """The valid part of an address. `fiscal_year` is None while nobody has published anything."""

    form: PublicForm
    fiscal_year: int | None
    values: dict

    @property
    def query(self) -> str:
        """That address again, without the page number."""
        return self.in_year(self.fiscal_year) if self.fiscal_year else urlencode(self.values)

    def in_year(self, fiscal_year) -> str:
        return urlencode({"year": fiscal_year, **self.values})

    @property
    def is_filtered(self) -> bool:
        return bool(self.values)

    @property
    def looks_like_title(self) -> bool:
        """Of a document, where the name of an agency is asked for."""
        return any(word in self.values.get("q", "") for word in OF_TITLES)


def public_asked_for(data, *, years) -> PublicAsked:
    """`years` are those with publications, the newest first; the newest is shown when none is asked for."""
    given = PublicForm(data, years=years)
    given.is_valid()
    values = {name: value for name, value in given.cleaned_data.items() if value not in (None, "")}
    fiscal_year = values.pop("year", None) or next(iter(years), None)
    return PublicAsked(PublicForm({**values, "year": fiscal_year}, years=years), fiscal_year, values)

"""The grid of one instrument: a form built from the framework, with the version of every cell.

A cell posts s-<code> (typed), w-<code> (as it was shown) and v-<code> (the version shown, 0 for none). Cells that were
not touched are ignored, so that two people can fill different cells of one sheet at the same time.
"""

from dataclasses import dataclass
from decimal import Decimal

from django import forms

from assessments.frameworks import Item
from assessments.scoring import Announced
from assessments.services.scores import ScoreEdit, UnknownScoreCode
from assessments.thai_forms import ScoreField

PLACES = Decimal("0.01")
UNSEEN_NAME = "ข้อ {} (ยังไม่พบถ้อยคำทางการ)"


class CellField(ScoreField):
    """Shows 88.50 with two decimals as announcements do, more only where more were typed, none for a whole 100."""

    def prepare_value(self, value):
        is_short = isinstance(value, Decimal) and value % 1 and value == value.quantize(PLACES)
        return str(value.quantize(PLACES)) if is_short else super().prepare_value(value)


@dataclass(frozen=True)
class SheetRow:
    """One line of the grid; `stored` is set where somebody else changed the cell meanwhile."""

    code: str
    depth: str
    name: str
    cell: forms.BoundField
    shown: str
    version: int
    is_conflict: bool
    stored: str


def sheet_codes(framework, instrument):
    """An instrument, then each indicator with its sub-indicators and items, in official order."""
    codes = [instrument]
    for indicator in framework.indicators_of(instrument):
        codes.append(indicator.code)
        subs = framework.sub_indicators_of(indicator.code)
        for sub in subs:
            codes += [sub.code, *(item.code for item in framework.items_of(sub.code))]
        codes += [item.code for item in framework.items_of(indicator.code) if not (subs and item.sub_indicator)]
    return codes


def entry_name(entry):
    return entry.name or UNSEEN_NAME.format(entry.code)


class ScoreSheetForm(forms.Form):
    """`stored` is {code: Score} of the assessment; `edits` after validation are the touched cells."""

    def __init__(self, data=None, *, framework, instrument, stored):
        super().__init__(data)
        self.framework, self.stored = framework, stored
        self.codes = sheet_codes(framework, instrument)
        self.conflicts = {}
        for code in self.codes:
            self.fields[f"s-{code}"] = self._field(code)

    def _field(self, code):
        entry = self.framework.entries[code]
        row = self.stored.get(code)
        allowed = entry.allowed if isinstance(entry, Item) and self._is_touched(code) else ()
        attrs = {"class": "cell form-control", "data-code": code, "aria-describedby": f"note-{code}"}
        return CellField(
            label=f"คะแนน {code} {entry_name(entry)}",
            allowed=allowed,
            initial=row and row.value,
            widget=forms.TextInput(attrs),
        )

    def _posted(self, prefix, code):
        return self.data.get(f"{prefix}-{code}", "").strip()

    def _is_touched(self, code):
        return self.is_bound and f"s-{code}" in self.data and self._posted("s", code) != self._posted("w", code)

    def clean(self):
        """A code of another year is refused by name instead of falling away unseen."""
        posted = [name.removeprefix("s-") for name in self.data if name.startswith("s-")]
        unknown = [code[:20] for code in posted if code not in self.framework.entries]
        if unknown:
            raise forms.ValidationError(str(UnknownScoreCode(unknown, self.framework)))
        elsewhere = [code for code in posted if code not in self.codes]
        if elsewhere:
            raise forms.ValidationError(f"{', '.join(elsewhere)} ไม่อยู่ในแบบวัด {self.codes[0]}")
        return super().clean()

    @property
    def edits(self):
        touched = [code for code in self.codes if self._is_touched(code)]
        return [ScoreEdit(code, self.cleaned_data[f"s-{code}"], self._version(code)) for code in touched]

    def _version(self, code):
        typed = self._posted("v", code)
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

    def meet(self, stored):
        """Go on over what others stored in these cells ({code: Score or None}); the typed values stay in the form."""
        self.conflicts = stored

    def announced(self, assessment):
        """The stored figures with the valid typed ones in their place, for figures while typing."""
        posted = [code for code in self.codes if f"s-{code}" in self.data]
        typed = {code: self.cleaned_data.get(f"s-{code}") for code in posted}
        scores = {**assessment.score_by_code, **typed}
        known = {code: value for code, value in scores.items() if value is not None}
        return Announced(scores=known, total=assessment.total, level=assessment.level)

    @property
    def rows(self):
        return [self._row(code) for code in self.codes]

    def _row(self, code):
        shown, version = self._seen(code)
        return SheetRow(
            code=code,
            depth=self.framework.depth_of(code),
            name=entry_name(self.framework.entries[code]),
            cell=self[f"s-{code}"],
            shown=shown,
            version=version,
            is_conflict=code in self.conflicts,
            stored=self._text(self.conflicts.get(code)),
        )

    def _seen(self, code):
        """The value and version that the person has in front: as posted, or what stands in the database now."""
        if self.is_bound and f"w-{code}" in self.data and code not in self.conflicts:
            return self._posted("w", code), self._version(code)
        row = self.conflicts.get(code) if code in self.conflicts else self.stored.get(code)
        return self._text(row), row.version if row else 0

    @staticmethod
    def _text(row):
        return CellField().prepare_value(row.value) if row else ""

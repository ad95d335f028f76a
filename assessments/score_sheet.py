"""The grid of one instrument: a form built from the framework, with the version of every cell.

A cell posts s-<code> (typed), w-<code> (as it was shown) and v-<code> (the version shown, 0 for none). Cells that were
not touched are ignored, so that two people can fill different cells of one sheet at the same time.
"""

from dataclasses import dataclass
from decimal import Decimal

from django import forms

from assessments import thai
from assessments.analysis.urgency import URGENT, urgency_of
from assessments.frameworks import Item
from assessments.scoring import Announced
from assessments.services.scores import ScoreEdit, UnknownScoreCode
from assessments.thai_forms import ScoreField

PLACES = Decimal("0.01")
UNSEEN_NAME = "ข้อ {} (ยังไม่พบถ้อยคำทางการ)"
CELL_STATES = {
    "saved": "บันทึกแล้ว",
    "empty": "ยังว่าง",
    "locked": "ล็อกไว้",
    "typing": "ยังไม่บันทึก",
    "saving": "กำลังบันทึก",
    "waiting": "รอส่ง",
    "invalid": "ค่าไม่ถูกต้อง",
    "conflict": "มีผู้อื่นแก้ไข",
}
NOT_SCORED = {"-", "–", "—", "−"}  # what tables print for a figure that was not given


class CellField(ScoreField):
    """Shows 88.50 with two decimals as announcements do, more only where more were typed, none for a whole 100.

    Takes what spreadsheets hold besides: "99.63%" is 99.63, and a dash is no score.
    """

    def prepare_value(self, value):
        is_short = isinstance(value, Decimal) and value % 1 and value == value.quantize(PLACES)
        return str(value.quantize(PLACES)) if is_short else super().prepare_value(value)

    def to_python(self, value):
        typed = thai.clean_text(value or "")
        return super().to_python("" if typed in NOT_SCORED else typed.removesuffix("%").rstrip())


def cell_field(framework, code, *, is_new=True, **options):
    """The field of one entry. A stored score that an item can not have stands until somebody types another."""
    entry = framework.entries[code]
    allowed = entry.allowed if isinstance(entry, Item) and is_new else ()
    return CellField(label=f"คะแนน {code} {entry_name(entry)}", allowed=allowed, **options)


def shown_score(row):
    """A stored score as its cell shows it."""
    return CellField().prepare_value(row.value) if row else ""


@dataclass(frozen=True)
class SheetRow:
    """One line of the grid; `stored` is set where somebody else changed the cell meanwhile."""

    code: str
    depth: str
    name: str
    cell: forms.BoundField
    shown: str
    version: int
    is_below: bool
    is_conflict: bool
    stored: str
    is_locked: bool

    @property
    def state(self):
        """One of CELL_STATES: the cell as the server draws it; the page's script goes on from there."""
        if self.is_conflict:
            return "conflict"
        if self.cell.errors:
            return "invalid"
        if (self.cell.value() or "") != self.shown and self.cell.form.is_bound:
            return "typing"
        return "locked" if self.is_locked else "saved" if self.shown else "empty"

    @property
    def state_name(self):
        return CELL_STATES[self.state]


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


def announced_only(framework, rule, instrument):
    """The indicators of a sheet that follow from no item, since what is published by item is not all of them."""
    is_announced = rule.indicator_from.get(instrument) == "announced"
    return [entry.code for entry in framework.indicators_of(instrument)] if is_announced else []


def entry_name(entry):
    return entry.name or UNSEEN_NAME.format(entry.code)


class ScoreSheetForm(forms.Form):
    """`stored` is {code: Score} of the assessment; `edits` after validation are the touched cells that hold a score.

    `lock` says why nobody may type here, in the words of the page; "" where people may.
    """

    def __init__(self, data=None, *, framework, instrument, stored, lock=""):
        super().__init__(data)
        self.framework, self.stored, self.lock = framework, stored, lock
        self.codes = sheet_codes(framework, instrument)
        self.conflicts = {}
        for code in self.codes:
            self.fields[f"s-{code}"] = self._field(code)

    def _field(self, code):
        row = self.stored.get(code)
        attrs = {"class": "cell form-control", "data-code": code, "aria-describedby": f"state-{code} note-{code}"}
        widget = forms.TextInput(attrs | {"readonly": bool(self.lock)})
        return cell_field(self.framework, code, is_new=self._is_touched(code), initial=row and row.value, widget=widget)

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
        touched = [code for code in self.codes if self._is_touched(code) and f"s-{code}" in self.cleaned_data]
        return [
            ScoreEdit(code, self.cleaned_data[f"s-{code}"], self._version(code), self._score_shown(code))
            for code in touched
        ]

    def _version(self, code):
        typed = self._posted("v", code)
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

    def _score_shown(self, code):
        """What stood in the cell; what is no score is not told, and the version alone decides."""
        try:
            return CellField().clean(self._posted("w", code))
        except forms.ValidationError:
            return ...

    def meet(self, stored):
        """Go on over what others stored in these cells ({code: Score or None}); the typed values stay in the form."""
        self.conflicts = stored

    def announced(self, assessment):
        """The stored figures with the valid typed ones in their place, for the page of a form that was not saved."""
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
            is_below=is_below_pass_mark(self.framework, self.stored.get(code)),
            is_conflict=code in self.conflicts,
            stored=shown_score(self.conflicts.get(code)),
            is_locked=bool(self.lock),
        )

    def _seen(self, code):
        """The value and version that the person has in front: as posted, or what stands in the database now."""
        if self.is_bound and f"w-{code}" in self.data and code not in self.conflicts:
            return self._posted("w", code), self._version(code)
        row = self.conflicts.get(code) if code in self.conflicts else self.stored.get(code)
        return shown_score(row), row.version if row else 0


def is_below_pass_mark(framework, row):
    return row is not None and urgency_of(framework, row.value) == URGENT

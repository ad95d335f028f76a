"""What a file would do, agency by agency, before anything is written: faults, changes, and what does not add up."""

from dataclasses import dataclass, field
from itertools import islice

from assessments.analysis_tables import entry_label
from assessments.exchange.comparing import Comparison, Notice, Stored, changed_values, compare
from assessments.exchange.faults import Fault
from assessments.exchange.units import Told, UnitReader
from assessments.models import Agency, Assessment, Change
from assessments.services.results_places import Role, places_of
from assessments.writing import as_text

AT_A_TIME = 50  # agencies in one transaction: a second at most, in which nobody else can write to SQLite
TAKEN = "ปีงบประมาณ พ.ศ. {} ของหน่วยงานนี้วิเคราะห์จากผลตามกรอบ {} ซึ่งมีคะแนนอยู่แล้ว: ลบคะแนนนั้นก่อน หรือกรอกผลนี้ที่หน้าของหน่วยงาน"
TOUCHED = "มีผู้แก้ไขผลของหน่วยงานนี้หลังจากตรวจไฟล์: ส่งไฟล์ตรวจใหม่เพื่อดูว่าค่าใดเปลี่ยน"


@dataclass(frozen=True)
class Changed:
    """One figure that the file says otherwise than the portal; before is None where there is none yet."""

    role: str
    cell: str
    label: str
    before: object
    after: object

    def __str__(self):
        where = f"{Role(self.role).label} " if self.role == Role.RESULT else ""
        return f"ช่อง {self.cell} {where}{self.label}: {as_text(self.before) or '–'} → {as_text(self.after) or '–'}"


@dataclass(frozen=True)
class Checked:
    """One agency of the file against what the portal has."""

    told: Told
    faults: tuple[Fault, ...] = ()
    changes: tuple[Changed, ...] = ()
    notices: tuple[Notice, ...] = ()
    comparison: Comparison | None = None
    has_result: bool = False

    @property
    def is_good(self):
        return not self.faults


@dataclass
class Checker:
    """`create_kind` is the kind of agencies that are made where they are missing, "" to make none.

    With `history_from`, the number of the last change at the time of an earlier check, agencies whose results were
    changed since then are not taken: the person who confirmed did not see that.
    """

    source: object
    create_kind: str = ""
    history_from: int | None = None
    reader: UnitReader = field(init=False)

    def __post_init__(self):
        self.reader = UnitReader(self.source, can_create=bool(self.create_kind))
        self.framework = self.source.framework

    def chunks(self, gathering, after=0):
        """Lists of Checked, of the agencies that begin below this row."""
        units = gathering.units(after)
        while chunk := list(islice(units, AT_A_TIME)):
            yield self.check([self.reader.read(unit) for unit in chunk])

    def check(self, told_units) -> list[Checked]:
        pks = [told.agency.pk for told in told_units if told.agency]
        places = places_of(self.framework, Agency.objects.filter(pk__in=pks))
        touched = self._touched(pks)
        return [self._checked(told, places.get(told.agency and told.agency.pk, ()), touched) for told in told_units]

    def _touched(self, pks):
        if self.history_from is None:
            return frozenset()
        years = (self.framework.fiscal_year, self.framework.fiscal_year + 1)
        since = Change.objects.filter(pk__gt=self.history_from, agency__in=pks, fiscal_year__in=years)
        return frozenset(
            since.filter(record__startswith=Assessment._meta.verbose_name).values_list("agency", flat=True)
        )

    def _checked(self, told, places, touched):
        faults = [*told.faults, *self._faults_of_places(told, places, touched)]
        if faults:
            return Checked(told, faults=tuple(faults))
        open_places = [place for place in places if not place.is_taken(self.framework)]
        baseline = open_places[0].stored if open_places else Stored()
        kind = told.agency.kind if told.agency else self.create_kind
        comparison = compare(self.framework, kind, told, baseline)
        return Checked(
            told,
            changes=tuple(self._changes(told, open_places)),
            notices=comparison.notices,
            comparison=comparison,
            has_result=any(place.role == Role.RESULT for place in open_places),
        )

    def _faults_of_places(self, told, places, touched):
        cell = f"แถว {told.first_row}"
        if told.agency and told.agency.pk in touched:
            yield Fault(self.source.sheet, cell, "หน่วยงาน", told.named.shown, TOUCHED)
        for place in places:
            if place.role == Role.BASELINE and place.is_taken(self.framework):
                allowed = TAKEN.format(place.fiscal_year, place.stored.framework_code)
                yield Fault(self.source.sheet, cell, "หน่วยงาน", told.named.shown, allowed)

    def _changes(self, told, places):
        """An agency that is to be made has no place yet: all of its figures are new."""
        stored = {place.role: place.stored for place in places} or {Role.BASELINE: Stored()}
        for role, before in stored.items():
            for code, pair in changed_values(told.values, before).items():
                yield Changed(role, told.cells[code], entry_label(self.framework, code), *pair)

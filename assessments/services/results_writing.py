"""Writes agencies' results in bulk, with their history; what is called once writes all of it or nothing."""

import re
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import localdate

from assessments import writing
from assessments.exchange.comparing import changed_values
from assessments.exchange.units import LEVEL, TOTAL, Told
from assessments.models import Agency, AgencyYear, Assessment, Score
from assessments.open_steps import locks
from assessments.services.results_places import Place, places_of
from assessments.windows import STEP_OF_ROLE

CODE_DIGITS = 4
EMPTY = {TOTAL: None, LEVEL: ""}  # how the row says that nothing was announced


@dataclass
class ResultsWriter:
    """`create_kind` is the kind of agencies that are made; see results_places.py for where results go."""

    framework: object
    by: object
    create_kind: str = ""
    _next_number: int = field(default=0, init=False)

    @transaction.atomic
    def write(self, told_units: list[Told]) -> int:
        """The number of figures that changed. Only units without a fault may be given."""
        agencies = self._agencies(told_units)
        places = places_of(self.framework, agencies.values(), lock=True)
        pairs = [
            (place, changed)
            for told in told_units
            for place in places[agencies[told.first_row].pk]
            if not place.is_taken(self.framework) and (changed := changed_values(told.values, place.stored))
        ]
        written = sum(len(changed) for _, changed in pairs)
        self._open_years([place for place, _ in pairs if place.agency_year is None])
        self._write_assessments(pairs)
        self._write_scores(pairs)
        return written

    def _agencies(self, told_units):
        pks = [told.agency.pk for told in told_units if told.agency]
        found = Agency.objects.in_bulk(pks)
        return {
            told.first_row: found[told.agency.pk] if told.agency else self._create(told.named) for told in told_units
        }

    def _create(self, named):
        code = named.code or self._free_code()
        values = {"code": code, "name": named.plain_name, "kind": self.create_kind, "province": named.province}
        return writing.create(Agency, by=self.by, **values)

    def _free_code(self):
        """university-unit-0001: the kind and the number after the highest that is taken."""
        prefix = self.create_kind.replace("_", "-") + "-"
        if not self._next_number:
            taken = Agency.objects.filter(code__startswith=prefix).values_list("code", flat=True)
            numbers = [int(code.removeprefix(prefix)) for code in taken if re.fullmatch(rf"{prefix}\d{{1,9}}", code)]
            self._next_number = max(numbers, default=0) + 1
        code = f"{prefix}{self._next_number:0{CODE_DIGITS}}"
        self._next_number += 1
        return code

    def _open_years(self, places: list[Place]):
        years = [AgencyYear(agency=place.agency, fiscal_year=place.fiscal_year) for place in places]
        for place, year in zip(places, AgencyYear.objects.bulk_create(years), strict=True):
            place.agency_year = year
            writing.record_import(year, {"fiscal_year": ("", year.fiscal_year)}, by=self.by)

    def _write_assessments(self, pairs):
        """The framework, total and level of each, and the history of all of its figures."""
        new = []
        for place, changed in pairs:
            announced = {code: announced_value(code, pair[1]) for code, pair in changed.items() if code in EMPTY}
            before = place.stored.framework_code
            if place.assessment is None:
                place.assessment = Assessment(agency_year=place.agency_year, role=place.role, **self._own, **announced)
                new.append(place.assessment)
            elif announced or before != self.framework.code:
                row = place.assessment
                Assessment.objects.compare_and_set(row, row.version, **self._own, **announced)
            changed["framework_code"] = (before, self.framework.code)
        Assessment.objects.bulk_create(new)
        locked = locks_of([place for place, _ in pairs])
        for place, changed in pairs:
            reason = locked[place.role].get(place.agency.pk)
            writing.record_import(place.assessment, changed, by=self.by, locked=reason)

    @property
    def _own(self):
        return {"framework_code": self.framework.code, "fiscal_year": self.framework.fiscal_year}

    def _write_scores(self, pairs):
        changes = [
            (place, code, before, after)
            for place, changed in pairs
            for code, (before, after) in changed.items()
            if code in self.framework.entries
        ]
        gone = [place.scores[code].pk for place, code, _, after in changes if after is None]
        Score.objects.bulk_create(
            Score(assessment=place.assessment, code=code, value=after)
            for place, code, before, after in changes
            if before is None
        )
        Score.objects.bulk_update([altered(*each) for each in changes if None not in each[2:]], ["value", "version"])
        Score.objects.filter(pk__in=gone).delete()


def locks_of(places):
    """{role: {agency: why its step is closed}}; the places of one role are all of one year."""
    found = {}
    for role, step in STEP_OF_ROLE.items():
        own = [place for place in places if place.role == role]
        found[role] = locks([place.agency for place in own], own[0].fiscal_year, step, localdate()) if own else {}
    return found


def announced_value(code, value):
    return EMPTY[code] if value is None else value


def altered(place, code, before, after):
    row = place.scores[code]
    row.value, row.version = after, row.version + 1
    return row

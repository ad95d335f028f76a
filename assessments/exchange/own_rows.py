"""What a file says of one agency, whoever else stands in it."""

from dataclasses import dataclass
from pathlib import Path

from assessments.exchange.agency_names import AgencyIndex, KnownAgency, Named
from assessments.exchange.faults import Fault, shown, unusable
from assessments.exchange.file_kinds import MEGABYTE, Limits
from assessments.exchange.gathering import Gathering
from assessments.exchange.source import open_source
from assessments.exchange.units import Told, UnitReader

# Read while somebody waits: the sheet of a ministry, not of the whole country.
LIMITS = Limits(size=5 * MEGABYTE, rows=20_000, unpacked=60 * MEGABYTE, strings=15 * MEGABYTE)
SHOWN = 3
NO_SCORES = "ไฟล์ยังไม่มีแถวที่มีคะแนน: กรอกคะแนนในไฟล์แล้วเลือกไฟล์อีกครั้ง"


@dataclass(frozen=True)
class OwnRows:
    """`others` are the first of the `other_count` agencies that the file speaks of besides."""

    told: Told
    other_count: int
    others: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def barring(self) -> tuple[Fault, ...]:
        """Faults for which nothing of the file can be taken."""
        return self.told.unit_faults


def read_own_rows(path: Path, name: str, framework, frameworks, agency: KnownAgency, limits=LIMITS) -> OwnRows:
    """Raises UnusableFile, also where no row is the agency's."""
    index = AgencyIndex()
    index.add(agency)
    source = open_source(path, name, framework, frameworks, limits, owner=Named(agency.code, "", ""))
    with Gathering(source, index) as gathering:
        gathering.read()
        own, others, count = None, [], 0
        for unit in gathering.units():
            if own is None and is_own(unit, agency):
                own = unit
            else:
                count += 1
                others += [shown(unit.named.shown)] if len(others) < SHOWN and unit.named.shown else []
        if own is None:
            raise nothing_of(agency, source, others, count)
        told = UnitReader(source, can_create=False).read(own)
        return OwnRows(told, count, tuple(others), tuple(gathering.remarks))


def is_own(unit, agency):
    """By code or name; a row with the own code and another name is the agency's too, with a fault that says so."""
    return unit.match.agency is not None or unit.named.code.casefold() == agency.code.casefold()


def nothing_of(agency, source, others, count):
    if not count:
        return unusable(NO_SCORES, label="คะแนน", sheet=source.sheet)
    found = f"{count} หน่วยงาน" + (f" เช่น {', '.join(others)}" if others else "")
    allowed = f"ไม่มีแถวของ “{agency.name}” (รหัส {agency.code}): ตรวจชื่อหรือรหัสหน่วยงานในไฟล์"
    return unusable(allowed, label="หน่วยงาน", value=found, sheet=source.sheet)

"""Parameters of the API: each declared once, for reading what was asked and for the description. Pure.

What is not declared, given twice or not of its form is refused: a filter that nobody understood must not look applied.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from assessments.fiscal_year import FIRST_KNOWN, LAST_KNOWN
from reports.api.problems import BAD_REQUEST, Fault, Problem

MOST_ROWS, USUAL_ROWS = 100, 50
WHOLE = re.compile(r"[0-9]{1,18}")
POSITION = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unfit(ValueError):
    """The text is not of the parameter's form."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """`expected` and `expected_th` say what may be given; `default` is the value where nothing is."""

    name: str
    meaning: str
    example: object
    is_required: bool = False
    default: object = None
    place: str = "query"

    def read(self, text: str):
        """Raises Unfit."""
        raise NotImplementedError

    @property
    def fault(self) -> Fault:
        return Fault(self.name, f"Expected {self.expected}.", f"ให้ได้เฉพาะ{self.expected_th}")


@dataclass(frozen=True, kw_only=True)
class Text(Parameter):
    """`default` where it is empty."""

    most: int = 200

    @property
    def expected(self):
        return f"text of at most {self.most} characters"

    @property
    def expected_th(self):
        return f"ข้อความไม่เกิน {self.most} ตัวอักษร"

    @property
    def schema(self):
        least = {"minLength": 1} if self.is_required else {}
        return {"type": "string", **least, "maxLength": self.most, "pattern": r"^[^\x00]*$"}

    def read(self, text):
        if len(text) > self.most or "\0" in text:
            raise Unfit
        return text or self.default


@dataclass(frozen=True, kw_only=True)
class Choice(Parameter):
    """`allowed` is {value: its meaning}."""

    allowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def expected(self):
        return f"one of: {', '.join(self.allowed)}"

    @property
    def expected_th(self):
        return f"ค่าใดค่าหนึ่ง: {', '.join(self.allowed)}"

    @property
    def schema(self):
        return {"type": "string", "enum": [*self.allowed]}

    def read(self, text):
        if text not in self.allowed:
            raise Unfit
        return text


@dataclass(frozen=True, kw_only=True)
class Whole(Parameter):
    """A whole number in ASCII digits."""

    least: int
    most: int

    @property
    def expected(self):
        return f"a whole number from {self.least} to {self.most}"

    @property
    def expected_th(self):
        return f"จำนวนเต็ม {self.least} ถึง {self.most}"

    @property
    def schema(self):
        default = {} if self.default is None else {"default": self.default}
        return {"type": "integer", "minimum": self.least, "maximum": self.most, **default}

    def read(self, text):
        if not WHOLE.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise Unfit
        return int(text)


@dataclass(frozen=True, kw_only=True)
class Day(Parameter):
    expected = "a date of the Common Era, YYYY-MM-DD"
    expected_th = "วันที่แบบ ค.ศ. ปปปป-ดด-วว เช่น 2026-01-31"
    schema = {"type": "string", "format": "date"}

    def read(self, text):
        if not DAY.fullmatch(text):
            raise Unfit
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Unfit from None


@dataclass(frozen=True, kw_only=True)
class Position(Parameter):
    """A place in a list by time: (a moment, the key of a row of that moment)."""

    expected = "the cursor of a next address"
    expected_th = "ตำแหน่งจากที่อยู่ใน next"
    schema = {"type": "string", "pattern": f"^{POSITION.pattern}$"}

    def read(self, text):
        found = POSITION.fullmatch(text)
        if not found:
            raise Unfit
        return EPOCH + timedelta(microseconds=int(found[1])), int(found[2])


def position_of(moment, key) -> str:
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}-{key}"


def year(name, meaning, example, **more):
    return Whole(name=name, meaning=meaning, example=example, least=FIRST_KNOWN, most=LAST_KNOWN, **more)


PLACE = {"name": "cursor", "meaning": "ตำแหน่งที่อ่านต่อ ใช้ที่อยู่ใน next ของหน้าก่อน ไม่ต้องสร้างเอง"}
CURSOR = Whole(**PLACE, example=120, least=0, most=10**18 - 1)
MOMENT_CURSOR = Position(**PLACE, example="1762136100000000-120")
LIMIT = Whole(name="limit", meaning="จำนวนรายการต่อหน้า", example=USUAL_ROWS, least=1, most=MOST_ROWS, default=USUAL_ROWS)
PAGING = (CURSOR, LIMIT)


def read_asked(parameters, query) -> dict:
    """{name: value} of a QueryDict, every parameter among them. Raises Problem with all faults."""
    known = {parameter.name: parameter for parameter in parameters}
    faults = [Fault(name[:100], "Unknown parameter.", "ไม่มีพารามิเตอร์นี้") for name in query if name not in known]
    values = {}
    for parameter in parameters:
        given = query.getlist(parameter.name)
        if given or parameter.is_required:
            values[parameter.name] = read_one(parameter, given, faults)
        else:
            values[parameter.name] = parameter.default
    if faults:
        detail, detail_th = "Some parameters cannot be read; see errors.", "พารามิเตอร์บางตัวไม่ถูกต้อง ดูที่ errors"
        raise Problem(BAD_REQUEST, detail, detail_th, tuple(faults))
    return values


def read_one(parameter, given, faults):
    try:
        if len(given) != 1:
            raise Unfit
        return parameter.read(given[0])
    except Unfit:
        faults.append(parameter.fault)
        return None

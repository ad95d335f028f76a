"""Reading a foreign value with its place in the file: a wrong shape becomes a fault and reading goes on."""

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LONGEST_TEXT = 20_000
LARGEST_FILE = 20 * 1024 * 1024
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place of the file: `path` as in measures[2].period.end."""

    path: str
    found: str
    allowed: str

    def __str__(self):
        return f"{self.path or 'ไฟล์'}: พบ {self.found} — ที่ใช้ได้: {self.allowed}"


class FaultyFile(Exception):
    """The file cannot be taken; `faults` holds everything that was found wrong."""

    def __init__(self, faults):
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def parse_json(data: bytes):
    """The file's value; FaultyFile when it is not JSON in UTF-8, is too large or names a key twice."""
    if len(data) > LARGEST_FILE:
        raise FaultyFile([Fault("", f"ไฟล์ขนาด {len(data):,} ไบต์", f"ไม่เกิน {LARGEST_FILE:,} ไบต์")])
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=refuse_constant, object_pairs_hook=unique_keys)
    except UnicodeDecodeError as error:
        raise FaultyFile([Fault("", f"ไบต์ที่ {error.start:,} ไม่ใช่ UTF-8", "แฟ้มข้อความ JSON รหัส UTF-8")]) from None
    except json.JSONDecodeError as error:
        found = f"บรรทัด {error.lineno} ตัวอักษรที่ {error.colno} ไม่ใช่ JSON ({error.msg})"
        raise FaultyFile([Fault("", found, "แฟ้ม JSON ที่ครบทั้งไฟล์")]) from None
    except (RecursionError, ValueError):
        raise FaultyFile([Fault("", "ข้อมูลซ้อนกันลึกหรือตัวเลขยาวเกินไป", "แฟ้มตามรูปแบบ ita-agency-year")]) from None


def refuse_constant(name):
    raise FaultyFile([Fault("", name, "ตัวเลขปกติเท่านั้น")])


def unique_keys(pairs):
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise FaultyFile([Fault("", f"คีย์ {show(twice[0])} ซ้ำในที่เดียวกัน", "คีย์ละหนึ่งครั้ง")])
    return dict(pairs)


def show(value, longest=60):
    """A value as a fault prints it, cut to a readable length."""
    if isinstance(value, dict):
        return "ออบเจกต์"
    if isinstance(value, list):
        return "รายการ"
    text = "null" if value is None else f"“{value}”" if isinstance(value, str) else str(value).lower()
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= longest else f"{text[:longest]}… (ยาว {len(text):,} ตัวอักษร)"


class Node:
    """One value of the file and where it stands. Readers return a harmless value after recording a fault."""

    def __init__(self, value, path, faults):
        self.value, self.path, self.faults = value, path, faults

    def fault(self, allowed, found=None):
        self.faults.append(Fault(self.path, found or show(self.value), allowed))

    @property
    def is_given(self):
        return self.value is not None

    def keys(self, *, required=(), optional=()):
        """The object's values as nodes, every known key present (None where absent); unknown keys are faults."""
        known = (*required, *optional)
        if not isinstance(self.value, dict):
            if self.is_given or not self.path:  # that a needed object is absent was said where it is needed
                self.fault("ออบเจกต์ที่มีคีย์ " + ", ".join(known))
            return {key: self.child(key, None) for key in known}
        for key in self.value.keys() - set(known):
            self.child(key, self.value[key]).fault("คีย์ที่รู้จัก: " + ", ".join(known), found=f"คีย์ที่ไม่รู้จัก {show(key)}")
        nodes = {key: self.child(key, self.value.get(key)) for key in known}
        for key in required:
            if not nodes[key].is_given:
                nodes[key].fault("ต้องมีค่า", found="ไม่มีค่า")
        return nodes

    def child(self, key, value):
        return Node(value, f"{self.path}.{key}" if self.path else str(key), self.faults)

    def each(self):
        """The list's entries as nodes; nothing when absent."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            self.fault("รายการ [ … ]")
            return []
        return [Node(value, f"{self.path}[{index}]", self.faults) for index, value in enumerate(self.value)]

    def pairs(self):
        """An object's keys and nodes; nothing when absent."""
        if self.value is None:
            return []
        if not isinstance(self.value, dict):
            self.fault("ออบเจกต์ { รหัส: ค่า }")
            return []
        return [(key, self.child(key, value)) for key, value in self.value.items()]

    def text(self, longest=LONGEST_TEXT, *, needed=False):
        if self.value is None:
            return ""
        if not isinstance(self.value, str):
            self.fault("ข้อความ")
            return ""
        if len(self.value) > longest:
            self.fault(f"ข้อความยาวไม่เกิน {longest:,} ตัวอักษร")
        elif FORBIDDEN.search(self.value):
            self.fault("ข้อความที่ไม่มีอักขระควบคุม")
        elif needed and not self.value.strip():
            self.fault("ข้อความที่ไม่ว่าง")
        return self.value

    def texts(self):
        return tuple(node.text() if node.is_given else node.fault("ข้อความ") or "" for node in self.each())

    def integer(self, lowest, highest):
        if self.value is None:
            return None
        is_integer = isinstance(self.value, int) and not isinstance(self.value, bool)
        if not is_integer or not lowest <= self.value <= highest:
            self.fault(f"จำนวนเต็ม {lowest}–{highest}")
            return None
        return self.value

    def number(self, highest, decimals, allowed):
        """A Decimal from 0 to `highest`; None after a fault or when absent."""
        if self.value is None:
            return None
        if not isinstance(self.value, int | Decimal) or isinstance(self.value, bool):
            self.fault(allowed)
            return None
        number = Decimal(self.value)
        if not 0 <= number <= highest or number != round(number, decimals):
            self.fault(allowed)
            return None
        return number

    def score(self):
        return self.number(100, 6, "คะแนน 0–100 ทศนิยมไม่เกิน 6 ตำแหน่ง")

    def day(self):
        """An ISO date of the Common Era."""
        if self.value is None:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.value, re.ASCII):
                raise ValueError
            day = date.fromisoformat(self.value)
        except (TypeError, ValueError):
            self.fault("วันที่ ISO 8601 ปี ค.ศ. เช่น 2023-10-01")
            return None
        if day.year > 2400:
            self.fault("วันที่ ISO 8601 ปี ค.ศ. (ปีนี้เป็น พ.ศ.) เช่น 2023-10-01")
            return None
        return day

    def choice(self, values):
        if self.value is not None and self.value not in tuple(values):
            self.fault(" · ".join(values))
        return self.value if self.value in tuple(values) else ""

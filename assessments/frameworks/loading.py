"""Reads framework files, refuses faulty ones with the line of each fault, and builds the frozen framework."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from assessments.frameworks.building import build_framework
from assessments.frameworks.references import predecessor_faults, reference_faults
from assessments.frameworks.shape import shape_faults
from assessments.frameworks.toml_lines import Place, TomlLines


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file, and what is allowed, in Thai. `line` counts from 1."""

    file: Path
    line: int
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message}"


class FrameworkFaults(ValueError):
    """The files cannot be used; `faults` says why."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class FrameworkFile:
    """One file's text and what it parses to; `data` is None for a file that is not TOML."""

    path: Path
    text: str
    data: dict | None
    unreadable: tuple[Fault, ...] = ()

    @cached_property
    def lines(self):
        return TomlLines(self.text)

    @cached_property
    def faults(self):
        """The file's own faults. References are checked only in a file of right shape."""
        if self.unreadable:
            return self.unreadable
        found = list(shape_faults(self.data)) or list(reference_faults(self.data, self.path.stem))
        return self.located(found)

    def located(self, found):
        faults = [Fault(self.path, self.lines.line_of(place), message) for place, message in found]
        return tuple(sorted(faults, key=lambda fault: (fault.line, fault.message)))


def load_framework(path):
    """The framework of one file; raises FrameworkFaults."""
    file = _read(Path(path))
    if file.faults:
        raise FrameworkFaults(file.faults)
    return build_framework(file.data)


def load_folder(*folders):
    """Frameworks by code of every file in the folders; raises FrameworkFaults."""
    files, faults = _examined(folders)
    if faults:
        raise FrameworkFaults(faults)
    return {file.data["code"]: build_framework(file.data) for file in files}


def check_file(path):
    return list(_read(Path(path)).faults)


def check_folder(*folders):
    """Faults of every file, and those between files: a code kept twice, a predecessor that last year does not have."""
    return _examined(folders)[1]


def framework_paths(*folders):
    return [path for folder in folders for path in sorted(Path(folder).glob("*.toml"))]


def _examined(folders):
    files = [_read(path) for path in framework_paths(*folders)]
    missing = [Fault(Path(folder), 1, "ไม่พบโฟลเดอร์") for folder in folders if not Path(folder).is_dir()]
    sound = [file for file in files if not file.faults]
    own = [fault for file in files for fault in file.faults]
    return files, [*missing, *own, *_duplicate_faults(sound), *_predecessor_faults(sound)]


def _duplicate_faults(files):
    first = {}
    for file in files:
        kept = first.setdefault(file.data["code"], file)
        if kept is not file:
            line = file.lines.line_of(Place(key="code"))
            yield Fault(file.path, line, f"รหัส “{file.data['code']}” มีอยู่แล้วใน {kept.path}")


def _predecessor_faults(files):
    by_year = {file.data["fiscal_year"]: file.data for file in files}
    for file in files:
        previous = by_year.get(file.data["fiscal_year"] - 1)
        if previous:
            yield from file.located(predecessor_faults(file.data, previous))


def _read(path):
    try:
        text = path.read_bytes().decode()
        return FrameworkFile(path, text, tomllib.loads(text, parse_float=Decimal))
    except OSError as error:
        fault = Fault(path, 1, f"เปิดไฟล์ไม่ได้: {error.strerror}")
    except UnicodeDecodeError as error:
        fault = Fault(path, error.object[: error.start].count(b"\n") + 1, "ไฟล์ต้องเป็น UTF-8")
    except tomllib.TOMLDecodeError as error:
        fault = Fault(path, _syntax_line(error, text), f"ไวยากรณ์ TOML ไม่ถูกต้อง: {error}")
    return FrameworkFile(path, "", None, (fault,))


def _syntax_line(error, text):
    """The parser tells the line in its message only; at the end of the document, it is the last one."""
    told = re.search(r"at line (\d+)", str(error))
    return int(told[1]) if told else max(1, len(text.splitlines()))

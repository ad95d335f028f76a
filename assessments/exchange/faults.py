"""What is wrong with a file, each with its place, so that a person finds the cell and knows what may stand there."""

from dataclasses import dataclass

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Fault:
    """`cell` is as a spreadsheet names it (D14), a row (แถว 14) or empty; `value` is what stands there."""

    sheet: str
    cell: str
    label: str
    value: str
    allowed: str

    def __str__(self):
        found = f"พบ “{shown(self.value)}”" if self.value else "ไม่มีค่า"
        return f"{' '.join(part for part in (self.place, self.label) if part)}: {found} — {self.allowed}"

    @property
    def place(self):
        """ชีต ผลคะแนน ช่อง D14"""
        cell = self.cell and (self.cell if self.cell.startswith("แถว") else f"ช่อง {self.cell}")
        return " ".join(part for part in (self.sheet and f"ชีต {self.sheet}", cell) if part)


class UnusableFile(Exception):
    """Nothing of the file can be taken: another kind of file, another year, an old template."""

    def __init__(self, faults):
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def unusable(allowed, *, label="ไฟล์", value="", sheet="", cell=""):
    return UnusableFile([Fault(sheet, cell, label, value, allowed)])


def shown(text):
    """One line of readable length."""
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def column_letter(index):
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(index, row):
    return f"{column_letter(index)}{row}"

"""The file that the portal gives out, which is the one it takes in: one row an agency, a column for each figure.

What the portal computed stands behind, in columns that an import passes over.
"""

from assessments.analysis_tables import entry_label
from assessments.exchange.cells import is_dash, tidy
from assessments.exchange.source import TEMPLATE_VERSION
from assessments.scoring import compute

PLACES = ("ปีงบประมาณ", "รหัสหน่วยงาน", "หน่วยงาน", "จังหวัด")
SUMS = ("คะแนนรวม", "ระดับ")
COMPUTED = "{} (คำนวณ)"
NAME_COLUMNS = (1, 2, 3, 5)  # wider than a number
OWN_HEAD = ("รหัสตัวชี้วัด/ข้อ", "รายการ", "คะแนน")
GUIDE_HEAD = ("ข้อ", "ความหมาย", "ค่าที่ให้ได้")
GUIDE = (
    ("-", "ใส่ขีด (-) เมื่อไม่มีคะแนน: คะแนนเดิมในระบบจะถูกนำออก", ""),
    ("", "เว้นว่าง: คะแนนเดิมในระบบคงอยู่ ช่องว่างไม่ใช่ศูนย์", ""),
    ("", "คอลัมน์ที่มีคำว่า (คำนวณ) เป็นผลที่ระบบคำนวณ ไม่มีการนำเข้า", ""),
)


def mark_of(framework) -> str:
    """Says of which framework and version the template is; reading looks for it."""
    return (
        f"แบบไฟล์ผลการประเมิน {framework.code} รุ่น {TEMPLATE_VERSION} "
        f"· ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {framework.fiscal_year}"
    )


def figure_codes(framework) -> list[str]:
    groups = (framework.instruments, framework.indicators, framework.sub_indicators, framework.items)
    return [entry.code for group in groups for entry in group]


def computed_codes(framework) -> list[str]:
    """What follows from its parts: all but the items."""
    return [code for code in figure_codes(framework) if framework.depth_of(code) != "item"]


def column_title(framework, code) -> str:
    words = {"indicator": "ตัวชี้วัด ", "sub_indicator": "ตัวชี้วัดย่อย "}
    return words.get(framework.depth_of(code), "") + code


def head_of(framework, *, is_template=False) -> list[str]:
    """A template holds what is to be filled in, without the computed columns."""
    announced = [*PLACES, *SUMS, *(column_title(framework, code) for code in figure_codes(framework))]
    if is_template:
        return announced
    computed = [*SUMS, *(column_title(framework, code) for code in computed_codes(framework))]
    return [*announced, *map(COMPUTED.format, computed)]


def place_values(framework, agency) -> list:
    return [framework.fiscal_year, agency.code, agency.name, agency.province]


def export_row(framework, agency, announced) -> list:
    """Decimals, texts and "" for what is not scored; `agency` has code, name, province and kind."""
    results = compute(framework, agency.kind, announced)
    given = [announced.scores.get(code) for code in figure_codes(framework)]
    computed = [results.figures[code].computed for code in computed_codes(framework)]
    level = results.level.name if results.level else ""
    row = [announced.total, level_text(announced.level), *given, results.total.computed, level, *computed]
    return [*place_values(framework, agency), *("" if value is None else value for value in row)]


def says_something(announced) -> bool:
    return bool(announced.scores or level_text(announced.level)) or announced.total is not None


def level_text(level) -> str:
    """As an import would keep it; a dash is how people write that there is none."""
    return "" if is_dash(level) else tidy(level)


def template_row(framework, agency) -> list:
    return [*place_values(framework, agency), *[""] * (len(SUMS) + len(figure_codes(framework)))]


def own_template_rows(framework, codes):
    """One row a figure, for an agency that fills in its own results only; nothing stands there yet."""
    yield from ((title, "", "") for title in SUMS)
    yield from ((code, framework.entries[code].name, "") for code in codes)


def guide_rows(framework):
    """What each column means, for the second sheet of a workbook."""
    yield from GUIDE
    for code in figure_codes(framework):
        allowed = getattr(framework.entries[code], "allowed", ())
        yield code, entry_label(framework, code), " ".join(map(str, allowed)) or "0 ถึง 100"

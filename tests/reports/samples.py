"""Small contents to build documents from, without a database."""

from datetime import date
from decimal import Decimal

from assessments.analysis import FindingInput, PastYear, analyse
from assessments.framework_store import get_framework
from assessments.scoring import Announced, compute
from reports.documents.content import AgencyFacts, AssessedYear, Content, MeasureFacts, PeriodFacts, ProgressFacts
from reports.documents.model import Listing, Paragraph, Table

WHOLE_YEAR = PeriodFacts(date(2023, 10, 1), date(2024, 9, 30))


def assessed(scores, *, total=None, fiscal_year=2566, history=(), findings=(), kind="education_area"):
    framework = get_framework(f"ita-{fiscal_year}")
    announced = Announced({code: Decimal(str(value)) for code, value in scores.items()}, total and Decimal(total))
    results = compute(framework, kind, announced)
    return AssessedYear(fiscal_year, framework, results, analyse(framework, results, None, {}, history, findings))


def content(*, numerals="thai", name="สำนักงานตัวอย่าง", scores=None, measures=(), history=(), findings=(), **values):
    baseline = assessed(scores, history=history, findings=findings) if scores else None
    return Content(
        agency=AgencyFacts(name, kind="education_area", parents=("กระทรวงตัวอย่าง", "กรมตัวอย่าง"), numerals=numerals),
        fiscal_year=2567,
        baseline=baseline,
        measures=tuple(measures),
        history=tuple(history),
        findings=tuple(findings),
        **values,
    )


def measure(key="m1", urgency="urgent", **values):
    return MeasureFacts(key=key, urgency=urgency, **{"period": WHOLE_YEAR, **values})


def progress(key="p1", **values):
    return ProgressFacts(key=key, **values)


def finding(**values):
    empty = {
        "issue": None,
        "indicator": "",
        "items": (),
        "lowest": "",
        "urgency": "urgent",
        "causes": (),
        "approaches": (),
    }
    return FindingInput(**{**empty, **values})


def past(fiscal_year, total):
    return PastYear(fiscal_year, Decimal(str(total)))


def block_texts(block):
    if isinstance(block, Listing):
        return list(block.items)
    if isinstance(block, Paragraph):
        return [text for text in (block.label, block.text) if text]
    if isinstance(block, Table):
        return [text for row in block.rows for text in row_texts(row)]
    return [block.text] if hasattr(block, "text") else []


def row_texts(row):
    blocks = [
        *(block for cell in row.cells for block in cell.blocks),
        *(b for under in row.under for b in under.blocks),
    ]
    return [text for block in blocks for text in block_texts(block)]


def texts(document):
    return [text for block in document.blocks for text in block_texts(block)]


def table_named(document, part_of_name):
    return next(table for table in document.tables if part_of_name in table.name)


def column_texts(table, position):
    return [" ".join(t for block in row.cells[position].blocks for t in block_texts(block)) for row in table.rows]

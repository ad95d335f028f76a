"""Earlier years beside the year assessed: totals with differences and words, and indicators where they are known."""

from assessments.charts import bar_chart
from reports.documents.model import Chart, Column, Heading, Row, Table, text_cell
from reports.documents.wording import wording_of


def total_blocks(content):
    """Totals of the years with differences and words, as a table and as a chart."""
    rows = [row for row in content.baseline.analysis.history if row.total is not None]
    if len(rows) < 2:
        return ()
    wording = wording_of(content)
    span = wording.number(f"พ.ศ. {rows[0].fiscal_year} – {rows[-1].fiscal_year}")
    columns = (
        Column("ปีงบประมาณ พ.ศ.", 25, "center"),
        Column("คะแนนรวม", 20, "center"),
        Column("พัฒนาการ", 20, "center"),
        Column("ผลต่างของคะแนน", 20, "center"),
        Column("ระดับ", 15, "center"),
    )
    table = Table(f"ผลการประเมินย้อนหลัง {span}", columns, tuple(_history_row(row, wording) for row in rows))
    entries = [(wording.number(f"พ.ศ. {row.fiscal_year}"), row.total) for row in rows]
    chart = score_chart(content, f"แผนภูมิคะแนนรวม {span}", entries, "ปีงบประมาณ")
    return (Heading("ผลการประเมินย้อนหลัง"), table, Chart(chart))


def _history_row(row, wording):
    level = wording.number(row.level) if row.level else "–"
    texts = (
        wording.number(row.fiscal_year),
        wording.score(row.total),
        row.word or "–",
        wording.signed(row.difference),
        level,
    )
    return Row(tuple(map(text_cell, texts)))


def indicator_blocks(content):
    """Scores by indicator of earlier years, where the agency has them, and of the year assessed beside them."""
    assessed = content.baseline.fiscal_year
    if not any(year.indicators for year in content.history if year.fiscal_year != assessed):
        return ()
    wording, years = wording_of(content), [row for row in content.baseline.analysis.history if row.indicators]
    codes = list(dict.fromkeys(code for year in years for code in year.indicators))
    order = list(content.baseline.framework.entries)
    codes.sort(key=lambda code: order.index(code) if code in order else len(order))
    width = round(60 / len(years), 2)
    columns = (
        Column("ตัวชี้วัด", 40),
        *(Column(wording.number(f"พ.ศ. {year.fiscal_year}"), width, "center") for year in years),
    )
    rows = tuple(_past_row(code, years, wording) for code in codes)
    return (Heading("ผลการประเมินรายตัวชี้วัดย้อนหลัง"), Table("ผลการประเมินรายตัวชี้วัดย้อนหลัง", columns, rows))


def _past_row(code, years, wording):
    scores = (wording.score(year.indicators.get(code)) for year in years)
    return Row(tuple(map(text_cell, (f"{wording.code(code)} {wording.name(code)}".strip(), *scores))))


def score_chart(content, title, entries, label_title):
    """Scores as bars against the pass mark of the year assessed."""
    wording = wording_of(content)
    mark = content.baseline.framework.pass_mark
    return bar_chart(title, entries, label_title=label_title, pass_mark=mark, digits=wording.number)

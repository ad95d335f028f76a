"""Scores of questions and items: per issue where the agency plans by issue, per indicator otherwise."""

from reports.documents.model import Column, Heading, Listing, PageBreak, Paragraph, Row, Table, text_cell
from reports.documents.wording import joined, wording_of

COLUMNS = (
    Column("เครื่องมือ", 12, "center"),
    Column("ข้อ", 9, "center"),
    Column("ประเด็นข้อคำถามหรือรายการข้อมูล", 65),
    Column("คะแนน", 14, "center"),
)
GRID_COLUMNS = 10
# More items than stand on one page begin on a page of their own.
ON_A_PAGE = 20


def blocks(content):
    """() where no item is scored."""
    scored = [item for item in content.baseline.analysis.items if item.score is not None]
    if not scored:
        return ()
    body = issue_blocks(content, scored) if shows_issues(content) else indicator_blocks(content, scored)
    opening = (PageBreak(),) if len(scored) > ON_A_PAGE else ()
    return (*opening, Heading("ผลการประเมินรายข้อ"), *body)


def shows_issues(content):
    """Per issue when findings or measures speak of issues, or when nothing says how the agency plans."""
    findings = content.baseline.analysis.findings
    if content.plans_by_issue or any(finding.issue for finding in findings):
        return True
    return not (content.measures or findings)


def shown_findings(content):
    """Findings whose words stand in this chapter already."""
    if not shows_issues(content):
        return ()
    issues = [issue for issue in content.baseline.analysis.issues if issue.lowest]
    return tuple(finding for issue in issues for finding in issue.findings)


def issue_blocks(content, scored):
    wording, found = wording_of(content), []
    for issue in content.baseline.analysis.issues:
        rows = [item for item in issue.items if item.score is not None]
        if rows:
            name = wording.issue(issue.number)
            found += [Heading(name, 2), *item_tables(wording, rows, name), *reading_blocks(wording, issue)]
    mapped = {item.code for issue in content.baseline.analysis.issues for item in issue.items}
    others = [item for item in scored if item.code not in mapped]
    if others:
        found += [Heading("ข้ออื่นที่ไม่ได้จัดอยู่ในประเด็นใด", 2), *item_tables(wording, others, "ข้ออื่น")]
    return tuple(found)


def reading_blocks(wording, issue):
    """The lowest items, why, and how to raise them; full marks say so."""
    if issue.is_full:
        text = "ได้คะแนนเต็มทุกข้อที่มีคะแนน ควรรักษามาตรฐานการดำเนินงานไว้อย่างต่อเนื่อง"
    else:
        names = joined([f"{wording.full_name(item.code)} ({wording.score(item.score)} คะแนน)" for item in issue.lowest])
        text = names
    label = "ผลการวิเคราะห์" if issue.is_full else "ข้อที่ได้คะแนนต่ำสุด"
    found = [Paragraph(text, label=label, style="plain")]
    for title, texts in (("สาเหตุ", issue.causes), ("แนวทางการยกระดับ", issue.approaches)):
        found += labelled(title, texts)
    return found


def labelled(title, texts):
    if not texts:
        return []
    if len(texts) == 1:
        return [Paragraph(texts[0], label=title, style="plain")]
    return [Paragraph("", label=title, style="plain"), Listing(tuple(texts))]


def indicator_blocks(content, scored):
    wording, found = wording_of(content), []
    for indicator in content.baseline.framework.indicators:
        rows = [item for item in scored if item.indicator == indicator.code]
        if rows:
            name = wording.full_name(indicator.code)
            found += [Heading(name, 2, in_contents=False), *item_tables(wording, rows, name)]
    return tuple(found)


def item_tables(wording, items, name):
    """Items with their wording, one a row; those whose official wording is unknown as a dense grid of scores."""
    named, unnamed = [item for item in items if item.name], [item for item in items if not item.name]
    tables = [Table(f"คะแนนรายข้อ {name}", COLUMNS, tuple(_item_row(wording, item) for item in named))] if named else []
    pairs = [(item.code, item.score) for item in unnamed]
    return (*tables, *([score_grid(wording, f"คะแนนรายข้อ {name}", pairs)] if pairs else []))


def _item_row(wording, item):
    texts = (item.instrument, wording.code(item.code), wording.number(item.name), wording.score(item.score))
    return Row(tuple(map(text_cell, texts)))


def score_grid(wording, name, pairs):
    """(code, score) pairs, five to a line."""
    texts = [text for code, score in pairs for text in (wording.code(code), wording.score(score))]
    texts += [""] * (-len(texts) % GRID_COLUMNS)
    columns = tuple(Column(title, 100 / GRID_COLUMNS, "center") for title in ("ข้อ", "คะแนน") * (GRID_COLUMNS // 2))
    lines = (texts[at : at + GRID_COLUMNS] for at in range(0, len(texts), GRID_COLUMNS))
    return Table(name, columns, tuple(Row(tuple(map(text_cell, line))) for line in lines))

"""What must be fixed urgently and what to develop: weak points with score, cause and approach."""

from dataclasses import dataclass, replace

from reports.documents.analysis_issues import shown_findings
from reports.documents.drafts import pressing_sentence
from reports.documents.layout_tables import under
from reports.documents.measure_fields import components
from reports.documents.model import Cell, Column, Heading, Listing, Paragraph, Row, Table, text_cell
from reports.documents.wording import URGENCY_NAMES, joined, wording_of

NONE_FOUND = "ไม่พบเรื่องที่ต้องแก้ไขโดยเร่งด่วนหรือต้องพัฒนาจากคะแนนที่มี หน่วยงานควรรักษามาตรฐานการดำเนินงานไว้อย่างต่อเนื่อง"

NOT_ALL_KNOWN = "ยังไม่มีคะแนนครบทุกตัวชี้วัดของ {instruments} จึงยังสรุปไม่ได้ว่ามีเรื่องที่ต้องแก้ไขโดยเร่งด่วนหรือต้องพัฒนาหรือไม่"
FEW = 8  # entries without words of their own that still make a table


@dataclass(frozen=True)
class Entry:
    """One row of the summary: a weak point with what was found about it, or a finding that matches none."""

    urgency: str
    place: str
    name: str
    score: str
    items: tuple[str, ...]
    causes: tuple[str, ...]
    approaches: tuple[str, ...]


def blocks(content):
    entries = summary_entries(content)
    sentence = pressing_sentence(content) or nothing_found(content.baseline)
    found = [Heading("สรุปผลการวิเคราะห์"), Paragraph(sentence)]
    for urgency, name in URGENCY_NAMES.items():
        of_urgency = [entry for entry in entries if entry.urgency == urgency]
        if of_urgency:
            found += [Heading(name, 2), *entry_blocks(content, name, of_urgency)]
    return tuple(found)


def urgent_blocks(content):
    """What is urgent with its score and cause alone, for the plan that answers it."""
    entries = [entry for entry in summary_entries(content) if entry.urgency == "urgent"]
    if not entries:
        return ()
    name = URGENCY_NAMES["urgent"]
    shown = [replace(entry, items=(), approaches=()) for entry in entries]
    return (Heading(name, 2, in_contents=False), *entry_blocks(content, name, shown))


def nothing_found(baseline):
    """That nothing is weak can be said only where every score is known."""
    unknown = baseline.not_fully_known
    return NOT_ALL_KNOWN.format(instruments=joined(unknown)) if unknown else NONE_FOUND


def entry_blocks(content, name, entries):
    """A table of what somebody wrote about; the others in one line, for the chapters before name them in full."""
    told = [entry for entry in entries if entry.causes or entry.approaches]
    others = [entry for entry in entries if entry not in told]
    if not told and len(others) <= FEW:
        return (entry_table(content, name, entries),)
    found = [entry_table(content, name, told)] if told else []
    if others:
        listed = ", ".join(f"{entry.place} ({entry.score})" for entry in others)
        found.append(Paragraph(listed, label="เรื่องอื่นในกลุ่มนี้:" if told else "ได้แก่", style="plain"))
    return tuple(found)


def summary_entries(content):
    """Weak points first, each finding told once; then findings that are told nowhere else."""
    wording, told = wording_of(content), set()
    entries = [_of_point(point, told, wording) for point in content.baseline.analysis.weak_points]
    told |= {id(finding) for finding in shown_findings(content)}
    rest = [finding for finding in content.baseline.analysis.findings if id(finding) not in told]
    return [*entries, *(_of_finding(content, finding, wording) for finding in rest)]


def _of_point(point, told, wording):
    fresh = [finding for finding in point.findings if id(finding) not in told]
    told.update(map(id, fresh))
    return Entry(
        urgency=point.officer_urgency or point.urgency,
        place=wording.place(point.code),
        name=wording.full_name(point.code),
        score=wording.score(point.score),
        items=(point.code,),
        causes=tuple(text for finding in fresh for text in finding.causes),
        approaches=tuple(text for finding in fresh for text in finding.approaches),
    )


def _of_finding(content, finding, wording):
    topic = wording.topic(finding.issue, finding.indicator)
    items = " ".join(wording.full_name(code) for code in finding.items)
    code = finding.lowest or (finding.items[0] if finding.items else finding.indicator)
    name = " ".join(part for part in (topic, items) if part) or "ผลการวิเคราะห์อื่น"
    return Entry(
        urgency=finding.urgency,
        place=name,
        name=name,
        score=wording.score(content.baseline.results.value(code)),
        items=finding.items,
        causes=finding.causes,
        approaches=finding.approaches,
    )


def entry_table(content, name, entries):
    """Columns for causes and approaches only where somebody wrote any."""
    has_causes = any(entry.causes for entry in entries)
    has_approaches = any(entry.approaches for entry in entries)
    extra = [("สาเหตุ", has_causes), ("แนวทางการยกระดับ", has_approaches)]
    titles = [title for title, is_shown in extra if is_shown]
    widths = {0: (90, 0), 1: (42, 48), 2: (26, 32)}[len(titles)]
    columns = (
        Column("ประเด็น", widths[0]),
        Column("คะแนน", 10, "center"),
        *(Column(title, widths[1]) for title in titles),
    )
    return Table(name, columns, tuple(_row(content, entry, titles) for entry in entries), roomy=True)


def _row(content, entry, titles):
    texts = {"สาเหตุ": entry.causes, "แนวทางการยกระดับ": entry.approaches}
    cells = (text_cell(entry.name), text_cell(entry.score), *(_texts_cell(texts[title]) for title in titles))
    needed = components(entry.items, wording_of(content)) if entry.urgency == "urgent" else None
    return Row(cells, (under(needed, wording_of(content).number),) if needed else ())


def _texts_cell(texts):
    if not texts:
        return text_cell("–", "center")
    return Cell((Listing(texts),)) if len(texts) > 1 else text_cell(texts[0])

"""The texts that people typed, each with its place: what the checks of words read."""

import re
from dataclasses import dataclass
from functools import cached_property

from assessments.thai import arabic_digits
from reports.checks.results import LOOK, Place, Remark

ANALYSIS, PLAN, PROGRESS = "analysis", "plan", "progress"  # what a passage speaks of, so which years belong in it
STRENGTHS = tuple(f"strength_factors.{code}" for code in ("IIT", "EIT", "OIT"))
NARRATIVES = {
    "analysis": ("preface", *STRENGTHS),
    "measures": ("introduction",),
    "progress": ("summary",),
    "announcement": ("announcement_subject", "announcement", "announcement_closing"),
}
NARRATIVES["full"] = (*NARRATIVES["analysis"], *NARRATIVES["measures"], *NARRATIVES["progress"])
NARRATIVE_SUBJECTS = {"announcement_subject": PLAN, "summary": PROGRESS}  # the others speak of both years
NAMES = (("title", "ชื่อมาตรการ", PLAN), ("weak_point", "จุดอ่อน", ANALYSIS))
MEASURE_FIELDS = (
    *NAMES,
    ("improvement", "ประเด็นที่จะพัฒนา", ANALYSIS),
    ("assessed_points", "ประเด็นการประเมิน", ANALYSIS),
    ("causes", "สาเหตุ", ANALYSIS),
    ("approach", "แนวทาง", PLAN),
    ("steps", "ขั้นตอน", PLAN),
    ("responsible", "ผู้รับผิดชอบ", PLAN),
    ("monitoring", "การกำกับติดตาม", PLAN),
    ("limitations", "ข้อจำกัด", ANALYSIS),
)
PROGRESS_FIELDS = (
    ("activity", "กิจกรรม"),
    ("performed", "ผลการดำเนินการ"),
    ("outcomes", "ผลลัพธ์"),
    ("budget_source", "แหล่งงบประมาณ"),
    ("obstacles", "ปัญหาอุปสรรค"),
    ("suggestions", "ข้อเสนอแนะ"),
)
FORM_FIELDS = {"responsible": "other_responsible"}  # where the box of the form has another name
SHOWN, AROUND = 60, 28
MARKS = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*")  # vowels and tones that belong to the letter before


@dataclass(frozen=True)
class Passage:
    """One typed text. `where` names its place in words; `sort` is the field it fills."""

    text: str
    where: str
    place: Place
    subject: str
    sort: str

    @cached_property
    def folded(self):
        """The text with Arabic digits, character for character."""
        return arabic_digits(self.text)

    def around(self, start, end):
        """The typed words from `start` to `end` with a little of what stands beside them, cut between letters."""
        first, last = max(0, start - AROUND), min(len(self.text), end + AROUND)
        before, after = "…" * (first > 0), "…" * (last < len(self.text))
        first += len(MARKS.match(self.text, first)[0]) if first else 0
        last += len(MARKS.match(self.text, last)[0])
        return f"{before}{self.text[first:last].strip()}{after}"

    def remark(self, says, span):
        """Something to look at in the words of `span`."""
        return Remark(self.where, says, self.place, self.around(*span), LOOK)


def shortened(text):
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"


def measure_label(measure):
    return f"มาตรการ {measure.key} “{shortened(measure.name)}”" if measure.name else f"มาตรการ {measure.key}"


def entry_label(entry):
    return f"ผลการดำเนินการ {entry.key} “{shortened(entry.name)}”" if entry.name else f"ผลการดำเนินการ {entry.key}"


def finding_label(finding):
    subject = (
        f"ประเด็นที่ {finding.issue}" if finding.issue else f"ตัวชี้วัดที่ {finding.indicator}" if finding.indicator else ""
    )
    items = f"ข้อ {', '.join(finding.items)}" if finding.items else ""
    return " ".join(text for text in ("ผลการวิเคราะห์", subject, items) if text)


def passages_of(content, kind, narrative_names):
    readers = {
        "analysis": (_findings,),
        "measures": (_measures, _limitations),
        "progress": (_measure_names, _entries, _photos),
        "full": (_findings, _measures, _limitations, _entries, _photos),
        "announcement": (_measure_names,),
    }
    for read in readers[kind]:
        yield from read(content)
    yield from _narratives(content, kind, narrative_names)


def _findings(content):
    for index, finding in enumerate(content.findings):
        for name, word in (("causes", "สาเหตุ"), ("approaches", "แนวทาง")):
            yield from _texts(finding, name, word, finding_label(finding), "finding", str(index), ANALYSIS)


def _measures(content):
    for measure in content.measures:
        yield from _of_measure(measure, MEASURE_FIELDS)
        yield from _period(measure, measure_label(measure), "measure", PLAN)


def _measure_names(content):
    """What other documents print of a measure: its title, else its weak point."""
    for measure in content.measures:
        yield from _of_measure(measure, NAMES[:1] if measure.title else NAMES[1:])


def _of_measure(measure, fields):
    for name, word, subject in fields:
        yield from _texts(measure, name, word, measure_label(measure), "measure", measure.key, subject)


def _entries(content):
    for entry in content.progress:
        for name, word in PROGRESS_FIELDS:
            yield from _texts(entry, name, word, entry_label(entry), "entry", entry.key, PROGRESS)
        yield from _period(entry, entry_label(entry), "entry", PROGRESS)


def _period(row, label, page, subject):
    if row.period.text:
        yield Passage(row.period.text, f"{label} · ระยะเวลา", Place(page, row.key, "period_text"), subject, "period")


def _texts(row, name, word, label, page, key, subject):
    value, place = getattr(row, name), Place(page, key, FORM_FIELDS.get(name, name))
    if isinstance(value, str):
        if value:
            yield Passage(value, f"{label} · {word}", place, subject, name)
        return
    for number, text in enumerate(value, 1):
        yield Passage(text, f"{label} · {word} {number}", place, subject, name)


def _limitations(content):
    for number, text in enumerate(content.limitations, 1):
        yield Passage(text, f"ข้อจำกัดของหน่วยงาน {number}", Place("limitations"), ANALYSIS, "limitation")


def _photos(content):
    for index, photo in enumerate(content.photos):
        place = Place("photo", str(index), "caption")
        yield Passage(photo.caption, f"ภาพกิจกรรมที่ {index + 1} · คำบรรยาย", place, PROGRESS, "caption")


def _narratives(content, kind, names):
    for part in NARRATIVES[kind]:
        for number, text in enumerate(content.narrative.get(part, ()), 1):
            where = f"{names.get(part, part)} ย่อหน้าที่ {number}"
            subject = NARRATIVE_SUBJECTS.get(part, ANALYSIS)
            yield Passage(text, where, Place("narrative", part, "paragraphs"), subject, part)

"""Texts that stand twice: inside this year, and word for word as in the year before."""

import re

from assessments.thai import arabic_digits
from reports.checks.check import ALL, KEEP_IF_MEANT, Check, has_texts
from reports.checks.passages import Passage, entry_label, finding_label, measure_label, shortened
from reports.checks.results import Place, Remark

# Sorts of text that are compared with the year before.
MEASURE, DONE, CAUSE, NARRATIVE = "measure", "done", "cause", "narrative"
LONG = 40  # letters; what is shorter is said alike by chance ("รายงานผลต่อผู้บริหาร")
SORTS = {"performed": DONE, "outcomes": DONE, "causes": CAUSE}  # by the field that the text fills
MARKS = re.compile(r"[\s*“”\"'.,:;()\-–•ฯ]+")


def key_of(*texts):
    """What two texts share when only blanks, marks and the script of digits differ."""
    return MARKS.sub("", arabic_digits("".join(texts)))


def long_key(*texts):
    """As key_of, "" for what is too short to be more than chance."""
    key = key_of(*texts)
    return key if len(key) >= LONG else ""


def twice(subject):
    yield from twice_in_a_list(subject)
    yield from twice_among_measures(subject)
    yield from twice_among_entries(subject)
    yield from twice_among_findings(subject)


def twice_in_a_list(subject):
    """The same line two times in one box."""
    seen = {}
    for passage in subject.passages:
        key = (passage.place, key_of(passage.text))
        if key[1] and seen.setdefault(key, passage) is not passage:
            yield passage.remark(f"ซ้ำกับ {last_part(seen[key])} ทุกคำ", (0, len(shortened(passage.text))))


def last_part(passage: Passage):
    return passage.where.rpartition(" · ")[2]


def twice_among_measures(subject):
    """Steps and titles of two measures; a weak point only where the two are filed under different things."""
    if subject.kind not in ("measures", "full"):
        return
    measures = subject.content.measures
    for first, again in doubles(measures, lambda measure: long_key(*measure.steps)):
        yield of_measure(again, "steps", f"ขั้นตอนทั้งหมดซ้ำกับมาตรการ {first.key} ทุกคำ")
    for first, again in doubles(measures, lambda measure: key_of(measure.title)):
        yield of_measure(again, "title", f"ชื่อซ้ำกับมาตรการ {first.key} ทุกคำ")
    for first, again in doubles(measures, lambda measure: key_of(measure.weak_point)):
        if filed(first) != filed(again):
            yield of_measure(again, "weak_point", f"จุดอ่อนซ้ำกับมาตรการ {first.key} ซึ่งตอบคนละเรื่อง")


def filed(measure):
    return measure.issue, measure.indicator, measure.items


def of_measure(measure, field, says):
    return Remark(measure_label(measure), says, Place("measure", measure.key, field))


def doubles(rows, key):
    """(first, again) of rows that share a key; an empty key is shared with none."""
    seen = {}
    for row in rows:
        value = key(row)
        if value and value in seen:
            yield seen[value], row
        seen.setdefault(value, row)


def twice_among_entries(subject):
    if subject.kind not in ("progress", "full"):
        return
    for first, again in doubles(subject.content.progress, lambda entry: long_key(*entry.performed, *entry.outcomes)):
        says = f"ผลการดำเนินการและผลลัพธ์ซ้ำกับ {first.key} ทุกคำ"
        yield Remark(entry_label(again), says, Place("entry", again.key, "performed"))


def twice_among_findings(subject):
    if subject.kind not in ("analysis", "full"):
        return
    numbered = enumerate(subject.content.findings)
    for (_, first), (index, again) in doubles(numbered, lambda pair: long_key(*pair[1].causes)):
        place = Place("finding", str(index), "causes")
        yield Remark(finding_label(again), f"สาเหตุซ้ำกับ{finding_label(first)} ทุกคำ", place)


def as_last_year(subject):
    last = subject.last_year
    if last is None:
        return
    for sort, key, where, place in comparable(subject):
        same = last.texts.get(sort, {}).get(key) if key else None
        if same:
            yield Remark(where, f"เหมือนข้อความของปี {last.fiscal_year} ทุกคำ ({same})", place)


def comparable(subject):
    """(sort, key, where, place) of what this document prints and the year before may have said too."""
    if subject.kind in ("measures", "full"):
        for measure in subject.content.measures:
            key = long_key(measure.title, *measure.steps)
            yield MEASURE, key, measure_label(measure), Place("measure", measure.key, "steps")
    for passage in subject.passages:
        sort = NARRATIVE if passage.place.page == "narrative" else SORTS.get(passage.sort)
        if sort:
            yield sort, long_key(passage.text), passage.where, passage.place


CHECKS = (
    Check(
        "said_twice",
        "ไม่มีข้อความซ้ำกันในปีนี้",
        twice,
        ALL,
        f"เขียนให้ต่างกันตามเรื่อง หรือลบรายการที่ซ้ำ {KEEP_IF_MEANT}",
        applies=has_texts,
    ),
    Check(
        "as_last_year",
        "ข้อความไม่เหมือนปีก่อนทุกคำ",
        as_last_year,
        ALL,
        f"ปรับให้เป็นงานของปีนี้ {KEEP_IF_MEANT}",
        applies=lambda subject: subject.last_year is not None,
    ),
)

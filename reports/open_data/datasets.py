"""The files that there are: what a row of each is, their columns, the years they are cut into, and their dictionary."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings

from reports.open_data import columns
from reports.open_data.columns import Column
from reports.open_data.publications import (
    AGENCY_COLUMNS,
    FILE_COLUMNS,
    PUBLICATION_COLUMNS,
    all_agency_rows,
    publication_rows,
)
from reports.open_data.results import RESULT_COLUMNS, SCORE_COLUMNS, result_rows, score_rows

# Which licence these data are given under is for the operator to decide and still open; these words claim none.
TERMS = "ข้อมูลที่หน่วยงานเผยแพร่แล้ว ใช้ได้โดยอ้างแหล่งที่มา"
ALL_YEARS = None


@dataclass(frozen=True)
class Dataset:
    """`parts` gives the years of its files; `rows` and `source` take one of them.

    A source says what the rows are made of: the same source makes the same rows.
    """

    name: str
    title: str
    about: str
    year_is: str  # what the year in a file's name means; "" where files have none
    columns: tuple[Column, ...]
    parts: Callable
    rows: Callable
    source: Callable

    def file_name(self, year) -> str:
        return self.name if year is ALL_YEARS else f"{self.name}-{year}"

    def source_of(self, snapshot, year) -> str:
        made_of = [settings.PUBLIC_URL, repr(self.columns), self.about, TERMS, self.source(snapshot, year)]
        return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def all_and_each(years):
    return [ALL_YEARS, *sorted(years, reverse=True)] if years else [ALL_YEARS]


def chosen_results(snapshot, year) -> list[int]:
    if year is not ALL_YEARS:
        return snapshot.results.get(year, [])
    return [pk for pks in snapshot.results.values() for pk in pks]


def counted(snapshot, year) -> list:
    counts = snapshot.counts
    return sorted(counts.items()) if year is ALL_YEARS else [counts.get(year)]


def publications_of(snapshot, year) -> Iterator[dict]:
    return publication_rows(snapshot.counts if year is ALL_YEARS else [year], snapshot.standing)


RESULTS = Dataset(
    name="results",
    title="ผลการประเมิน",
    about=(
        "แถวละหนึ่งหน่วยงานและปีที่ถูกประเมิน จากข้อมูลที่ตรึงไว้ในเอกสารฉบับที่ใช้อยู่ "
        "ถ้าเอกสารหลายฉบับของหน่วยงานมีผลของปีเดียวกัน ใช้ฉบับที่เผยแพร่หลังสุดไม่ว่าเป็นเอกสารชนิดใด "
        "การแก้ไขในระบบหลังเผยแพร่ไม่เปลี่ยนข้อมูลนี้จนกว่าหน่วยงานจะเผยแพร่ฉบับใหม่ ฉบับที่ถูกถอนไม่นำมาใช้"
    ),
    year_is="ปีงบประมาณที่ถูกประเมิน",
    columns=RESULT_COLUMNS,
    parts=lambda snapshot: all_and_each(snapshot.results),
    rows=lambda snapshot, year: result_rows(chosen_results(snapshot, year)),
    source=chosen_results,
)
SCORES = Dataset(
    name="scores",
    title="คะแนนรายข้อ",
    about=(
        "แถวละหนึ่งคะแนน ของแบบวัด ตัวชี้วัด ตัวชี้วัดย่อย และข้อ จากเอกสารฉบับเดียวกับไฟล์ผลการประเมิน "
        "มีไฟล์ละปีเท่านั้น เพราะไฟล์รวมทุกปียาวเกินกว่าที่โปรแกรมตารางคำนวณเปิดได้ (1,048,576 แถว)"
    ),
    year_is="ปีงบประมาณที่ถูกประเมิน",
    columns=SCORE_COLUMNS,
    parts=lambda snapshot: sorted(snapshot.results, reverse=True),
    rows=lambda snapshot, year: score_rows(chosen_results(snapshot, year)),
    source=chosen_results,
)
PUBLICATIONS = Dataset(
    name="publications",
    title="เอกสารที่เผยแพร่",
    about="แถวละหนึ่งฉบับที่เผยแพร่แล้ว ทั้งฉบับที่ใช้อยู่ ฉบับก่อน และฉบับที่ถูกถอนพร้อมเหตุผล มีที่อยู่ของไฟล์และค่า SHA-256 ไว้ตรวจสอบ",
    year_is="ปีงบประมาณของเอกสาร",
    columns=(*PUBLICATION_COLUMNS, *FILE_COLUMNS),
    parts=lambda snapshot: all_and_each(snapshot.counts),
    rows=publications_of,
    source=counted,
)
AGENCIES = Dataset(
    name="agencies",
    title="หน่วยงานที่เผยแพร่เอกสาร",
    about="แถวละหนึ่งหน่วยงานที่เคยเผยแพร่เอกสาร ชื่อ ประเภท และจังหวัดเป็นข้อมูลปัจจุบัน ไม่มีหน่วยงานที่ยังไม่เคยเผยแพร่",
    year_is="",
    columns=AGENCY_COLUMNS,
    parts=lambda snapshot: [ALL_YEARS],
    rows=lambda snapshot, year: all_agency_rows(),
    source=counted,
)


def dictionary_rows(*about) -> Iterator[dict]:
    for dataset in DATASETS:
        yield from (dictionary_row(dataset, column) for column in dataset.columns)


def dictionary_row(dataset, column) -> dict:
    return {
        "file": dataset.name,
        "file_title": dataset.title,
        "column": column.name,
        "meaning": column.meaning,
        "type": column.type.words,
        "unit": column.unit,
        "allowed": column.allowed_words,
        "may_be_empty": "ว่างได้" if column.may_be_empty else "",
        "example": "" if column.example is None else str(column.example),
    }


DICTIONARY = Dataset(
    name="dictionary",
    title="พจนานุกรมข้อมูล",
    about="แถวละหนึ่งคอลัมน์ของทุกไฟล์ รวมไฟล์นี้",
    year_is="",
    columns=(
        Column("file", "ชื่อไฟล์ ไม่รวมปี", columns.TEXT, "results"),
        Column("file_title", "ชื่อชุดข้อมูล", columns.TEXT, "ผลการประเมิน"),
        Column("column", "ชื่อคอลัมน์", columns.TEXT, "total"),
        Column("meaning", "ความหมาย", columns.TEXT, "คะแนนรวม"),
        Column("type", "ชนิดข้อมูล", columns.TEXT, "ทศนิยม"),
        Column("unit", "หน่วย ว่างเมื่อไม่มี", columns.TEXT, "คะแนนเต็ม 100"),
        Column("allowed", "ค่าที่เป็นได้ ว่างเมื่อไม่จำกัด", columns.TEXT, "0 ถึง 100"),
        Column(
            "may_be_empty",
            "“ว่างได้” เมื่ออาจไม่มีค่า (CSV ว่าง JSON เป็น null) ข้อความที่ไม่มีเนื้อหาเป็นข้อความว่างทั้งสองแบบ",
            columns.TEXT,
            "ว่างได้",
        ),
        Column("example", "ตัวอย่าง ว่างเมื่อไม่มี", columns.TEXT, "92.41"),
    ),
    parts=lambda snapshot: [ALL_YEARS],
    rows=dictionary_rows,
    source=lambda snapshot, year: list(dictionary_rows()),
)
DATASETS = (RESULTS, SCORES, PUBLICATIONS, AGENCIES, DICTIONARY)

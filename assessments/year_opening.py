"""What a fiscal year that is about to begin needs, and what of it is lacking: frameworks, calendar, windows. Pure.

Results of the assessment of year Y-1 come in July or August of Y-1 and are answered by the plan of fiscal year Y.
"""

from dataclasses import dataclass
from datetime import date

from assessments.fiscal_year import BUDDHIST_OFFSET, first_day, fiscal_year_of, last_day
from assessments.frameworks import Framework
from assessments.thai import long_date
from assessments.windows import ENTRY, PLAN, PROGRESS, STEP_NAMES, Window

READY, LACKING, LOOK = "complete", "missing", "look"
STATE_NAMES = {READY: "พร้อม", LACKING: "ยังขาด", LOOK: "ควรตรวจดู"}
FIRST_MONTH = 8  # announced from 1 August, to the end of December: the assessment of the new year begins in January
RESULTS_MONTH = 7  # the earliest in which results were announced

WINDOWS, RESULTS, OVERVIEW, OVERVIEW_BEFORE = "windows", "results", "overview", "overview-before"

ADD_FRAMEWORK = (
    "ให้ผู้ดูแลเครื่องแม่ข่ายคัดลอกไฟล์ {latest}.toml เป็น ita-{year}.toml "
    "แก้รหัส ปี ข้อ และการเทียบข้อกับปีก่อนให้ตรงกับคู่มือการประเมินปี {year} "
    "วางในโฟลเดอร์ที่ระบุใน FRAMEWORKS_DIR สั่ง manage.py check_frameworks จนไม่พบข้อผิดพลาด แล้วเริ่มระบบใหม่"
)
CORRECT_FRAMEWORK = "ตรวจส่วนที่ยังไม่ยืนยันกับคู่มือทางการ แล้วให้ผู้ดูแลเครื่องแม่ข่ายแก้ไฟล์และเริ่มระบบใหม่"


@dataclass(frozen=True)
class Point:
    """One thing that the year needs. `place` names the page where it is mended; "" where that is not a page."""

    what: str
    state: str
    says: str
    advice: str = ""
    place: str = ""

    @property
    def state_name(self):
        return STATE_NAMES[self.state]


@dataclass(frozen=True)
class Part:
    """Entries of one sort in a framework file, and how many of them an official source was seen for."""

    name: str
    verified: int
    total: int

    @property
    def unverified(self):
        return self.total - self.verified


def year_to_open(today: date) -> int | None:
    """The fiscal year that is announced as to be prepared; None in the months in which none is."""
    return fiscal_year_of(today.replace(month=10, day=1)) if today.month >= FIRST_MONTH else None


def year_shown(today: date) -> int:
    """Without a year to be prepared, what the present one lacks can be seen all the same."""
    return year_to_open(today) or fiscal_year_of(today)


# --- Frameworks ------------------------------------------------------------------------------------------------------


def parts_of(framework: Framework) -> tuple[Part, ...]:
    """Every provenance of the file, each once, by what it speaks of."""
    items, documents = framework.items, framework.documents
    own_components = [item.components_provenance for item in items if item.components_provenance]
    frame = (*framework.instruments, *framework.indicators, *framework.sub_indicators)
    rest = (framework.item_scores_provenance, framework.national.provenance)
    groups = {
        "ถ้อยคำของข้อ": provenances(items),
        "ประเด็น และข้อของแต่ละประเด็น": [*provenances(framework.issues), *(item.issues_provenance for item in items)],
        "องค์ประกอบที่ต้องมี": [*own_components, *(each for one in documents for each in provenances(one.components))],
        "ระดับผลการประเมิน": [framework.levels_provenance],
        "ปฏิทิน": provenances(framework.calendar),
        "การเทียบข้อกับปีก่อน": [framework.year_map_provenance] if framework.year_map_provenance else [],
        "แบบวัด ตัวชี้วัด และกฎคำนวณ": provenances((*frame, *framework.rules)),
        "คะแนนที่เป็นไปได้ และผลระดับประเทศ": [each for each in rest if each],
    }
    return tuple(Part(name, sum(each.verified for each in found), len(found)) for name, found in groups.items())


def provenances(entries):
    return [entry.provenance for entry in entries]


def answered_framework_point(framework: Framework | None, fiscal_year: int, latest: str) -> Point:
    """Of the framework whose results the plan of this year answers; `latest` is the code of the newest one there is."""
    assessed = fiscal_year - 1
    without = f"ยังไม่มีไฟล์กรอบการประเมินปี {assessed} จึงกรอกหรือนำเข้าผลการประเมินปี {assessed} ไม่ได้"
    return _framework_point(f"กรอบการประเมินปี {assessed} ที่แผนนำผลมาวิเคราะห์", framework, assessed, latest, without)


def own_framework_point(framework: Framework | None, fiscal_year: int) -> Point:
    """Of the framework of the year itself, whose items ask for the documents."""
    without = f"ยังไม่มีไฟล์กรอบการประเมินปี {fiscal_year} ระหว่างนี้ระบบตรวจเอกสารตามกรอบของปีก่อน"
    what, before = f"กรอบการประเมินปี {fiscal_year} ที่กำหนดเอกสารของปีนี้", f"ita-{fiscal_year - 1}"
    return _framework_point(what, framework, fiscal_year, before, without)


def _framework_point(what, framework, year, latest, without):
    if framework is None:
        return Point(what, LACKING, without, ADD_FRAMEWORK.format(latest=latest, year=year))
    entries = framework.provenances
    verified = sum(entry.verified for entry in entries)
    says = f"มีไฟล์ {framework.code} ยืนยันกับเอกสารทางการแล้ว {verified} จาก {len(entries)} รายการ"
    nameless = sum(not item.name for item in framework.items)
    if nameless:
        says += f" ข้อที่ยังไม่มีถ้อยคำ {nameless} ข้อ"
    if verified == len(entries) and not nameless:
        return Point(what, READY, says)
    return Point(what, LOOK, says, CORRECT_FRAMEWORK)


# --- Dates -----------------------------------------------------------------------------------------------------------


def calendar_point(framework: Framework | None, year: int) -> Point:
    """The days of the assessment of a year, as its framework has them."""
    what = f"ปฏิทินการประเมินปี {year}"
    if framework is None:
        return Point(what, LACKING, f"ยังไม่มี เพราะยังไม่มีไฟล์กรอบการประเมินปี {year}")
    if not framework.calendar:
        return Point(what, LACKING, f"ไฟล์ {framework.code} ไม่มีปฏิทิน", CORRECT_FRAMEWORK)
    says = " · ".join(map(_event_words, framework.calendar))
    if all(event.provenance.verified for event in framework.calendar):
        return Point(what, READY, says)
    return Point(what, LOOK, says)


def _event_words(event):
    days = long_date(event.start_on)
    if event.end_on != event.start_on:
        days += f" ถึง {long_date(event.end_on)}"
    return f"{event.name} {days}{'' if event.provenance.verified else ' (ยังไม่ยืนยัน)'}"


def window_points(windows: dict[str, Window], fiscal_year: int) -> tuple[Point, ...]:
    """One a step; `windows` is by step, without an entry where none is set."""
    return tuple(_window_point(step, windows, fiscal_year) for step in STEP_NAMES)


def _window_point(step, windows, fiscal_year):
    what, window = f"ช่วงเวลาเปิดรับ{STEP_NAMES[step]}", windows.get(step)
    if window is None:
        advice = "กำหนดวันเปิดรับและวันปิดรับ หากตั้งใจให้เปิดรับตลอดก็ไม่ต้องกำหนด"
        return Point(what, LACKING, "ยังไม่กำหนด เปิดรับตลอด", advice, WINDOWS)
    says = f"{long_date(window.opens_on)} ถึง {long_date(window.closes_on)}"
    faults = " ".join([*_disorder(step, windows), *_out_of_place(window, fiscal_year)])
    if faults:
        return Point(what, LOOK, says, f"{faults} ตรวจว่าตั้งใจให้เป็นเช่นนั้น", WINDOWS)
    return Point(what, READY, says, place=WINDOWS)


def _disorder(step, windows):
    """Against the nearest earlier step that has a window."""
    steps = list(STEP_NAMES)
    earlier = [windows[each] for each in steps[: steps.index(step)] if each in windows][-1:]
    for before in earlier:
        if windows[step].opens_on < before.opens_on:
            yield f"เปิดรับก่อน{before.step_name}"
        if windows[step].closes_on < before.closes_on:
            yield f"ปิดรับก่อน{before.step_name}"


def _out_of_place(window, fiscal_year):
    first, last = usual_days(window.step, fiscal_year)
    if not first <= window.opens_on <= window.closes_on <= last:
        yield f"ไม่อยู่ระหว่าง {long_date(first)} ถึง {long_date(last)} ซึ่งเป็นช่วงของปีงบประมาณ พ.ศ. {fiscal_year}"


def usual_days(step, fiscal_year):
    """Results and measures from the first announcement to the year's end; progress until a year after it."""
    results_from = date(fiscal_year - BUDDHIST_OFFSET - 1, RESULTS_MONTH, 1)
    return {
        ENTRY: (results_from, last_day(fiscal_year)),
        PLAN: (results_from, last_day(fiscal_year)),
        PROGRESS: (first_day(fiscal_year), last_day(fiscal_year + 1)),
    }[step]

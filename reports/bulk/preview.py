"""What a bulk action would do, counted in SQL before anybody confirms it."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.timezone import localdate

from assessments.models import Agency
from reports.bulk.actions import ACCEPT, OPEN_YEAR, REMIND, ZIP
from reports.bulk.choosing import chosen_rows, documents_to_accept, mark_in_sql, token_of
from reports.bulk.opening import locked_agencies, with_year, years_to_open
from reports.bulk.reminding import CLOSED, lacking, with_people
from reports.models import BulkRun, Comment, OverviewRow

Contents = BulkRun.Contents
MARK = ("number", "keys", "squares")
NOBODY_TO_TELL = "หน่วยงานเหล่านี้ยังไม่มีเจ้าหน้าที่หรือหัวหน้าในระบบ เชิญบุคคลได้ที่หน้าบุคคลของหน่วยงาน"
NOTHING_LACKS = "ไม่มีหน่วยงานที่ต้องเตือน: งานของปีนี้ครบแล้ว หรือหน่วยงานยุบเลิกแล้ว"
NOTHING_TO_OPEN = (
    "ไม่มีหน่วยงานที่เปิดปีนี้ได้: มีปีนี้แล้ว อยู่นอกช่วงเวลาเปิดรับ หรือยุบเลิกแล้ว หากอยู่นอกช่วงเวลา โปรดขอผ่อนผันหรือขยายเวลาจากผู้ดูแลระดับส่วนกลาง"
)
NOTHING_PUBLISHED = "หน่วยงานเหล่านี้ยังไม่มีเอกสารที่เผยแพร่แล้ว เลือกฉบับร่างปัจจุบันแทนได้"
NO_DOCUMENTS = "หน่วยงานเหล่านี้ยังไม่เผยแพร่เอกสารใดและยังไม่มีข้อมูลให้จัดทำเอกสาร โปรดให้หน่วยงานกรอกผลคะแนนและมาตรการก่อน"
ALL_DISCUSSED = "ทุกฉบับมีความเห็นที่ยังไม่ปิด โปรดปิดความเห็นที่หน้าความเห็นของหน่วยงานก่อน แล้วสั่งอีกครั้ง"


@dataclass(frozen=True)
class Line:
    """`is_done`: it will be done at so many; else it will be left out, and the words say why."""

    words: str
    count: int
    is_done: bool = False


@dataclass(frozen=True)
class Preview:
    """`groups` are (heading, lines); `total` is what the run would go through.

    `doable` says at how many something would come of it, by the option chosen ("" where there is none); without it, at
    all. `reason` says why nothing would, and what helps.
    """

    total: int
    token: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    doable: dict | None = None
    reason: str = ""

    @property
    def is_offered(self):
        return any(self.doable.values()) if self.doable is not None else bool(self.total)

    def refusal(self, option) -> str:
        """Why a run with this option would do nothing; "" where it would do something. An empty set is told as such."""
        would_do = self.doable is None or self.doable.get(option)
        return "" if would_do or not self.total else self.reason


def preview(asked, action, user) -> Preview:
    """One statement over the rows, whatever their number."""
    if action == ACCEPT:
        return of_documents(asked, user)
    rows = chosen_rows(asked, user)
    counts = {name: Count("pk", filter=condition) for name, condition in conditions_of(action, asked).items()}
    found = rows.aggregate(**mark_in_sql("agency"), **counts)
    token = token_of(asked, action, [found[name] for name in MARK])
    doable, reason = doable_of(action, asked, found)
    return Preview(found["number"], token, groups_of(action, asked, found), doable, reason)


def conditions_of(action, asked) -> dict[str, Q]:
    """What is counted besides the number of all; what is left of that is not counted again."""
    if action == REMIND:
        return reminding_conditions(asked.fiscal_year)
    if action == OPEN_YEAR:
        return opening_conditions(asked.fiscal_year)
    return ZIP_CONDITIONS if action == ZIP else {}


def groups_of(action, asked, found):
    if action == OPEN_YEAR:
        return tuple((f"ปีงบประมาณ พ.ศ. {year}", year_lines(year, found)) for year in years_to_open(asked.fiscal_year))
    if action == ZIP:
        return zip_groups(found)
    return (("", remind_lines(found)),) if action == REMIND else ()


def doable_of(action, asked, found) -> tuple[dict | None, str]:
    if action == REMIND:
        return {"": found["told"]}, NOBODY_TO_TELL if found["needed"] else NOTHING_LACKS
    if action == OPEN_YEAR:
        return {year: openable(year, found) for year in years_to_open(asked.fiscal_year)}, NOTHING_TO_OPEN
    if action == ZIP:
        doable = {Contents.PUBLISHED.value: found["published"], Contents.DRAFT.value: found["with_data"]}
        return doable, NOTHING_PUBLISHED if found["with_data"] else NO_DOCUMENTS
    return None, ""


def lines(will, *others):
    """Of (words, count): first what will be done, then why the others are left out; noughts of these go."""
    return (Line(*will, is_done=True), *(Line(*each) for each in others if each[1]))


def is_closed() -> Q:
    return Q(agency__in=Agency.objects.filter(closed_on__isnull=False).order_by().values("pk"))


# --- Reminding -------------------------------------------------------------------------------------------------------


def reminding_conditions(fiscal_year):
    needed, closed = lacking(fiscal_year, localdate()) & ~is_closed(), is_closed()
    return {"needed": needed, "told": needed & with_people(), "closed": closed}


def remind_lines(found):
    return lines(
        ("จะเตือน", found["told"]),
        ("งานครบแล้ว ไม่ต้องเตือน", found["number"] - found["needed"] - found["closed"]),
        ("ยังไม่มีเจ้าหน้าที่หรือหัวหน้าหน่วยงานในระบบ จึงไม่มีผู้รับ", found["needed"] - found["told"]),
        (CLOSED, found["closed"]),
    )


# --- Opening a year --------------------------------------------------------------------------------------------------


def opening_conditions(fiscal_year):
    found = {"closed": is_closed()}
    for year in years_to_open(fiscal_year):
        has = with_year(year)
        found[f"has_{year}"] = has & ~is_closed()
        found[f"locked_{year}"] = ~has & ~is_closed() & locked_agencies(year, localdate())
    return found


def openable(year, found):
    return found["number"] - found["closed"] - found[f"has_{year}"] - found[f"locked_{year}"]


def year_lines(year, found):
    return lines(
        ("จะเปิดปี", openable(year, found)),
        ("มีปีนี้แล้ว", found[f"has_{year}"]),
        ("อยู่นอกช่วงเวลาเปิดรับผลคะแนนของปีนี้", found[f"locked_{year}"]),
        (CLOSED, found["closed"]),
    )


# --- Documents -------------------------------------------------------------------------------------------------------


ZIP_CONDITIONS = {"published": Q(published_count__gt=0), "with_data": Q(stage__gt=OverviewRow.Stage.NOT_STARTED)}


def zip_groups(found):
    total, published, drawable = (found[name] for name in ("number", *ZIP_CONDITIONS))
    return (
        (Contents.PUBLISHED.label, lines(("มีเอกสารที่เผยแพร่แล้ว", published), ("ยังไม่เผยแพร่เอกสารใด", total - published))),
        (Contents.DRAFT.label, lines(("มีข้อมูลให้จัดทำเอกสาร", drawable), ("ยังไม่มีข้อมูล", total - drawable))),
    )


def of_documents(asked, user):
    comments = Q(Exists(Comment.objects.unresolved().filter(agency_year=OuterRef("agency_year"))))
    lacks = Q(agency_year__overview_row__missing_count__gt=0)
    counts = {"discussed": Count("pk", filter=comments), "lacking": Count("pk", filter=~comments & lacks)}
    found = documents_to_accept(asked, user).aggregate(**mark_in_sql("pk"), **counts)
    token = token_of(asked, ACCEPT, [found[name] for name in MARK])
    doable = {"": found["number"] - found["discussed"]}
    return Preview(found["number"], token, (("", accept_lines(found)),), doable, ALL_DISCUSSED)


def accept_lines(found):
    return lines(
        ("จะตรวจทีละฉบับ และรับเมื่อไม่พบข้อสังเกต", found["number"] - found["discussed"] - found["lacking"]),
        ("มีความเห็นที่ยังไม่ปิด จะไม่รับ", found["discussed"]),
        ("ระบบตรวจพบสิ่งที่ขาดในปีนี้ จะรับเฉพาะเอกสารที่ไม่มีข้อสังเกตเลย", found["lacking"]),
    )

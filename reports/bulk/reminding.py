"""Reminding many agencies: what each lacks of the steps that have begun, and its officers and head are told."""

from functools import reduce
from operator import or_

from django.db.models import BooleanField, Case, Q, Value, When
from django.urls import reverse
from django.utils.timezone import localdate

from assessments import thai
from assessments.models import Membership, YearWindow
from assessments.open_steps import windows_of
from assessments.permissions import APPROVE, PERMISSIONS_OF_ROLE, SUBMIT, people_with
from assessments.reminders import DUE, OVERDUE, Work, missing
from assessments.services.notifying import notify, ways_of
from assessments.windows import PLAN, STEP_NAMES
from reports.bulk.settled import done, not_needed, refused
from reports.models import OverviewRow
from reports.overview.stages import LACKS

PUBLISHING, CHECKS = "publishing", "checks"
TOLD_ROLES = [role for role, given in PERMISSIONS_OF_ROLE.items() if given & {SUBMIT, APPROVE}]
CLOSED, COMPLETE = "หน่วยงานยุบเลิกแล้ว", "งานของปีนี้ครบแล้ว"
NOBODY = "ยังไม่มีเจ้าหน้าที่หรือหัวหน้าหน่วยงานในระบบ จึงไม่มีผู้รับ"
TOLD = "แจ้งในระบบ {} คน อีเมล {} ฉบับ"
TITLE = "ผู้ดูแลขอให้ดำเนินการให้ครบ ปีงบประมาณ พ.ศ. {}"


def lacks(fiscal_year, today) -> dict[str, Q]:
    """By what is lacking, the condition on OverviewRow. A step that has not begun is not lacking yet."""
    to_come = YearWindow.objects.filter(fiscal_year=fiscal_year, opens_on__gt=today).values_list("step", flat=True)
    begun = [step for step in STEP_NAMES if step not in set(to_come)]
    found = {step: LACKS[step] for step in begun}
    if PLAN in begun:
        found[PUBLISHING] = Q(measure_count__gt=0, plan_published_at=None)
    return found | {CHECKS: Q(missing_count__gt=0)}


def lacking(fiscal_year, today) -> Q:
    return reduce(or_, lacks(fiscal_year, today).values())


def with_people() -> Q:
    """On OverviewRow: agencies with somebody who would be told. One list is quicker than a look at each row."""
    people = Membership.objects.current().filter(role__in=TOLD_ROLES, user__is_active=True)
    return Q(agency__in=people.order_by().values("agency"))


def carry_out(run, outcome, by, prepared):
    """Called in the transaction that writes the outcome. The row is at most a minute behind."""
    row, today = row_with_lacks(run, outcome.agency), localdate()
    link = link_to(outcome.agency, run.fiscal_year, row)
    if row is None or outcome.agency.closed_on:
        return not_needed(CLOSED, link)
    windows = {window.step: window for window in windows_of(outcome.agency, run.fiscal_year)}
    words = lines_of(row, windows, today)
    if not words:
        return not_needed(COMPLETE, link)
    is_late = any(is_over(windows.get(name), today) for name in row.lacks)
    told = tell(run, outcome.agency, words, row, by, link, OVERDUE if is_late else DUE)
    return done(f"{told}: {' · '.join(words)}", link) if told else refused(NOBODY, link)


def row_with_lacks(run, agency):
    """Its row with `lacks`, the names of what is lacking; None for an agency that was closed before the year."""
    conditions = lacks(run.fiscal_year, localdate())
    marks = {f"lacks_{name}": marked(condition) for name, condition in conditions.items()}
    row = OverviewRow.objects.of_year(run.fiscal_year).filter(agency=agency).annotate(**marks).first()
    if row:
        row.lacks = [name for name in conditions if getattr(row, f"lacks_{name}")]
    return row


def marked(condition):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def lines_of(row, windows, today) -> list[str]:
    """What is lacking, each once, with the day on which its step closes: two steps may lack the same."""
    found = {}
    for name in row.lacks:
        found.setdefault(words_of(name, row), closing_words(name, windows, today))
    return [words + closing for words, closing in found.items()]


def words_of(name, row):
    if name == PUBLISHING:
        return "ยังไม่ได้เผยแพร่เอกสารมาตรการ"
    if name == CHECKS:
        return f"ระบบตรวจพบสิ่งที่ขาด {row.missing_count} แห่ง"
    work = Work(row.total is not None, row.measure_count, row.reported_count)
    return missing(name, work)


def closing_words(name, windows, today):
    """The agency's own last day, its exception's where it has one. Only a step can be overdue."""
    window = window_for(name, windows, today)
    if window is None:
        return ""
    overdue = " เลยกำหนดแล้ว" if name in STEP_NAMES and is_over(window, today) else ""
    return f" (ปิดรับ{window.step_name}เมื่อสิ้นวันที่ {thai.long_date(window.deadline)}{overdue})"


def window_for(name, windows, today):
    """Publishing belongs to the plan; what the checks miss, to the step that closes next, or closed last."""
    if name != CHECKS:
        return windows.get(PLAN if name == PUBLISHING else name)
    to_close = [window for window in windows.values() if not is_over(window, today)]
    if to_close:
        return min(to_close, key=last_day)
    return max(windows.values(), key=last_day, default=None)


def last_day(window):
    return window.deadline


def is_over(window, today):
    return window is not None and window.deadline < today


def tell(run, agency, words, row, by, link, kind) -> str:
    """How many were reached in which way, in words; "" for nobody. The key makes it once for each of them."""
    people = [each for each in people_with(SUBMIT, agency) | people_with(APPROVE, agency) if each.is_active]
    told = notify(
        people=people,
        kind=kind,
        title=TITLE.format(run.fiscal_year),
        text=text_of(run, agency, words, row, by),
        link=link,
        once_key=f"bulk-{run.pk}-{agency.pk}",
        agency=agency,
        fiscal_year=run.fiscal_year,
    )
    return reached_words(people, kind) if told else ""


def reached_words(people, kind):
    """As these people chose; nobody is written to who has no address."""
    ways = ways_of(people, kind)
    in_portal = sum(way.in_portal for way in ways.values())
    return TOLD.format(in_portal, sum(ways[each.pk].by_email and bool(each.email) for each in people))


def text_of(run, agency, words, row, by):
    lines = [f"{agency.name}: ขั้นตอนปัจจุบันคือ {row.get_stage_display()}", *(f"- {each}" for each in words)]
    return "\n".join([*lines, f"ข้อความจาก {by}: {run.message}"] if run.message else lines)


def link_to(agency, fiscal_year, row):
    """The year, or where it is opened."""
    if row is not None and row.agency_year_id:
        return reverse("assessments:year", args=[agency.code, fiscal_year])
    return reverse("assessments:agency", args=[agency.code])

"""Who is told of which move, in what words. Nobody is told of what they did themselves."""

from dataclasses import dataclass

from django.urls import reverse

from assessments import permissions
from assessments.services.notifying import notify
from reports.models import ReviewEvent
from reports.reviewing.moves import APPROVING, SUBMITTING
from reports.reviewing.people import PERMISSION_OF, acceptors_of, approvers_of, may

Move = ReviewEvent.Move
SUBMITTED, APPROVED, ACCEPTED, RETURNED, LAPSED = "submitted", "approved", "accepted", "returned", "approval_lapsed"


@dataclass(frozen=True)
class Notice:
    """`kind` is a kind of notification, see assessments/notifications.py."""

    kind: str
    people: tuple
    title: str


def tell(event):
    """Called in the transaction of the move: what is rolled back is told to nobody."""
    for notice in notices_of(event):
        deliver(notice, event)


def notices_of(event) -> list[Notice]:
    review = event.review
    agency, name = review.agency_year.agency, review.get_kind_display()
    submitters = who_has(SUBMITTING, review.submitted_by, agency)
    makers = submitters | who_has(APPROVING, review.approved_by, agency)
    told = {
        Move.SUBMIT: [Notice(SUBMITTED, approvers_of, f"รอท่านตรวจและรับรอง: {name}")],
        Move.APPROVE: [
            Notice(APPROVED, submitters, f"หัวหน้าหน่วยงานรับรองแล้ว: {name}"),
            Notice(SUBMITTED, acceptors_of, f"รอท่านรับเอกสาร: {name}"),
        ],
        Move.RETURN: [Notice(RETURNED, makers, f"ส่งกลับให้แก้ไข: {name}")],
        Move.RETURN_APPROVED: [Notice(RETURNED, makers, f"ผู้ดูแลส่งกลับให้แก้ไข: {name}")],
        Move.ACCEPT: [Notice(ACCEPTED, makers, f"ผู้ดูแลรับแล้ว: {name}")],
        Move.RECALL_APPROVAL: [Notice(RETURNED, makers, f"หัวหน้าหน่วยงานถอนคำรับรอง: {name}")],
        Move.LAPSE: [Notice(LAPSED, makers, f"สิ้นผลเพราะเนื้อหาเปลี่ยน: {name}")],
    }
    notices = [
        Notice(each.kind, tuple(told_besides(event.by, each.people, agency)), each.title)
        for each in told.get(event.move, ())
    ]
    return [notice for notice in notices if notice.people]


def who_has(step, person, agency) -> set:
    """Who made this step; when they have left the work since, those who do it now."""
    if person is None:
        return set()
    if may(person, step, agency):
        return {person}
    return set(permissions.people_with(PERMISSION_OF[step], agency))


def told_besides(actor, people, agency):
    found = people(agency) if callable(people) else people
    return sorted((person for person in found if person != actor), key=lambda person: person.pk)


def text_of(event) -> str:
    year = event.review.agency_year
    lines = [f"{year.agency} ปีงบประมาณ พ.ศ. {year.fiscal_year}"]
    if event.by:
        lines.append(f"{event.get_move_display()} โดย {event.by}")
    return "\n".join([*lines, event.reason] if event.reason else lines)


def link_of(event) -> str:
    review = event.review
    return reverse("reports:review", args=[review.agency_year.agency.code, review.agency_year.fiscal_year, review.kind])


def deliver(notice, event):
    year = event.review.agency_year
    notify(
        people=notice.people,
        kind=notice.kind,
        title=notice.title,
        text=text_of(event),
        link=link_of(event),
        once_key=f"review-event-{event.pk}",
        agency=year.agency,
        fiscal_year=year.fiscal_year,
    )

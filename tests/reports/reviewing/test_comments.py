"""Comments: said once about something that exists, answered, resolved and opened again, by who may comment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import AppendOnly, Change, Notification
from reports.models import Comment
from reports.reviewing.comments import CommentRefused, add_comment, answer, set_resolved, unresolved_by_target
from reports.reviewing.targets import Targets
from tests.makers import make_finding
from tests.reports.publications import fresh
from tests.reports.reviewing.rounds import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office(administrator=True)


def say(office, text="โปรดแก้ขั้นตอน", target="measure:m1:steps", by="head"):
    return add_comment(agency_year=fresh(office.year), target=target, text=text, by=office.person(by))


def test_comment_is_kept_with_its_target_and_in_the_history(office):
    comment = say(office)

    assert (comment.target, comment.text, comment.by, comment.is_resolved) == (
        "measure:m1:steps",
        "โปรดแก้ขั้นตอน",
        office.head,
        False,
    )
    change = Change.objects.get(record=f"ความเห็น {comment.pk}")
    assert (change.field, change.after, change.by) == ("ความเห็น", "โปรดแก้ขั้นตอน", office.head)


@pytest.mark.parametrize(
    ("target", "label", "url"),
    [
        ("document:measures", "เอกสาร มาตรการส่งเสริมคุณธรรมและความโปร่งใส", "/documents/measures/"),
        ("narrative:preface", "ข้อความ คำนำ", "/narratives/preface/"),
        ("measure:m1", "มาตรการ เผยแพร่สถิติทุกไตรมาส", "/measures/{measure}/"),
        ("measure:m1:steps", "มาตรการ เผยแพร่สถิติทุกไตรมาส: ขั้นตอนหรือวิธีการปฏิบัติ", "/measures/{measure}/"),
        ("progress:p1", "ผลการดำเนินการ p1", "/progress/{entry}/"),
        ("finding:{finding}", "ผลการวิเคราะห์ ตัวชี้วัดที่ 9", "/analysis/findings/{finding}/"),
    ],
)
def test_target_has_a_name_and_a_place_where_it_is_mended(office, target, label, url):
    year = office.year
    keys = {"finding": make_finding(year, indicator="9").pk}
    keys |= {"measure": year.measures.get().pk, "entry": year.progress_entries.get().pk}
    targets = Targets(fresh(year))

    target = target.format(**keys)
    assert targets.is_known(target)
    assert targets.label(target) == label
    assert targets.url(target) == f"/agencies/own/2567{url.format(**keys)}"


@pytest.mark.parametrize(
    "target", ["", "x", "measure:m9", "measure:m1:x", "document:poster", "document:full:x", "finding:1", "measure:"]
)
def test_comment_on_what_is_not_there_is_refused(office, target):
    with pytest.raises(CommentRefused, match="ไม่พบสิ่งที่ต้องการให้ความเห็น"):
        say(office, target=target)

    assert Comment.objects.count() == 0


def test_second_press_says_it_once_and_other_words_are_another_comment(office):
    first = say(office)

    assert say(office) == first
    assert say(office, text="อีกเรื่อง") != first
    assert say(office, by="officer") != first


def test_same_words_an_hour_later_are_said_again(office):
    values = {"target": "measure:m1", "text": "ยังไม่ครบ", "by": office.head}
    Comment.objects.create(agency_year=office.year, at=timezone.now() - timedelta(hours=1), **values)

    say(office, text="ยังไม่ครบ", target="measure:m1")

    assert Comment.objects.count() == 2


def test_answer_belongs_to_the_first_comment(office):
    first = say(office)
    reply = answer(comment=first, text="แก้แล้ว", by=office.person("officer"))
    second = answer(comment=reply, text="ขอบคุณ", by=office.person("head"))

    assert [reply.answers, second.answers] == [first, first]
    assert {row.target for row in Comment.objects.all()} == {"measure:m1:steps"}
    assert unresolved_by_target(office.year) == {"measure:m1:steps": 1}


def test_resolving_and_opening_again(office):
    comment = say(office)

    set_resolved(comment=comment, is_resolved=True, version=1, by=office.person("officer"))
    resolved = Comment.objects.get()
    set_resolved(comment=comment, is_resolved=False, version=2, by=office.person("head"))

    present = Comment.objects.get()
    assert (resolved.resolved_by, resolved.is_resolved) == (office.officer, True)
    assert (present.resolved_by, present.resolved_at, present.version) == (None, None, 3)
    told = Change.objects.filter(field="ปิดเรื่องเมื่อ").order_by("pk").values_list("before", "after")
    assert list(told) == [("เปิดอยู่", "ปิดเรื่องแล้ว"), ("ปิดเรื่องแล้ว", "เปิดอยู่")]


def test_resolving_twice_says_who_was_first(office):
    comment = say(office)
    set_resolved(comment=comment, is_resolved=True, version=1, by=office.person("officer"))

    with pytest.raises(CommentRefused, match="ปิดเรื่องไปแล้ว โดย เจ้าหน้าที่ทดสอบ"):
        set_resolved(comment=comment, is_resolved=True, version=1, by=office.person("head"))

    assert Comment.objects.get().resolved_by == office.officer


def test_page_that_was_overtaken_resolves_nothing(office):
    comment = say(office)
    set_resolved(comment=comment, is_resolved=True, version=1, by=office.person("officer"))
    set_resolved(comment=comment, is_resolved=False, version=2, by=office.person("head"))

    with pytest.raises(CommentRefused, match="โปรดดูสถานะล่าสุด"):
        set_resolved(comment=comment, is_resolved=True, version=1, by=office.person("officer"))


def test_what_was_said_is_never_changed(office):
    comment = say(office)

    for rewriting in (comment.save, comment.delete, Comment.objects.all().delete):
        with pytest.raises(AppendOnly):
            rewriting()
    with pytest.raises(AppendOnly):
        Comment.objects.update(text="x")


def test_comment_is_told_to_the_agency_and_who_spoke_but_not_to_the_speaker(office):
    make_office("other")
    first = say(office, by="administrator")
    answer(comment=first, text="แก้แล้ว", by=office.person("officer"))

    told = Notification.objects.filter(kind="comment").order_by("pk")
    assert [row.person for row in told] == [office.officer, office.head, office.head, office.administrator]
    assert told[0].title == "ความเห็นใหม่: มาตรการ เผยแพร่สถิติทุกไตรมาส: ขั้นตอนหรือวิธีการปฏิบัติ"
    assert told[0].link == f"/agencies/own/2567/comments/#comment-{first.pk}"

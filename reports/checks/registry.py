"""Every check, in the order of the work."""

from reports.checks import (
    agencies,
    codes,
    figures,
    findings,
    periods,
    plan_fit,
    plan_parts,
    plan_words,
    repeats,
    reported,
    scores,
    years,
)
from reports.checks.check import ALL, Check
from reports.checks.results import Place, Remark


def unseen_approval(subject):
    """No machine sees an approval."""
    says = "ระบบไม่เห็นการเห็นชอบของผู้บริหาร ตรวจชื่อ ตำแหน่ง และวันที่ของผู้ลงนาม แล้วเสนอผู้บริหารก่อนเผยแพร่"
    yield Remark("ผู้ลงนาม", says, Place("setup", subject.kind))


APPROVAL = Check(
    "approval",
    "ผู้บริหารของหน่วยงานเห็นชอบ",
    unseen_approval,
    ALL,
    "ข้อนี้ตรวจด้วยคนเสมอ",
    ("approved_by_head",),
)
CHECKS = (
    *scores.CHECKS,
    *findings.CHECKS,
    *plan_parts.CHECKS,
    *plan_fit.CHECKS,
    *reported.CHECKS,
    *plan_words.CHECKS,
    *agencies.CHECKS,
    *years.CHECKS,
    *periods.CHECKS,
    *figures.CHECKS,
    *codes.CHECKS,
    *repeats.CHECKS,
    APPROVAL,
)

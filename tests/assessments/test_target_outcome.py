"""What the stored targets of a year add up to, in words."""

from decimal import Decimal

import pytest

from assessments.models import Target
from assessments.target_outcome import target_outcome
from tests.assessments.published import indicators
from tests.makers import make_agency_year, make_assessment

pytestmark = pytest.mark.django_db
SCORES = indicators("90 90 90 90 90 80 80 80 90 90")


def year_with(scores=SCORES, **targets):
    year = make_assessment(framework="ita-2567", scores=scores).agency_year
    for code, value in targets.items():
        Target.objects.create(agency_year=year, code=code.removeprefix("n"), value=Decimal(value))
    return year


def test_outcome_gives_distances_and_the_level_of_all_targets_together():
    outcome = target_outcome(year_with(n6="90", n7="85", n8="79", total="92"))

    assert outcome.gaps == {"6": Decimal(-10), "7": Decimal(-5), "8": Decimal(1), "total": Decimal(-5)}
    assert outcome.sentences[0] == (
        "ถ้าได้ตามเป้าหมายทุกรายการ คะแนนรวม 88.50 ถึง 85 แต่ไม่ถึง 95 และทุกเครื่องมือได้ตั้งแต่ 85 จึงได้ระดับผ่านดี ซึ่งผ่านเกณฑ์"
    )
    assert outcome.sentences[1].startswith("ระดับที่สูงขึ้นถัดไปคือระดับผ่านดีเยี่ยม คะแนนรวม ต้องเพิ่มอีก 6.50")
    assert outcome.sentences[2] == ("เป้าหมายคะแนนรวม 92.00 ยังขาดอีก 3.50 ต้องตั้งเป้าหมายรายเครื่องมือหรือรายตัวชี้วัดให้สูงขึ้น")


def test_targets_that_leave_one_instrument_low_say_so():
    outcome = target_outcome(year_with(IIT="99", EIT="84.20", OIT="99"))

    assert outcome.sentences[0] == (
        "ถ้าได้ตามเป้าหมายทุกรายการ คะแนนรวม 94.56 แต่ EIT ได้ 84.20 ไม่ถึง 85 จึงได้ระดับผ่าน ซึ่งผ่านเกณฑ์"
    )


def test_total_that_the_targets_reach_is_said_to_be_reached():
    outcome = target_outcome(year_with(EIT="90", total="90"))

    assert outcome.sentences[-1] == "ถึงเป้าหมายคะแนนรวม 90.00"


def test_target_of_the_total_alone_says_what_is_missing_to_tell_the_level():
    outcome = target_outcome(year_with(total="95"))

    assert outcome.trial is None
    assert outcome.sentences[0].startswith("ตั้งเป้าหมายรายเครื่องมือหรือรายตัวชี้วัดด้วย")


def test_targets_over_missing_scores_tell_no_level():
    outcome = target_outcome(year_with({"1": Decimal(90)}, n1="95", n6="95"))

    assert outcome.gaps == {"1": Decimal(-5), "6": None}
    assert outcome.sentences == ("ยังบอกระดับไม่ได้ เพราะยังไม่มีคะแนนครบทุกเครื่องมือ",)


def test_no_outcome_without_targets_or_without_scores():
    assert target_outcome(year_with()) is None
    assert target_outcome(make_agency_year()) is None

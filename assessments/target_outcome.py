"""What the targets of a year add up to: how far each score is from its target, and the level they would bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments import thai
from assessments.analysis_inputs import results_of
from assessments.scoring import explain_next_level, explain_outcome
from assessments.trial import Trial, try_targets

ONLY_TOTAL = "ตั้งเป้าหมายรายเครื่องมือหรือรายตัวชี้วัดด้วย ระบบจึงจะบอกได้ว่าเป้าหมายทั้งหมดรวมกันได้ระดับใด"


@dataclass(frozen=True)
class TargetOutcome:
    """`gaps` are score less target by code, "total" among them; `sentences` say what comes of all targets together."""

    gaps: Mapping[str, Decimal | None]
    trial: Trial | None
    sentences: tuple[str, ...]


def target_outcome(agency_year):
    """None without any target or any score."""
    targets = {row.code: row.value for row in agency_year.targets.all()}
    results = results_of(agency_year)
    if not targets or results is None:
        return None
    return _outcome(agency_year.baseline, agency_year.agency.kind, results, targets)


def _outcome(baseline, kind, results, targets):
    gaps = {code: _gap(results, code, target) for code, target in targets.items()}
    if set(targets) == {"total"}:
        return TargetOutcome(gaps, None, (ONLY_TOTAL,))
    trial = try_targets(baseline.framework, kind, baseline.announced, targets)
    return TargetOutcome(gaps, trial, tuple(_sentences(baseline.framework, trial, targets.get("total"))))


def _gap(results, code, target):
    score = results.total.value if code == "total" else results.value(code)
    return None if score is None else score - target


def _sentences(framework, trial, total_target):
    if trial.total is None:
        yield "ยังบอกระดับไม่ได้ เพราะยังไม่มีคะแนนครบทุกเครื่องมือ"
        return
    yield f"ถ้าได้ตามเป้าหมายทุกรายการ {explain_outcome(framework, trial.total, trial.instruments, trial.level)}"
    if trial.level is not None:
        yield explain_next_level(framework, trial.following)
    if total_target is not None:
        yield _of_total(trial.total, total_target)


def _of_total(total, target):
    if total >= target:
        return f"ถึงเป้าหมายคะแนนรวม {thai.score(target)}"
    missing = thai.score(target - total)
    return f"เป้าหมายคะแนนรวม {thai.score(target)} ยังขาดอีก {missing} ต้องตั้งเป้าหมายรายเครื่องมือหรือรายตัวชี้วัดให้สูงขึ้น"

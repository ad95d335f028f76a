"""Years in which the scale itself changed, so that a figure means something else than the year before. Pure."""

from dataclasses import dataclass
from itertools import pairwise

from assessments import thai


@dataclass(frozen=True)
class ScaleBreak:
    """Between `fiscal_year` and the year before. Where `is_comparable` levels changed, figures did not."""

    fiscal_year: int
    label: str
    reason: str
    is_comparable: bool
    is_verified: bool


# Before the first framework of the portal. The ten indicators of today are those of the handbook of 2563
# (slideshare.net/firstpimm/ita-2563-230394184); how the years before were measured was not seen in an official source.
EARLIER_BREAKS = (
    ScaleBreak(
        2563,
        "เปลี่ยนตัวชี้วัด",
        "ตัวชี้วัดสิบตัวชุดปัจจุบันใช้ตั้งแต่ปี 2563 คะแนนของปีก่อนหน้าอาจมาจากตัวชี้วัดและวิธีประเมินชุดเดิม จึงไม่เทียบกันข้ามปีนี้",
        is_comparable=False,
        is_verified=False,
    ),
)


def scale_breaks(frameworks, kind):
    """Earliest first; those of the frameworks follow from what two of them in a row say."""
    found = (_break(old, new, kind) for old, new in pairwise(frameworks))
    return (*EARLIER_BREAKS, *(change for change in found if change))


def breaks_within(breaks, years):
    """The breaks that have a year on either side."""
    return tuple(change for change in breaks if years and min(years) < change.fiscal_year <= max(years))


def breaks_between(breaks, earlier, later):
    return [change for change in breaks if earlier < change.fiscal_year <= later]


def _break(old, new, kind):
    levels, weights = _level_reason(old, new), _weight_reason(old, new, kind)
    if not (levels or weights):
        return None
    return ScaleBreak(
        new.fiscal_year,
        "เปลี่ยนน้ำหนักคะแนน" if weights else "เปลี่ยนเกณฑ์ระดับ",
        " · ".join(filter(None, (levels, weights, *_item_reasons(old, new)))),
        is_comparable=not weights,
        is_verified=old.levels_provenance.verified and new.levels_provenance.verified,
    )


def _level_reason(old, new):
    if _scale(old) == _scale(new):
        return ""
    reason = f"ระดับผลเปลี่ยนจาก {_names(old)} เป็น {_names(new)}"
    demanding = [level for level in new.levels if level.instrument_min is not None]
    if demanding and all(level.instrument_min is None for level in old.levels):
        names = "และ".join(level.name for level in demanding)
        reason += f" โดยระดับ{names} ดูคะแนนทุกเครื่องมือด้วย ไม่ใช่คะแนนรวมอย่างเดียว"
    return reason


def _scale(framework):
    return [(level.name, level.total_min, level.instrument_min, level.passed) for level in framework.levels]


def _names(framework):
    return " ".join(level.name for level in framework.levels)


def _weight_reason(old, new, kind):
    before, after = (framework.rule_for(kind).weights for framework in (old, new))
    return "" if before == after else f"น้ำหนักเครื่องมือเปลี่ยนจาก {_weights(before)} เป็น {_weights(after)}"


def _weights(weights):
    return " ".join(f"{code} {weight.normalize():f}" for code, weight in weights.items())


def _item_reasons(old, new):
    """Instruments whose items may take other scores than before, such as 50 besides 0 and 100."""
    for instrument in new.instruments:
        before, after = _allowed(old, instrument.code), _allowed(new, instrument.code)
        if before != after and before and after:
            yield f"คะแนนรายข้อ {instrument.code} เปลี่ยนจาก {_listed(before)} เป็น {_listed(after)}"


def _allowed(framework, instrument):
    return sorted({score for item in framework.items_of(instrument) for score in item.allowed})


def _listed(scores):
    return "/".join(thai.score(score, places=0) for score in scores)

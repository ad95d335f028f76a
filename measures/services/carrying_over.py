"""Carrying measures of an earlier plan over into a later year, as somebody decides about each."""

from dataclasses import dataclass

from django.db import transaction

from assessments import writing
from assessments.framework_store import all_frameworks
from assessments.models import AgencyYear
from measures.carrying import carry_map, moved_day, moved_text
from measures.models import CarryDecision, Measure, MeasureLine
from measures.services import plan
from measures.services.measures import add_draft

Choice = CarryDecision.Choice
REASON_WANTED = "บอกเหตุผลที่ปรับปรุงหรือหยุดมาตรการนี้"
COPIED = ("urgency", "title", "weak_point", "monitoring")


class CarryRefused(Exception):
    """Nothing was carried over; `faults` says why, in Thai, by the key of the source row."""

    def __init__(self, faults):
        super().__init__("\n".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True)
class Chosen:
    """What a person chose for one measure, by its row's key; `seen` is what they had in front, see seen_as."""

    source: int
    choice: str
    reason: str = ""
    seen: str = ""


def seen_as(decision):
    """A decision as it travels with the form: it differs once the decision, or what it made, does. "" for none."""
    return f"{decision.version}.{decision.measure_id or 0}" if decision else ""


def is_open(decision):
    """Nobody has decided; or what was made has been deleted from the plan since."""
    return decision is None or (decision.choice != Choice.STOP and decision.measure_id is None)


def earlier_year(agency_year):
    """The agency's latest earlier year that has measures, or None."""
    years = agency_year.agency.years.filter(fiscal_year__lt=agency_year.fiscal_year, measures__isnull=False)
    found = years.distinct().order_by("-fiscal_year").prefetch_related("assessments").first()
    if found:
        found.agency = agency_year.agency
    return found


def map_between(earlier, agency_year):
    """Both years by the framework that their plan is written under."""
    return carry_map(all_frameworks(), plan.framework_for(earlier), plan.framework_for(agency_year))


def carried(source, between):
    return between.carry(source.texts("item"), source.indicator, source.issue)


def decisions_of(agency_year):
    return list(agency_year.carry_decisions.select_related("measure"))


@transaction.atomic
def carry_over(*, agency_year, choices, by):
    """The decisions that are new or changed, each with its measure; [] when all of it was saved before.

    All or nothing: raises CarryRefused. Measures are made in the order of `choices` and are drafts until read.
    """
    lock_plans(agency_year)
    stored = {decision.source_id: decision for decision in decisions_of(agency_year)}
    wanted = [chosen for chosen in choices if not is_done(stored.get(chosen.source), chosen)]
    sources = sources_of(agency_year, wanted)
    faults = {chosen.source: fault_of(chosen, sources, stored.get(chosen.source)) for chosen in wanted}
    if any(faults.values()):
        raise CarryRefused({source: fault for source, fault in faults.items() if fault})
    maps = {year: map_between(year, agency_year) for year in {source.agency_year for source in sources.values()}}
    return [
        decide(agency_year, source, chosen, stored.get(source.pk), maps[source.agency_year], by)
        for chosen in wanted
        for source in [sources[chosen.source]]
    ]


def lock_plans(agency_year):
    """This plan and the earlier ones, whose writers wait: no source is deleted while it is carried over."""
    years = AgencyYear.objects.filter(agency=agency_year.agency_id, fiscal_year__lte=agency_year.fiscal_year)
    list(years.order_by("-fiscal_year").select_for_update())


def is_done(decision, chosen):
    """The very same was decided before, and stands: the button was pressed twice."""
    return not is_open(decision) and (decision.choice, decision.reason) == (chosen.choice, chosen.reason)


def sources_of(agency_year, choices):
    """Measures of earlier years of this agency by their row's key."""
    rows = Measure.objects.filter(pk__in=[chosen.source for chosen in choices]).filter(
        agency_year__agency=agency_year.agency_id, agency_year__fiscal_year__lt=agency_year.fiscal_year
    )
    return {row.pk: row for row in rows.select_related("agency_year").prefetch_related("lines")}


def fault_of(chosen, sources, decision):
    """Why this cannot be decided so, "" when it can."""
    if chosen.source not in sources:
        return "มาตรการนี้ไม่อยู่ในแผนของปีก่อนแล้ว เปิดหน้านี้ใหม่เพื่อดูรายการล่าสุด"
    if seen_as(decision) != chosen.seen:
        return stale_fault(decision)
    if chosen.choice != Choice.CONTINUE and not chosen.reason:
        return REASON_WANTED
    if chosen.choice == Choice.STOP and decision and decision.measure_id:
        key = decision.measure.key
        return f"มาตรการนี้ยกมาเป็น {key} แล้ว ลบมาตรการ {key} ออกจากแผนก่อน จึงเลือกหยุดได้"
    return ""


def stale_fault(decision):
    if decision is None or is_open(decision):
        return "มีผู้อื่นลบมาตรการที่ยกมานี้ออกจากแผนไปแล้ว ตรวจดูแล้วเลือกใหม่"
    reason = f" ({decision.reason})" if decision.reason else ""
    return f"มีผู้อื่นเลือก “{decision.get_choice_display()}”{reason} ไปแล้ว ตรวจดูแล้วเลือกใหม่หากต้องการเปลี่ยน"


def decide(agency_year, source, chosen, decision, between, by):
    measure = decision.measure if decision else None
    if measure is None and chosen.choice != Choice.STOP:
        measure = make_measure(agency_year, source, carried(source, between), by)
    before = told(decision)
    decision = write(agency_year, source, decision, choice=chosen.choice, reason=chosen.reason, measure=measure)
    after = told(decision)
    writing.record(decision, {name: (before.get(name, ""), after[name]) for name in after}, by=by)
    return decision


def write(agency_year, source, decision, **values):
    if decision:
        return CarryDecision.objects.compare_and_set(decision, decision.version, **values)
    origin = {"source": source, "source_year": source.agency_year.fiscal_year, "source_key": source.key}
    return CarryDecision.objects.create(agency_year=agency_year, **origin, **values)


def told(decision):
    """What the history says of a decision, in words."""
    if decision is None:
        return {}
    made = decision.measure.key if decision.measure else ""
    return {"choice": decision.get_choice_display(), "reason": decision.reason, "measure": made}


def make_measure(agency_year, source, found, by):
    """The words as they stand; items, indicator and issue of the new framework; the same months of the new year."""
    year = source.agency_year.fiscal_year
    later = agency_year.fiscal_year - year
    return add_draft(
        agency_year,
        by=by,
        issue=found.issue_number,
        indicator=found.indicator_code,
        period_start=moved_day(source.period_start, later),
        period_end=moved_day(source.period_end, later),
        period_text=moved_text(source.period_text, year, later),
        lines={kind: source.texts(kind) for kind in MeasureLine.Kind.values} | {"item": list(found.item_codes)},
        **{name: getattr(source, name) for name in COPIED},
    )

"""What falls short of full marks or of the target, with what the officer found about it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from assessments.analysis.urgency import MAINTAIN, ORDER, most_pressing, urgency_of
from assessments.scoring.arithmetic import rounded


@dataclass(frozen=True)
class FindingInput:
    """One finding of the officer, as entered: an issue, an indicator, items, or several of them."""

    issue: int | None
    indicator: str
    items: tuple[str, ...]
    lowest: str
    urgency: str
    causes: tuple[str, ...]
    approaches: tuple[str, ...]


@dataclass(frozen=True)
class WeakPoint:
    """An item; or the sub-indicator, indicator or instrument where no scored part of it explains how weak it is."""

    code: str
    name: str
    score: Decimal
    indicator: str  # "" for an instrument
    issues: tuple[int, ...]
    urgency: str  # by the rule
    findings: tuple[FindingInput, ...] = ()

    @property
    def officer_urgency(self):
        """What the officer judged, "" without a finding; the most pressing where there are several."""
        return most_pressing(finding.urgency for finding in self.findings)

    @property
    def causes(self):
        return tuple(text for finding in self.findings for text in finding.causes)

    @property
    def approaches(self):
        return tuple(text for finding in self.findings for text in finding.approaches)


def find_weak_points(framework, results, targets):
    """Of the whole framework, in official order."""
    return [
        point
        for instrument in framework.instruments
        for point in _points_of_instrument(framework, results, targets, instrument)
    ]


def _points_of_instrument(framework, results, targets, instrument):
    """Those of its indicators. An instrument speaks for itself only while some of them are unknown: once all are
    known, what they add up to is theirs."""
    indicators = framework.indicators_of(instrument.code)
    if any(results.value(indicator.code) is None for indicator in indicators):
        return _points_of(framework, results, targets, instrument, "")
    return [
        point
        for indicator in indicators
        for point in _points_of(framework, results, targets, indicator, indicator.code)
    ]


def _points_of(framework, results, targets, entry, indicator):
    """The weak parts of this entry, or itself when no part known to be weak explains how weak it is."""
    parts = _parts(framework, entry)
    found = [point for part in parts for point in _points_of(framework, results, targets, part, indicator or part.code)]
    own = _point(framework, results, targets, entry, indicator)
    explained = found and own and ORDER[most_pressing(point.urgency for point in found)] <= ORDER[own[0].urgency]
    return found if explained else own + found


def _parts(framework, entry):
    depth = framework.depth_of(entry.code)
    if depth == "instrument":
        return framework.indicators_of(entry.code)
    if depth == "indicator":
        return framework.sub_indicators_of(entry.code) or framework.items_of(entry.code)
    return framework.items_of(entry.code) if depth == "sub_indicator" else ()


def _point(framework, results, targets, entry, indicator):
    score = rounded(results.value(entry.code), framework.decimals)
    urgency = urgency_of(framework, score, targets.get(entry.code))
    if urgency in ("", MAINTAIN):
        return []
    return [WeakPoint(entry.code, entry.name, score, indicator, _issues(framework, entry), urgency)]


def _issues(framework, entry):
    if framework.depth_of(entry.code) == "item":
        return entry.issues
    return tuple(sorted({number for item in framework.items_of(entry.code) for number in item.issues}))


def by_urgency(points):
    """Most pressing first, then the lowest score; ties in official order."""
    return tuple(sorted(points, key=lambda point: (ORDER[point.urgency], point.score)))


def attach_findings(framework, points, findings):
    """The points with the findings that speak of them, and the findings that match none.

    A finding of "maintain" claims no weak point, so it is not counted as unmatched.
    """
    matches = [(finding, _matching(framework, points, finding)) for finding in findings]
    merged = [
        replace(point, findings=tuple(finding for finding, codes in matches if point.code in codes)) for point in points
    ]
    return merged, tuple(finding for finding, codes in matches if not codes and finding.urgency != MAINTAIN)


def _matching(framework, points, finding):
    """Codes of the points a finding means: its lowest item, else its items, else what stands above those items;
    its indicator only when it names no item. An issue alone names no single point."""
    weak = {point.code for point in points}
    named = [code for code in (finding.lowest, *finding.items) if code]
    if not named:
        return {point.code for point in points if finding.indicator and point.indicator == finding.indicator}
    return weak & {finding.lowest} or weak & set(finding.items) or weak & _above(framework, named)


def _above(framework, codes):
    items = [framework.entries[code] for code in codes if framework.depth_of(code) == "item"]
    return {code for item in items for code in (item.sub_indicator, item.indicator)}

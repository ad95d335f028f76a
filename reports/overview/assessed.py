"""Which frameworks the results in some rows are of: a page shows those of the one that most of them have."""

from dataclasses import dataclass

from django.db.models import Count

from assessments.framework_store import all_frameworks
from assessments.frameworks import Framework


@dataclass(frozen=True)
class Assessed:
    """`framework` is None where no row has results; `left_out` counts agencies by the name of another framework."""

    framework: Framework | None
    agencies: int  # with results of this framework
    without: int  # without results
    left_out: tuple[tuple[str, int], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Of the rows that a list of agencies shows."""
        return (self.framework.code, "") if self.framework else ("",)

    @property
    def shown(self) -> int:
        """Agencies in the list, also those without results."""
        return self.agencies + self.without

    def among(self, rows):
        """OverviewRows without those left out; no condition where there is none to make, as indexes like it."""
        return rows.filter(framework_code__in=self.codes) if self.left_out else rows


def assessed_in(rows) -> Assessed:
    """One query over OverviewRows."""
    counts = rows.order_by().values_list("framework_code").annotate(agencies=Count("*"))
    return assessed_of(dict(counts))


def assessed_of(counts: dict[str, int]) -> Assessed:
    """From {framework code, "" for no results: agencies}. Of two with as many the later year counts."""
    known = {framework.code: framework for framework in all_frameworks()}
    codes = [code for code in known if counts.get(code)]
    main = max(codes, key=lambda code: (counts[code], known[code].fiscal_year), default=None)
    others = {code: number for code, number in counts.items() if code not in (main, "")}
    return Assessed(
        known.get(main),
        counts.get(main, 0),
        counts.get("", 0),
        tuple((known[code].name if code in known else code, number) for code, number in sorted(others.items())),
    )

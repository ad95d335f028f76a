"""The agency's latest earlier plan beside a year: how many measures it has, and how many somebody has decided about."""

from dataclasses import dataclass

from django.db.models import Count, Q


@dataclass(frozen=True)
class EarlierPlan:
    fiscal_year: int
    measures: int
    decided: int

    @property
    def undecided(self):
        return self.measures - self.decided


def earlier_plan(agency_year) -> EarlierPlan | None:
    """None where no earlier year has measures. One query, by relation name: this app does not know their models.

    A measure is decided about when it was stopped, or when what was made of it is still in this year's plan.
    """
    decisions = "measures__carry_decisions"
    kept = Q(**{f"{decisions}__choice": "stop"}) | Q(**{f"{decisions}__measure__isnull": False})
    decided = Q(**{f"{decisions}__agency_year": agency_year}) & kept
    row = (
        type(agency_year)
        .objects.filter(agency=agency_year.agency_id, fiscal_year__lt=agency_year.fiscal_year, measures__isnull=False)
        .annotate(measure_count=Count("measures", distinct=True))
        .annotate(decided=Count("measures", filter=decided, distinct=True))
        .order_by("-fiscal_year")
        .values_list("fiscal_year", "measure_count", "decided")
        .first()
    )
    return EarlierPlan(*row) if row else None

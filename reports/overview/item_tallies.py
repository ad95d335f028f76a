"""The tallies of items that a person may see and asked for.

A tally knows the kind, province and body of its agencies and nothing else: it follows the administrator's reach and
those filters. `unused_of` names the others, for the page to say so.
"""

from django.db.models import Q, Sum

from assessments.models.people import memberships_of
from assessments.permissions import OVERSEE, gives
from reports.models import ItemTally, OverviewRow
from reports.overview.asking import Asked, condition

KNOWN = ("kind", "province", "body")


def tallies_for(asked: Asked, *, user, years=1):
    """Of the year asked for, or of so many years up to it, within what the person oversees.

    A single agency of one's own is not counted apart from its group.
    """
    last = asked.fiscal_year
    own = within_reach(ItemTally.objects.all(), user=user).filter(fiscal_year__in=range(last - years + 1, last + 1))
    return own.filter(condition(limited(asked, KNOWN))).order_by()


def counted_rows(asked: Asked, *, user):
    """The OverviewRows of the agencies that the tallies of the year count, also those without a score of any item."""
    rows = within_reach(OverviewRow.objects.of_year(asked.fiscal_year), user=user)
    return rows.filter(condition(limited(asked, KNOWN))).order_by()


def within_reach(rows, *, user):
    """Of rows that know the kind, province and body of their agencies."""
    if not user.is_authenticated or not user.is_active:
        return rows.none()
    grants = [row for row in memberships_of(user) if gives(row, OVERSEE, None)]
    if user.is_superuser or any(row.is_of_all for row in grants):
        return rows
    reached = Q(pk__in=[])
    for row in grants:
        reached |= row.agencies()
    return rows.filter(reached)


def limited(asked: Asked, names) -> Asked:
    """The same question with only these filters."""
    return Asked(asked.form, asked.fiscal_year, {name: asked.values[name] for name in names if name in asked.values})


def unused_of(asked: Asked, used=KNOWN) -> list[str]:
    """Labels of the filters that were asked for and are not among `used`."""
    return [asked.form.fields[name].label for name in asked.values if name not in (*used, "sort")]


def sums_of(tallies, *by):
    """Rows of dicts: agencies that have a score, the sum of their scores, how many are under the pass mark."""
    grouped = tallies.values("framework_code", "code", *by)
    return grouped.annotate(scored=Sum("agencies"), points=Sum("score_sum"), weak=Sum("below"))

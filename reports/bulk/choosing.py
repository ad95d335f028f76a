"""The agencies that a bulk action is for: what the filter gives, in words, and a mark that tells a changed set."""

import hashlib

from django.db.models import Count, F, Sum

from reports.bulk.accepting import waiting_documents
from reports.bulk.reach import overseen_by
from reports.overview.asking import rows_for
from reports.overview.wording import value_words

ORDER = "sort"


def chosen_rows(asked, user):
    """The OverviewRows asked for, of agencies that this person oversees."""
    return rows_for(asked, user=user).filter(overseen_by(user, "agency__"))


def documents_to_accept(asked, user):
    rows = chosen_rows(asked, user)
    waiting = waiting_documents(rows, asked.fiscal_year, user)
    return waiting.order_by("agency_year__agency__sort_key", "agency_year__agency", "pk")


def mark_in_sql(column) -> dict:
    """Aggregates that tell one set of keys from another, without reading them: the same as `mark_of`."""
    return {"number": Count(column), "keys": Sum(F(column)), "squares": Sum(F(column) * F(column))}


def mark_of(keys) -> tuple[int, int, int]:
    return len(keys), sum(keys), sum(key * key for key in keys)


def token_of(asked, action, mark) -> str:
    """Stands for this set, this filter and this action; a form that was shown for another one is shown again."""
    told = f"{action} {asked.query} {' '.join(str(int(each or 0)) for each in mark)}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def filter_words(asked) -> str:
    """ปีงบประมาณ พ.ศ. 2568 · จังหวัด: ตรัง"""
    labels = {name: field.label for name, field in asked.form.fields.items()}
    chosen = [
        f"{labels[name]}: {value_words(name, value, asked)}" for name, value in asked.values.items() if name != ORDER
    ]
    return " · ".join([f"ปีงบประมาณ พ.ศ. {asked.fiscal_year}", *(chosen or ["ทุกหน่วยงานที่ท่านดูแล"])])

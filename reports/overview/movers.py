"""Who improved, fell, passed for the first time or no longer passes, against the year assessed before."""

from django.db.models import Count, Q

# name → (words, which rows, their order)
GROUPS = {
    "improved": ("คะแนนดีขึ้น", Q(change__gt=0), ("-change", "agency_id")),
    "fell": ("คะแนนลดลง", Q(change__lt=0), ("change", "agency_id")),
    "same": ("คะแนนเท่าเดิม", Q(change=0), ("name", "agency_id")),
    "passed": ("ปีก่อนไม่ผ่าน ปีนี้ผ่าน", Q(passed=True, previous_passed=False), ("-change", "agency_id")),
    "failed": ("ปีก่อนผ่าน ปีนี้ไม่ผ่าน", Q(passed=False, previous_passed=True), ("change", "agency_id")),
    "unknown": ("เทียบไม่ได้ (ไม่มีผลของปีใดปีหนึ่ง)", Q(change=None), ("name", "agency_id")),
}


def group_counts(rows) -> dict[str, int]:
    """How many of the rows are in each group, in one query."""
    counts = {f"of_{name}": Count("pk", filter=which) for name, (_, which, _) in GROUPS.items()}
    found = rows.order_by().aggregate(**counts)
    return {name: found[f"of_{name}"] for name in GROUPS}


def rows_of_group(rows, name):
    _, which, order = GROUPS[name]
    return rows.filter(which).order_by(*order)

"""Which kinds of document there is something to print for: the one rule, as plain values."""

from reports.checks.check import ANALYSIS, ANNOUNCEMENT, FULL, MEASURES, PROGRESS


def drawable_kinds(*, has_scores, has_measures, has_progress):
    """In the order of the work. The full report holds whatever there is."""
    there_is = {ANALYSIS: has_scores, MEASURES: has_measures, PROGRESS: has_progress}
    there_is |= {FULL: any(there_is.values()), ANNOUNCEMENT: has_measures}
    return tuple(kind for kind, is_there in there_is.items() if is_there)

"""What a year's scores mean: rows, issues, weak points, trends. Computed each time it is shown, never stored."""

from assessments.analysis.analysing import Analysis, InstrumentAnalysis, Previous, analyse
from assessments.analysis.comparison import CHANGED, EQUAL, NEW, Comparison, compare_item, difference_word
from assessments.analysis.history import HistoryRow, PastYear, history_rows
from assessments.analysis.issues import IssueAnalysis, ItemGroup, ItemRow
from assessments.analysis.rows import Row
from assessments.analysis.urgency import DEVELOP, MAINTAIN, URGENCY_HELP, URGENT, urgency_of
from assessments.analysis.weak_points import FindingInput, WeakPoint

__all__ = [
    "CHANGED",
    "DEVELOP",
    "EQUAL",
    "MAINTAIN",
    "NEW",
    "URGENCY_HELP",
    "URGENT",
    "Analysis",
    "Comparison",
    "FindingInput",
    "HistoryRow",
    "InstrumentAnalysis",
    "IssueAnalysis",
    "ItemGroup",
    "ItemRow",
    "PastYear",
    "Previous",
    "Row",
    "WeakPoint",
    "analyse",
    "compare_item",
    "difference_word",
    "history_rows",
    "urgency_of",
]

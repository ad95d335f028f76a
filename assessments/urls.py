"""Addresses of the assessments app."""

from django.urls import path, register_converter

from assessments.views import (
    agency,
    analysis,
    findings,
    history,
    oversight,
    past_results,
    results,
    score_sheet,
    scores,
    scores_import,
    trends,
)

app_name = "assessments"


class RoleConverter:
    """Which of a year's results: those that the plan answers, or those that show what it achieved."""

    regex = "baseline|result"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(RoleConverter, "role")

AGENCY = "agencies/<slug:agency_code>/"
YEAR = AGENCY + "<int:fiscal_year>/"
SCORES = YEAR + "scores/<role:role>/"
RESULTS = "results/"

urlpatterns = [
    path("", oversight.HomeView.as_view(), name="home"),
    path("agencies/", oversight.AgencyListView.as_view(), name="agency-list"),
    path(RESULTS, results.ResultsFilesView.as_view(), name="results-files"),
    path(RESULTS + "<int:pk>/", results.ResultsImportView.as_view(), name="results-import"),
    path(RESULTS + "<int:pk>/returned/", results.ReturnedRowsView.as_view(), name="results-returned"),
    path(RESULTS + "export/", results.ResultsExportView.as_view(), name="results-export"),
    path(AGENCY, agency.AgencyView.as_view(), name="agency"),
    path(AGENCY + "edit/", agency.AgencyEditView.as_view(), name="agency-edit"),
    path(AGENCY + "open-year/", agency.YearOpenView.as_view(), name="year-open"),
    path(YEAR, agency.YearView.as_view(), name="year"),
    path(YEAR + "changes/", history.ChangesView.as_view(), name="changes"),
    path(YEAR + "past-results/", past_results.PastResultsView.as_view(), name="past-results"),
    path(YEAR + "scores/", scores.ScoreHomeView.as_view(), name="score-home"),
    path(SCORES, scores.ScoresView.as_view(), name="scores"),
    path(SCORES + "start/", scores.ScoresStartView.as_view(), name="scores-start"),
    path(SCORES + "import/", scores_import.ScoresImportView.as_view(), name="scores-import"),
    path(SCORES + "announced/", scores.AnnouncedView.as_view(), name="announced"),
    path(SCORES + "<slug:instrument>/", score_sheet.ScoreSheetView.as_view(), name="score-sheet"),
    path(SCORES + "<slug:instrument>/cells/", score_sheet.ScoreCellsView.as_view(), name="score-cells"),
    path(SCORES + "<slug:instrument>/paste/", score_sheet.ScorePasteView.as_view(), name="score-paste"),
    path(YEAR + "analysis/", analysis.AnalysisView.as_view(), name="analysis"),
    path(YEAR + "analysis/trends/", trends.TrendsView.as_view(), name="trends"),
    path(YEAR + "analysis/what-if/", analysis.WhatIfView.as_view(), name="what-if"),
    path(YEAR + "analysis/findings/add/", findings.FindingAddView.as_view(), name="finding-add"),
    path(YEAR + "analysis/findings/<int:pk>/", findings.FindingEditView.as_view(), name="finding-edit"),
    path(YEAR + "analysis/findings/<int:pk>/delete/", findings.FindingDeleteView.as_view(), name="finding-delete"),
    path(YEAR + "analysis/targets/", findings.TargetsView.as_view(), name="targets"),
]

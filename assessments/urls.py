"""Addresses of the assessments app."""

from django.urls import path

from assessments.views import analysis, findings

app_name = "assessments"

YEAR = "agencies/<slug:agency_code>/<int:fiscal_year>/"

urlpatterns = [
    path(YEAR + "analysis/", analysis.AnalysisView.as_view(), name="analysis"),
    path(YEAR + "analysis/what-if/", analysis.WhatIfView.as_view(), name="what-if"),
    path(YEAR + "analysis/findings/add/", findings.FindingAddView.as_view(), name="finding-add"),
    path(YEAR + "analysis/findings/<int:pk>/", findings.FindingEditView.as_view(), name="finding-edit"),
    path(YEAR + "analysis/findings/<int:pk>/delete/", findings.FindingDeleteView.as_view(), name="finding-delete"),
    path(YEAR + "analysis/targets/", findings.TargetsView.as_view(), name="targets"),
]

"""Addresses of the assessments app."""

from django.urls import path, register_converter

from assessments.views import (
    accounts,
    addresses,
    administrators,
    agency,
    analysis,
    bodies,
    findings,
    history,
    invitations,
    notifications,
    oversight,
    past_results,
    people,
    results,
    score_sheet,
    scores,
    scores_import,
    trends,
    windows,
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
PEOPLE = AGENCY + "people/"
OVERSIGHT = "oversight/"
ADMINISTRATORS = OVERSIGHT + "administrators/"

urlpatterns = [
    path("", oversight.HomeView.as_view(), name="home"),
    path("agencies/", oversight.AgencyListView.as_view(), name="agency-list"),
    path("notifications/", notifications.NotificationListView.as_view(), name="notifications"),
    path("notifications/choices/", notifications.NotificationChoicesView.as_view(), name="notification-choices"),
    path("notifications/read/", notifications.NotificationsReadView.as_view(), name="notifications-read"),
    path("notifications/<int:pk>/read/", notifications.NotificationReadView.as_view(), name="notification-read"),
    path(OVERSIGHT + "windows/", windows.WindowsView.as_view(), name="windows"),
    path(OVERSIGHT + "windows/<int:fiscal_year>/", windows.YearWindowsView.as_view(), name="windows-year"),
    path(RESULTS, results.ResultsFilesView.as_view(), name="results-files"),
    path(RESULTS + "<int:pk>/", results.ResultsImportView.as_view(), name="results-import"),
    path(RESULTS + "<int:pk>/returned/", results.ReturnedRowsView.as_view(), name="results-returned"),
    path(RESULTS + "export/", results.ResultsExportView.as_view(), name="results-export"),
    path(AGENCY, agency.AgencyView.as_view(), name="agency"),
    path(AGENCY + "edit/", agency.AgencyEditView.as_view(), name="agency-edit"),
    path(AGENCY + "open-year/", agency.YearOpenView.as_view(), name="year-open"),
    path(AGENCY + "place/", bodies.AgencyPlaceView.as_view(), name="agency-place"),
    path(AGENCY + "changes/", history.AgencyChangesView.as_view(), name="agency-changes"),
    path(PEOPLE, people.PeopleView.as_view(), name="people"),
    path(PEOPLE + "invite/", people.InviteView.as_view(), name="people-invite"),
    path(PEOPLE + "<int:pk>/end/", people.MembershipEndView.as_view(), name="membership-end"),
    path(PEOPLE + "<int:pk>/hand-over/", people.HandOverView.as_view(), name="hand-over"),
    path(PEOPLE + "invitations/<int:pk>/resend/", people.InvitationResendView.as_view(), name="invitation-resend"),
    path(PEOPLE + "invitations/<int:pk>/revoke/", people.InvitationRevokeView.as_view(), name="invitation-revoke"),
    path("invitations/<slug:token>/", invitations.InvitationView.as_view(), name="invitation"),
    path(ADMINISTRATORS, administrators.AdministratorsView.as_view(), name="administrators"),
    path(ADMINISTRATORS + "invite/", administrators.AdministratorInviteView.as_view(), name="administrator-invite"),
    path(ADMINISTRATORS + "<int:pk>/end/", administrators.AdministratorEndView.as_view(), name="administrator-end"),
    path(
        ADMINISTRATORS + "invitations/<int:pk>/resend/",
        administrators.AdministratorResendView.as_view(),
        name="administrator-resend",
    ),
    path(
        ADMINISTRATORS + "invitations/<int:pk>/revoke/",
        administrators.AdministratorRevokeView.as_view(),
        name="administrator-revoke",
    ),
    path(OVERSIGHT + "changes/", history.OversightChangesView.as_view(), name="oversight-changes"),
    path(OVERSIGHT + "people/", accounts.PersonListView.as_view(), name="person-list"),
    path(OVERSIGHT + "people/<int:pk>/", accounts.PersonView.as_view(), name="person"),
    path(OVERSIGHT + "bodies/", bodies.BodiesView.as_view(), name="bodies"),
    path(OVERSIGHT + "bodies/add/", bodies.BodyAddView.as_view(), name="body-add"),
    path(OVERSIGHT + "bodies/<int:pk>/", bodies.BodyEditView.as_view(), name="body-edit"),
    path(YEAR, agency.YearView.as_view(), name="year"),
    path(YEAR + "exceptions/", windows.WindowExceptionsView.as_view(), name="window-exceptions"),
    path(YEAR + "addresses/", addresses.AddressesView.as_view(), name="oit-addresses"),
    path(YEAR + "addresses/check/", addresses.AddressCheckView.as_view(), name="oit-address-check"),
    path(YEAR + "addresses/log/", addresses.AddressLogView.as_view(), name="oit-address-log"),
    path(YEAR + "changes/", history.ChangesView.as_view(), name="changes"),
    path(YEAR + "past-results/", past_results.PastResultsView.as_view(), name="past-results"),
    path(YEAR + "scores/", scores.ScoreHomeView.as_view(), name="score-home"),
    path(SCORES, scores.ScoresView.as_view(), name="scores"),
    path(SCORES + "start/", scores.ScoresStartView.as_view(), name="scores-start"),
    path(SCORES + "import/", scores_import.ScoresImportView.as_view(), name="scores-import"),
    path(SCORES + "import/template/", scores_import.ScoresTemplateView.as_view(), name="scores-template"),
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

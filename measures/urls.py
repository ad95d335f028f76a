"""Addresses of the measures app, all inside one agency-year."""

from django.urls import include, path

from measures.views import carrying_over, catalogue, limitations, measures, photos, progress

app_name = "measures"

pages = [
    path("measures/", measures.MeasureListView.as_view(), name="list"),
    path("measures/add/", measures.MeasureAddView.as_view(), name="add"),
    path("measures/<int:pk>/", measures.MeasureEditView.as_view(), name="edit"),
    path("measures/<int:pk>/delete/", measures.MeasureDeleteView.as_view(), name="delete"),
    path("measures/<int:pk>/move/", measures.MeasureMoveView.as_view(), name="move"),
    path("measures/<int:pk>/accept/", catalogue.AcceptAction.as_view(), name="accept"),
    path("measures/<int:pk>/keep/", catalogue.KeepAction.as_view(), name="keep"),
    path("measures/carry-over/", carrying_over.CarryOverView.as_view(), name="carry-over"),
    path("measures/draft/", catalogue.DraftAction.as_view(), name="draft"),
    path("measures/catalogue/", catalogue.CatalogueView.as_view(), name="catalogue"),
    path("measures/catalogue/add/", catalogue.EntryAddView.as_view(), name="entry-add"),
    path("measures/catalogue/<int:pk>/", catalogue.EntryEditView.as_view(), name="entry-edit"),
    path("measures/catalogue/<int:pk>/delete/", catalogue.EntryDeleteView.as_view(), name="entry-delete"),
    path("limitations/", limitations.LimitationsView.as_view(), name="limitations"),
    path("progress/", progress.ProgressView.as_view(), name="progress"),
    path("progress/add/", progress.EntryAddView.as_view(), name="progress-add"),
    path("progress/<int:pk>/", progress.EntryEditView.as_view(), name="progress-edit"),
    path("progress/<int:pk>/delete/", progress.EntryDeleteView.as_view(), name="progress-delete"),
    path("progress/photos/", photos.PhotoListView.as_view(), name="photos"),
    path("progress/photos/add/", photos.PhotoAddView.as_view(), name="photo-add"),
    path("progress/photos/<int:pk>/", photos.PhotoEditView.as_view(), name="photo-edit"),
    path("progress/photos/<int:pk>/delete/", photos.PhotoDeleteView.as_view(), name="photo-delete"),
    path("progress/photos/<int:pk>/move/", photos.PhotoMoveView.as_view(), name="photo-move"),
    path("progress/photos/<int:pk>/file/", photos.PhotoFileView.as_view(), name="photo-file"),
]

urlpatterns = [path("agencies/<slug:agency_code>/<int:fiscal_year>/", include(pages))]

from django.urls import path

from reports.views import (
    attachments,
    checks,
    comments,
    documents,
    drafts,
    exchange,
    live_checks,
    logos,
    narratives,
    publications,
    publishing,
    reviews,
    setups,
    withdrawing,
)

app_name = "reports"

YEAR = "agencies/<slug:agency_code>/<int:fiscal_year>/"

urlpatterns = [
    path(f"{YEAR}documents/", documents.DocumentsView.as_view(), name="documents"),
    path(f"{YEAR}documents/<slug:kind>/", documents.PreviewView.as_view(), name="preview"),
    path(f"{YEAR}documents/<slug:kind>/page/", documents.PageView.as_view(), name="page"),
    path(f"{YEAR}documents/<slug:kind>/pdf/", drafts.PdfView.as_view(), name="pdf"),
    path(f"{YEAR}documents/<slug:kind>/pdf/<uuid:pk>/", drafts.PdfJobView.as_view(), name="pdf-job"),
    path(f"{YEAR}documents/<slug:kind>/docx/", documents.DocxView.as_view(), name="docx"),
    path(f"{YEAR}documents/<slug:kind>/xlsx/", documents.XlsxView.as_view(), name="xlsx"),
    path(f"{YEAR}documents/<slug:kind>/publish/", publishing.PublishView.as_view(), name="publish"),
    path(
        f"{YEAR}documents/<slug:kind>/publish/<int:number>/withdraw/",
        withdrawing.WithdrawView.as_view(),
        name="withdraw",
    ),
    path(f"{YEAR}documents/<slug:kind>/review/", reviews.ReviewView.as_view(), name="review"),
    path(f"{YEAR}documents/<slug:kind>/review/changes/", reviews.ReviewChangesView.as_view(), name="review-changes"),
    path(f"{YEAR}comments/", comments.CommentsView.as_view(), name="comments"),
    path("reviews/", reviews.ReviewListView.as_view(), name="reviews"),
    path(f"{YEAR}documents/<slug:kind>/check/", checks.CheckView.as_view(), name="check"),
    path(f"{YEAR}documents/<slug:kind>/setup/", setups.SetupView.as_view(), name="setup"),
    path(f"{YEAR}checks/", live_checks.LiveChecksView.as_view(), name="live-checks"),
    path(f"{YEAR}attachments/", attachments.AttachmentsView.as_view(), name="attachments"),
    path(f"{YEAR}attachments/add/", attachments.AttachmentAddView.as_view(), name="attachment-add"),
    path(f"{YEAR}attachments/<int:pk>/", attachments.AttachmentEditView.as_view(), name="attachment-edit"),
    path(f"{YEAR}attachments/<int:pk>/delete/", attachments.AttachmentDeleteView.as_view(), name="attachment-delete"),
    path(f"{YEAR}attachments/<int:pk>/move/", attachments.AttachmentMoveView.as_view(), name="attachment-move"),
    path(f"{YEAR}attachments/<int:pk>/file/", attachments.AttachmentFileView.as_view(), name="attachment-file"),
    path("agencies/<slug:agency_code>/logo/", logos.LogoView.as_view(), name="logo"),
    path("agencies/<slug:agency_code>/logo/file/", logos.LogoFileView.as_view(), name="logo-file"),
    path(f"{YEAR}narratives/<str:part>/", narratives.NarrativeView.as_view(), name="narrative"),
    path(f"{YEAR}file/", exchange.ExportView.as_view(), name="export"),
    path("import/", exchange.ImportView.as_view(), name="import"),
    path("v/<slug:address>/", publications.PublishedView.as_view(), name="published"),
    path("v/<slug:address>/page/", publications.PublishedPageView.as_view(), name="published-page"),
    path(
        "v/<slug:address>/pictures/<str:name>/",
        publications.PublishedPictureView.as_view(),
        name="published-picture",
    ),
    path("v/<slug:address>/<slug:file_format>/", publications.PublishedFileView.as_view(), name="published-file"),
]

from django.urls import path

from reports.views import documents, exchange, narratives

app_name = "reports"

YEAR = "agencies/<slug:agency_code>/<int:fiscal_year>/"

urlpatterns = [
    path(f"{YEAR}documents/", documents.DocumentsView.as_view(), name="documents"),
    path(f"{YEAR}documents/<slug:kind>/", documents.PreviewView.as_view(), name="preview"),
    path(f"{YEAR}documents/<slug:kind>/page/", documents.PageView.as_view(), name="page"),
    path(f"{YEAR}documents/<slug:kind>/pdf/", documents.PdfView.as_view(), name="pdf"),
    path(f"{YEAR}documents/<slug:kind>/docx/", documents.DocxView.as_view(), name="docx"),
    path(f"{YEAR}documents/<slug:kind>/xlsx/", documents.XlsxView.as_view(), name="xlsx"),
    path(f"{YEAR}narratives/<str:part>/", narratives.NarrativeView.as_view(), name="narrative"),
    path(f"{YEAR}file/", exchange.ExportView.as_view(), name="export"),
    path("import/", exchange.ImportView.as_view(), name="import"),
]

"""Document to a Word file that an agency can go on editing: the parts, tables and digits of the HTML and the PDF."""

from reports.writers.docx.writer import write_docx

__all__ = ["write_docx"]

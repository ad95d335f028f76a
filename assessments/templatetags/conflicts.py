"""What a form carries so that two people's edits of one row can be told apart."""

from django import template

from assessments.conflicts import shown_marks

register = template.Library()
register.filter("shown_marks", shown_marks)

"""The version seen on a page that asks whether to delete."""

from django import forms


class DeletionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)

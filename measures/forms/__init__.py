"""Forms of measures, progress, pictures and limitations. They give plain values and save nothing."""

from measures.forms.deletion import DeletionForm
from measures.forms.limitations import LimitationsForm
from measures.forms.measure import MeasureForm
from measures.forms.photo import PhotoForm
from measures.forms.progress import ProgressForm

__all__ = ["DeletionForm", "LimitationsForm", "MeasureForm", "PhotoForm", "ProgressForm"]

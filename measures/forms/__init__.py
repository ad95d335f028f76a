"""Forms of measures, progress, pictures and limitations. They give plain values and save nothing."""

from measures.forms.limitations import LimitationsForm
from measures.forms.measure import MeasureForm
from measures.forms.photo import PhotoForm
from measures.forms.progress import ProgressForm

__all__ = ["LimitationsForm", "MeasureForm", "PhotoForm", "ProgressForm"]

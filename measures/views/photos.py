"""Pictures of activities: the list, adding, changing, and the file itself, which only members of the agency see."""

from django.http import FileResponse, Http404
from django.views import View

from assessments.permissions import EDIT
from assessments.windows import PROGRESS
from measures.forms import PhotoForm
from measures.forms.photo import initial_of
from measures.services.photos import add_photo, change_photo, move_photo, remove_photo
from measures.views.editing import DeletePage, EditPage, FormPage, MoveAction, OneRow, ShownPage, YearPage


class PhotoListView(ShownPage):
    template_name = "measures/photos.html"
    step = PROGRESS

    def get_context_data(self, **kwargs):
        return super().get_context_data(photos=list(self.agency_year.photos.all()), **kwargs)


class OnePhoto(OneRow):
    step = PROGRESS
    back = "photos"

    def rows(self):
        return self.agency_year.photos.all()


class PhotoFormPage(FormPage):
    step = PROGRESS
    form_class = PhotoForm
    template_name = "measures/photo.html"
    back, add = "photos", "photo-add"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "photo": self.row}

    def initial_of(self, row):
        return initial_of(row)


class PhotoAddView(PhotoFormPage):
    def save(self, form):
        _, is_new = add_photo(
            agency_year=self.agency_year,
            content=form.cleaned_data["picture"],
            source_name=form.source_name,
            caption=form.cleaned_data["caption"],
            taken_on=form.cleaned_data["taken_on"],
            by=self.request.user,
        )
        return "เพิ่มภาพแล้ว" if is_new else "ภาพนี้บันทึกไว้แล้ว ไม่ได้เพิ่มซ้ำ"


class PhotoEditView(EditPage, OnePhoto, PhotoFormPage):
    def save(self, form):
        is_changed = change_photo(
            photo=self.row,
            version=form.cleaned_data["version"],
            caption=form.cleaned_data["caption"],
            taken_on=form.cleaned_data["taken_on"],
            content=form.cleaned_data["picture"],
            source_name=form.source_name,
            by=self.request.user,
        )
        return "บันทึกภาพแล้ว" if is_changed else "ไม่มีสิ่งใดเปลี่ยนแปลง"


class PhotoDeleteView(OnePhoto, DeletePage):
    template_name = "measures/photo_delete.html"

    def remove(self, version):
        remove_photo(photo=self.row, version=version, by=self.request.user)


class PhotoMoveView(OnePhoto, YearPage, MoveAction):
    permission = EDIT

    def neighbours(self):
        return list(self.agency_year.photos.all())

    def move(self, neighbour):
        move_photo(photo=self.row, neighbour=neighbour, by=self.request.user)

    def destination(self):
        return f"{self.address('photos')}#photo-{self.row.pk}"


class PhotoFileView(OnePhoto, YearPage, View):
    def get(self, request, **kwargs):
        file = self.row.file
        if not file or not file.storage.exists(file.name):
            raise Http404
        return FileResponse(file.open(), content_type="image/jpeg", filename=f"photo-{self.row.pk}.jpg")

"""The plan and its measures."""

from assessments.analysis_inputs import analyse_year
from measures import board, planning
from measures.forms import MeasureForm
from measures.forms.measure import blank_measure, initial_for_point, initial_of
from measures.services import in_plan, plan
from measures.services.measures import MeasureReported, add_measure, change_measure, move_measure, remove_measure
from measures.views.editing import DeletePage, EditPage, FormPage, MoveAction, OneRow, ShownPage, YearPage
from measures.views.rows import rearranged


def grouping_of(request, facts):
    """As asked in the address, else whichever the plan uses."""
    asked = request.GET.get("group") or request.POST.get("group")
    return asked if asked in board.GROUPINGS else planning.prevailing_grouping(facts)


class MeasureListView(ShownPage):
    template_name = "measures/list.html"

    def get_context_data(self, **kwargs):
        rows = [(measure, plan.measure_facts(measure)) for measure in plan.measures_of(self.agency_year)]
        analysis = analyse_year(self.agency_year)
        grouping = grouping_of(self.request, [facts for _, facts in rows])
        points = analysis.weak_points if analysis else ()
        return super().get_context_data(
            board=board.lay_out(self.framework, grouping, rows, points),
            groupings=board.GROUPINGS,
            analysis=analysis,
            **kwargs,
        )


class OneMeasure(OneRow):
    back = "list"

    def rows(self):
        return self.agency_year.measures.prefetch_related("lines")


class MeasureFormPage(FormPage):
    form_class = MeasureForm
    template_name = "measures/measure.html"
    back, add = "list", "add"

    def get_form_kwargs(self):
        place = {"agency_year": self.agency_year, "framework": self.framework, "measure": self.row}
        return {**super().get_form_kwargs(), **place}

    def initial_of(self, row):
        return initial_of(row, self.agency.units)

    def post(self, request, *args, **kwargs):
        do = request.POST.get("do", "save")
        if do == "save":
            return super().post(request, *args, **kwargs)
        typed = rearranged(self.get_form(), "steps", do)
        form = MeasureForm(initial=typed, agency_year=self.agency_year, framework=self.framework, measure=self.row)
        return self.render_to_response(self.get_context_data(form=form))


class MeasureAddView(MeasureFormPage):
    def get_initial(self):
        known = {name: self.request.GET[name] for name in ("issue", "indicator") if self.request.GET.get(name)}
        return {
            **blank_measure(self.agency_year.fiscal_year),
            "key": in_plan.free_key(self.agency_year.measures, "m"),
            **known,
            **self.initial_of_point(),
        }

    def initial_of_point(self):
        """Filled from the weak point of the address, when there is such a point."""
        code = self.request.GET.get("point")
        analysis = analyse_year(self.agency_year) if code else None
        points = analysis.weak_points if analysis else ()
        return next((initial_for_point(self.framework, point) for point in points if point.code == code), {})

    def save(self, form):
        measure, is_new = add_measure(
            agency_year=self.agency_year,
            key=form.cleaned_data["key"],
            values=form.values(),
            lines=form.lines(),
            by=self.request.user,
        )
        return f"เพิ่มมาตรการ {measure.key} แล้ว" if is_new else f"มาตรการ {measure.key} บันทึกไว้แล้ว ไม่ได้เพิ่มซ้ำ"


class MeasureEditView(EditPage, OneMeasure, MeasureFormPage):
    def save(self, form):
        is_changed = change_measure(
            measure=self.row,
            version=form.cleaned_data["version"],
            values=form.values(),
            lines=form.lines(),
            by=self.request.user,
        )
        return f"บันทึกมาตรการ {self.row.key} แล้ว" if is_changed else "ไม่มีสิ่งใดเปลี่ยนแปลง"


class MeasureDeleteView(OneMeasure, DeletePage):
    template_name = "measures/measure_delete.html"

    def remove(self, version):
        remove_measure(measure=self.row, version=version, by=self.request.user)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except MeasureReported:
            return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=list(self.row.progress_entries.all()), **kwargs)


class MeasureMoveView(OneMeasure, YearPage, MoveAction):
    """Moves inside the group that the page shows."""

    def neighbours(self):
        rows = [(measure, plan.measure_facts(measure)) for measure in plan.measures_of(self.agency_year)]
        self.grouping = grouping_of(self.request, [facts for _, facts in rows])
        own = board.place_of(self.framework, self.grouping, plan.measure_facts(self.row))
        return [row for row, facts in rows if board.place_of(self.framework, self.grouping, facts) == own]

    def move(self, neighbour):
        move_measure(measure=self.row, neighbour=neighbour, by=self.request.user)

    def destination(self):
        return f"{self.address('list')}?group={self.grouping}#measure-{self.row.pk}"

"""Pages of long lists: none walks over more than half of the rows, and a number that is known is not counted again."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class LongPaginator(Paginator):
    """Over a queryset with a complete order. `count` where it is known already."""

    def __init__(self, rows, per_page, *, count=None):
        super().__init__(rows, per_page)
        self.known_count = count

    @cached_property
    def count(self):
        return self.object_list.count() if self.known_count is None else self.known_count

    def page(self, number):
        """A page of the second half is read from the end."""
        found = super().page(number)
        first, last = found.start_index() - 1, found.end_index()
        if first > self.count // 2:
            found.object_list = list(self.object_list.reverse()[self.count - last : self.count - first])[::-1]
        return found

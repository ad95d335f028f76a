"""A person's browser at the work of one agency: the bell and its news, the history, and addresses that refuse."""

import re

from django.core import mail

from tests.journeys.screen import Screen

YEAR = "/agencies/test/2567/"
REVIEW, PUBLISH = f"{YEAR}documents/measures/review/", f"{YEAR}documents/measures/publish/"
CELLS = "rows => rows.map(row => [...row.cells].slice(1).map(cell => cell.innerText))"


class Desk(Screen):
    @property
    def bell(self):
        """The number in the head of the page that is open; 0 when all was read."""
        badge = self.page.locator(".site-header .badge")
        return int(badge.inner_text().split()[0]) if badge.count() else 0

    def news(self):
        """(title, text) of what was not read yet, the newest first; the page is left open."""
        self.open("/notifications/")
        rows = self.page.locator("li.is-next .row-main").all()
        return [(title_of(row), row.locator("p").first.inner_text()) for row in rows]

    def open_news(self, title):
        """Go where a piece of news leads."""
        self.open("/notifications/")
        self.page.get_by_role("button", name=f"เปิดดู {title}").first.click()
        self.check()

    def history(self):
        """(author, record, field, before, after) of every row, the oldest first."""
        self.open(f"{YEAR}changes/")
        rows = self.page.locator("table.changes tbody tr").evaluate_all(CELLS)
        return [(by, *record_and_field(what), before, after) for by, what, before, after in reversed(rows)]

    def change_measure(self, label, text):
        """Of the year's first measure, from the list of measures."""
        self.open(f"{YEAR}measures/")
        self.page.locator(".measure-card").get_by_role("link").first.click()
        self.fill(label, text)
        self.press("บันทึก")
        self.sees("บันทึกมาตรการ m1 แล้ว")

    def finds_nothing_at(self, path):
        """The portal answers that there is no such page, on a page that is whole."""
        answer = self.page.goto(self.address + path)
        self.faults.clear()  # the browser reports every answer of 404
        self.check()
        return answer.status == 404


def title_of(row):
    return re.sub(r"^ยังไม่ได้อ่าน\s*", "", row.locator("h2").inner_text())


def record_and_field(cell):
    record, _, field = cell.partition("\n")
    return record, field


def link_in_the_letter_to(address):
    """The path of the invitation in the one letter that went there."""
    (letter,) = (each for each in mail.outbox if each.to == [address])
    return re.search(r"/invitations/\w+/", letter.body).group()

"""The grid of scores as a person at a screen uses it: by code, by keyboard, by what its cells say."""

from django.test import Client
from playwright.sync_api import expect

from tests.journeys.screen import Screen

OIT = "/agencies/test/2567/scores/baseline/OIT/"


def signed_in(context, address, user):
    """A page of somebody who has signed in before."""
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    return Screen(context.new_page(), address)


class Grid:
    def __init__(self, screen, path=OIT):
        self.screen, self.page = screen, screen.page
        self.page.goto(screen.address + path)

    def cell(self, code):
        return self.page.locator(f"[name=s-{code}]")

    def type(self, code, text, key="Enter"):
        self.cell(code).focus()
        self.cell(code).select_text()
        self.page.keyboard.type(text)
        if key:
            self.page.keyboard.press(key)

    def says(self, code, words):
        expect(self.page.locator(f"#state-{code}")).to_have_text(words)

    def explains(self, code, words):
        expect(self.page.locator(f"#note-{code}")).to_contain_text(words)

    def holds(self, **values):
        for code, value in values.items():
            expect(self.page.locator(f"[name=s-{code}]")).to_have_value(value)

    def tells(self, words):
        expect(self.page.locator("[data-status]")).to_contain_text(words)

    def warns(self, words):
        expect(self.page.locator("[data-connection]")).to_contain_text(words)

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()

    def paste(self, code, text):
        """As from the clipboard of a spreadsheet."""
        self.cell(code).focus()
        self.cell(code).evaluate(
            """(input, text) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", text);
                input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
            }""",
            text,
        )

    @property
    def dialog(self):
        return self.page.get_by_role("dialog")

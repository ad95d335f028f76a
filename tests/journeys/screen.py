"""The portal as a person at a screen sees it, by labels, buttons and links; each page is checked for accessibility."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.worker import work


class Screen:
    def __init__(self, page: Page, address: str):
        self.page, self.address, self.faults = page, address, []
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)

    def open(self, path):
        self.page.goto(self.address + path)
        self.check()

    def check(self):
        """No accessibility violation, no script error, nothing refused by the content policy."""
        self.page.wait_for_load_state("load")
        violations = Axe().run(self.page).response["violations"]
        found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in violations]
        assert (found, self.faults) == ([], []), self.page.url

    def sign_in(self, username, password="secret-for-tests"):
        self.open("/accounts/login/")
        self.fill("ชื่อผู้ใช้", username)
        self.fill("รหัสผ่าน", password)
        self.press("เข้าสู่ระบบ")

    def field(self, label):
        """The field of this label, with or without the mark of a required one."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")).first

    def fill(self, label, text):
        self.field(label).fill(text)

    def tick(self, group, label):
        self.page.get_by_role("group", name=re.compile(group)).get_by_label(label, exact=True).check()

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        self.check()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()
        self.check()

    def sees(self, text):
        expect(self.page.locator("main")).to_contain_text(text)

    def download(self, name):
        """What the button has drawn, by a worker, and then gives."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=name).first.click(no_wait_after=True)
            work()
        return waiting.value

    def download_link(self, name):
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).first.click()
        return waiting.value

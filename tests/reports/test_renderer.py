"""The renderer: a warm process, a child a document, limits, and recovery from whatever ends one of them."""

import os
import signal
import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.writers.limits import Limits, RenderFailed, RenderTooLarge
from reports.writers.renderer import Renderer
from tests.reports.drawing import printed

SLOW = "<p>ข้อมูล " * 20_000


@pytest.fixture(scope="module")
def renderer():
    renderer = Renderer()
    yield renderer
    renderer.close()


def has_ended(number):
    """Gone, or waiting for its parent to look at its exit code."""
    stat = Path(f"/proc/{number}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


def text_of(pdf):
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def page(body):
    return printed(f'<!doctype html><html lang="th"><body>{body}</body></html>')


def test_child_stays_for_the_next_draft_of_its_document(renderer):
    first = renderer.draw(page("<p>ร่างแรก</p>"), about="a")
    child = renderer.child.number
    second = renderer.draw(page("<p>ร่างสอง</p>"), about="a")

    assert (text_of(first), text_of(second)) == ("ร่างแรก", "ร่างสอง")
    assert renderer.child.number == child


def test_another_document_gets_a_child_of_its_own_and_the_old_one_ends(renderer):
    renderer.draw(page("<p>ก</p>"), about="a")
    child = renderer.child.number

    renderer.draw(page("<p>ข</p>"), about="b")

    assert renderer.child.number != child
    assert has_ended(child)


def test_document_without_a_name_shares_nothing(renderer):
    renderer.draw(page("<p>ก</p>"))
    child = renderer.child.number

    renderer.draw(page("<p>ก</p>"))

    assert renderer.child.number != child


def test_child_that_was_killed_is_replaced(renderer):
    renderer.draw(page("<p>ก</p>"), about="a")
    os.kill(renderer.child.number, signal.SIGKILL)
    time.sleep(0.1)

    assert text_of(renderer.draw(page("<p>ข</p>"), about="a")) == "ข"


def test_warm_process_that_was_killed_is_replaced(renderer):
    renderer.draw(page("<p>ก</p>"), about="a")
    renderer.warm.process.kill()
    renderer.warm.process.wait()
    os.kill(renderer.child.number, signal.SIGKILL)
    time.sleep(0.1)

    assert text_of(renderer.draw(page("<p>ข</p>"), about="b")) == "ข"


def test_child_killed_in_the_middle_is_a_failure_to_try_again_and_not_a_document_too_large(renderer):
    def kill():
        os.kill(renderer.child.number, signal.SIGKILL)

    with pytest.raises(RenderFailed) as failure:
        renderer.draw(page(SLOW), while_waiting=kill)

    assert failure.type is RenderFailed


def test_who_waits_can_end_the_work(renderer):
    class NotWanted(Exception):
        pass

    def stop():
        raise NotWanted

    with pytest.raises(NotWanted):
        renderer.draw(page(SLOW), while_waiting=stop)

    assert renderer.child is None
    assert text_of(renderer.draw(page("<p>ก</p>"))) == "ก"


def test_processor_time_is_counted_for_each_draft():
    renderer = Renderer(Limits(cpu_seconds=2))
    try:
        for text in "กขคงจ":
            assert text_of(renderer.draw(page(f"<p>{text}</p>{'<p>ข้อความ</p>' * 400}"), about="a")).startswith(text)
        with pytest.raises(RenderTooLarge):
            renderer.draw(page(SLOW * 3), about="a")
        assert text_of(renderer.draw(page("<p>ก</p>"), about="a")) == "ก"
    finally:
        renderer.close()


def test_child_has_none_of_our_secrets(renderer, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "very-secret")
    fresh = Renderer()
    try:
        fresh.draw(page("<p>ก</p>"), about="a")
        environment = Path(f"/proc/{fresh.child.number}/environ").read_bytes()
    finally:
        fresh.close()

    assert b"SECRET_KEY" not in environment
    assert b"DATABASE_URL" not in environment


def test_warm_up_begins_before_the_first_document():
    renderer = Renderer()

    renderer.warm_up()

    assert renderer.warm.process.poll() is None
    assert renderer.child is None
    renderer.close()


def test_close_ends_every_process():
    renderer = Renderer()
    renderer.draw(page("<p>ก</p>"), about="a")
    numbers = [renderer.child.number, renderer.warm.process.pid]

    renderer.close()

    assert all(has_ended(number) for number in numbers)


def test_warning_of_the_child_reaches_our_log_with_the_title(renderer, caplog):
    renderer.draw(page('<img alt="x" src="file:///etc/passwd">'))

    assert "x: refused file:///etc/passwd: not one of our files" in caplog.messages

"""What a check finds, against a server of this machine; and that it reaches nothing which the public can not."""

import shutil
import socket
import ssl
import subprocess
import time
from itertools import pairwise

import pytest

from assessments.address_checking import MOST_BYTES, MOST_REDIRECTS, USUAL, Found, Rules, check_address
from assessments.address_outcomes import ADVICE, DOUBTFUL
from assessments.address_rounds import by_host, check_all
from assessments.web_addresses import is_public
from tests.assessments.web_server import AGENT, serving


@pytest.fixture
def server():
    with serving() as server:
        yield server


def found(result):
    return result.outcome, result.status


# --- Answers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/ok", ("ok", 200)),
        ("/status/404", ("not_found", 404)),
        ("/status/410", ("not_found", 410)),
        ("/status/403", ("forbidden", 403)),
        ("/status/429", ("forbidden", 429)),
        ("/status/500", ("server_error", 500)),
        ("/status/503", ("server_error", 503)),
        ("/status/304", ("bad_answer", 304)),
        ("/garbage", ("bad_answer", None)),
        ("/hops/5", ("ok", 200)),
        ("/hops/6", ("too_many_redirects", 302)),
        ("/to?/to%3F", ("ok", 200)),
    ],
)
def test_answer_of_a_server_is_named(server, path, expected):
    assert found(server.check(path)) == expected


def test_request_says_who_asks_and_asks_once(server):
    result = server.check("/ok?year=2567#part")

    path, _, headers = server.asked[0]
    assert (path, len(server.asked)) == ("/ok?year=2567", 1)
    assert (headers["User-Agent"], headers["Connection"]) == (AGENT, "close")
    assert headers["Host"] == f"127.0.0.1:{server.port}"
    assert result.final_url == ""


def test_thai_path_and_thai_redirect_are_asked_percent_encoded(server):
    ends = [server.check(path).final_url for path in ("/ข้อ%20๑?ปี=๖๗", "/thai")]

    paths = ["/%E0%B8%82%E0%B9%89%E0%B8%AD%20%E0%B9%91?%E0%B8%9B%E0%B8%B5=%E0%B9%96%E0%B9%97", "/%E0%B8%82%20%E0%B8%81"]
    assert ends == ["", server.url(paths[1])]
    assert server.paths == [paths[0], "/thai", paths[1]]


def test_redirects_are_followed_to_the_end_that_is_told(server):
    result = server.check(f"/to?{server.url('/status/404')}")

    assert (found(result), result.final_url) == (("not_found", 404), server.url("/status/404"))


def test_thai_host_is_asked_for_by_its_ascii_name(server):
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    result = server.check(server.url("/ok", host="หน่วยงาน.ไทย"), resolve=resolve)

    assert (result.outcome, asked) == ("ok", ["xn--72c9ab8ayaw7cwk.xn--o3cw4h"])
    assert server.asked[0][2]["Host"] == f"xn--72c9ab8ayaw7cwk.xn--o3cw4h:{server.port}"


def test_huge_page_is_read_to_a_little_and_no_further(server):
    result = server.check("/huge")

    assert found(result) == ("ok", 200)
    assert server.sent < 200 * MOST_BYTES  # what stands in the buffers of the two ends


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_server_that_does_not_come_to_an_end_is_left(server, path):
    begun = time.monotonic()

    result = server.check(path, whole_seconds=0.5)

    assert found(result) == ("timeout", None)
    assert 0.4 < time.monotonic() - begun < 1.5
    assert 400 < result.milliseconds < 1500


def test_redirects_share_the_time_of_one_check(server):
    result = server.check(f"/to?{server.url('/slow')}", whole_seconds=0.4)

    assert (result.outcome, result.final_url) == ("timeout", server.url("/slow"))


def test_port_where_nobody_listens_is_refused():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        rules = Rules(ports=frozenset({port}), may_reach=lambda number: True)

        assert check_address(f"http://127.0.0.1:{port}/", user_agent=AGENT, rules=rules).outcome == "refused"


def test_name_that_nobody_knows(server):
    def unknown(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert found(server.check(server.url("/ok", host="gone.example.org"), resolve=unknown)) == ("no_such_host", None)


def test_next_number_of_a_name_is_tried_when_the_first_does_not_answer(server):
    def resolve(host, port):
        return ["127.0.0.2", "127.0.0.1"]

    result = server.check("/ok", resolve=resolve, may_reach=lambda number: True)

    assert result.outcome == "ok"


# --- Certificates ----------------------------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path):
    """Of this machine, signed by itself."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, signed = tmp_path / "key.pem", tmp_path / "signed.pem"
    subject = ["-subj", "/CN=portal.test", "-addext", "subjectAltName=DNS:portal.test"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    command = ["openssl", "req", "-x509", *kind, *subject, "-keyout", str(key), "-out", str(signed)]
    subprocess.run(command, check=True, capture_output=True)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(signed, key)
    return own, signed


def test_certificate_is_verified_and_so_is_the_name_on_it(certificate):
    own, signed = certificate
    trusting = ssl.create_default_context(cafile=signed)
    to_here = {"resolve": lambda host, port: ["127.0.0.1"]}

    with serving(tls=own) as server:
        own_name, other_name = (server.url("/ok", host, "https") for host in ("portal.test", "other.test"))
        outcomes = [
            server.check(own_name, **to_here).outcome,
            server.check(own_name, **to_here, tls=lambda: trusting).outcome,
            server.check(other_name, **to_here, tls=lambda: trusting).outcome,
        ]

    assert outcomes == ["bad_certificate", "ok", "bad_certificate"]


def test_server_that_speaks_no_tls(server):
    assert server.check(server.url("/ok", scheme="https")).outcome == "refused"


# --- What must not be reached ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://localhost/",
        "http://1.1.1.1:22/",
        "http://user:password@1.1.1.1/",
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//1.1.1.1/",
        "",
    ],
)
def test_what_the_public_can_not_open_is_not_asked(url):
    assert check_address(url, user_agent=AGENT).outcome == "blocked"


def test_usual_rules_reach_nothing_of_this_machine(server):
    assert server.check("/ok", may_reach=USUAL.may_reach).outcome == "blocked"
    assert check_address(server.url("/ok"), user_agent=AGENT).outcome == "blocked"
    assert (USUAL.ports, USUAL.may_reach, server.asked) == ({80, 443}, is_public, [])


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:{port}/", "http://10.0.0.1:{port}/"],
)
def test_redirect_to_what_the_public_can_not_open_is_not_followed(server, target):
    result = server.check(f"/to?{target.format(port=server.port)}")

    assert (result.outcome, len(server.asked)) == ("blocked", 1)


@pytest.mark.parametrize("target", ["ftp://x.test/", "http://127.0.0.1:1/", "http://[/"])
def test_redirect_that_only_we_do_not_follow_is_doubtful_and_not_broken(server, target):
    result = server.check(f"/to?{target}")

    assert (result.outcome, result.status, len(server.asked)) == ("forbidden", 302, 1)
    assert result.outcome in DOUBTFUL
    assert "พาไปที่อยู่ที่โปรแกรมไม่เปิดตาม" in ADVICE["forbidden"]


def test_advice_names_the_limits_that_hold():
    assert f"รอ {USUAL.whole_seconds} วินาที" in ADVICE["timeout"]
    assert f"ถูกพาต่อเกิน {MOST_REDIRECTS} ครั้ง" in ADVICE["too_many_redirects"]


def test_name_that_changes_its_number_is_connected_to_at_the_number_that_was_looked_at(server):
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    result = server.check(server.url("/to?/ok", host="rebinding.test"), resolve=lambda host, port: answers.pop(0))

    # each step asked the name once and looked at that very answer: the second one leads inside and is not connected to
    assert (result.outcome, answers, server.paths) == ("blocked", [], ["/to?/ok"])


def test_private_number_among_public_ones_is_passed_over(server):
    result = server.check(
        server.url("/ok", host="mixed.test"), resolve=lambda host, port: ["10.0.0.1", "127.0.0.1", "192.168.0.1"]
    )

    assert found(result) == ("ok", 200)


# --- Many at once ----------------------------------------------------------------------------------------------------


def test_addresses_of_one_host_stay_together_and_each_is_there_once():
    urls = ["https://a.test/1", "http://b.test/1", "https://A.test/2", "https://a.test/1", "http://[/"]

    assert by_host(urls) == [["https://a.test/1", "https://A.test/2"], ["http://b.test/1"], ["http://[/"]]


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(server):
    urls = [server.url(f"/ok/{number}") for number in range(4)]

    results = dict(check_all(urls, server.check, pause=0.1))

    moments = [moment for _, moment, _ in server.asked]
    gaps = [later - sooner for sooner, later in pairwise(moments)]
    assert {url: result.outcome for url, result in results.items()} == dict.fromkeys(urls, "ok")
    assert min(gaps) >= 0.1


def test_hosts_are_asked_beside_each_other(server):
    urls = [server.url("/slow", host=f"127.0.0.{number}") for number in range(1, 9)]
    begun = time.monotonic()

    def check(url):
        return server.check(url, resolve=lambda host, port: ["127.0.0.1"], whole_seconds=0.5)

    results = dict(check_all(urls, check, pause=0))

    assert {result.outcome for result in results.values()} == {"timeout"}
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("outcome", ["timeout", "no_such_host"])
def test_host_that_is_silent_twice_in_a_row_is_not_asked_for_the_rest(outcome):
    asked, urls = [], [f"https://silent.test/{number}" for number in range(40)]

    def check(url):
        asked.append(url)
        return Found("ok", 200, "", 5) if "other" in url else Found(outcome, None, "", 15000)

    results = dict(check_all([*urls, "https://other.test/"], check, pause=0))

    assert sorted(asked) == ["https://other.test/", *urls[:2]]
    assert [results[url] for url in urls] == [Found(outcome, None, "", 15000)] * 2 + [Found(outcome, None, "", 0)] * 38
    assert results["https://other.test/"].outcome == "ok"
    assert "โดยไม่เปิดดู" in ADVICE[outcome]


def test_host_that_answers_between_is_asked_on():
    urls, answers = [f"https://a.test/{number}" for number in range(6)], ["timeout", "ok"] * 3

    results = dict(check_all(urls, lambda url: Found(answers.pop(0), None, "", 9), pause=0))

    assert [results[url].outcome for url in urls] == ["timeout", "ok"] * 3
    assert {result.milliseconds for result in results.values()} == {9}


def test_after_the_time_given_nothing_new_is_asked_and_what_is_on_its_way_is_told():
    asked = []

    def check(url):
        asked.append(url)
        time.sleep(0.7)
        return Found("not_found", 404, "", 700)

    results = dict(check_all([f"https://a.test/{number}" for number in range(9)], check, pause=0, seconds=0.1))

    assert list(results) == asked == ["https://a.test/0"]


def test_who_stops_leaves_the_rest_unasked(server):
    urls = [server.url(f"/ok/{number}") for number in range(50)]
    results = check_all(urls, server.check, pause=0.05)

    next(results)
    results.close()

    assert len(server.asked) <= 3


def test_stop_is_heard_while_nothing_is_known_yet(server):
    def tick():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        list(check_all([server.url("/slow")], lambda url: server.check(url, whole_seconds=1), tick=tick))

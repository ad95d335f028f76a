"""Addresses of the web, read as a server is asked for them: Thai hosts and paths, and what is refused.

Only what everybody on the internet can open has a meaning here: http and https at their own ports, without a password.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
USUAL_PORTS = frozenset(PORTS.values())
KEPT_IN_PATH, KEPT_IN_QUERY = "/%:@!$&'()*+,;=~-._", "/?%:@!$&'()*+,;=~-._[]"
UNSEEN = re.compile(r"[\s\x00-\x1f\x7f]")
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")

# As people write it, without a scheme: what begins with www., or a name under a usual ending.
LETTERS = r"\w\u0e00-\u0e7f"  # to \w Thai vowel and tone marks are none
NAME = rf"(?:(?:[a-z0-9-]{{1,63}}\.)+(?:th|com|net|org|info)|[{LETTERS}-]{{1,63}}\.ไทย)(?![{LETTERS}.-])"
BARE = re.compile(rf"(?<![{LETTERS}.@/-])(?:www\.|{NAME})\S*", re.IGNORECASE)

# What the registers call global and still leads into a private network, or to nobody.
NOT_FOR_EVERYBODY = [ip_network(text) for text in ("192.0.0.0/24", "192.88.99.0/24", "2002::/16", "fec0::/10")]
ASSIGNED_IPV6 = ip_network("2000::/3")  # outside it lie translated (64:ff9b::/96) and IPv4-mapped addresses


class BadAddress(ValueError):
    """The text is no address that the portal asks; the message is Thai: what is wrong and what to write."""


@dataclass(frozen=True)
class WebAddress:
    """`host` is in ASCII (xn--…), `target` is what follows it in the request, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_line(self) -> str:
        """For the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host_line}{self.target}"


def with_scheme(text: str) -> str:
    """https:// is put before www.example.go.th and example.go.th/page; other texts stay."""
    return f"https://{text}" if BARE.match(text) else text


def read_address(text: str, ports=USUAL_PORTS) -> WebAddress:
    """Raises BadAddress. `ports` are those that may be asked, whichever the scheme."""
    if len(text) > LONGEST:
        raise BadAddress(f"ที่อยู่ยาวเกิน {LONGEST:,} ตัวอักษร ใช้ที่อยู่ที่สั้นกว่านี้")
    if UNSEEN.search(text):
        raise BadAddress("ในที่อยู่มีช่องว่างหรือขึ้นบรรทัดใหม่ คัดลอกที่อยู่จากเบราว์เซอร์มาวางทั้งบรรทัด ช่องละหนึ่งที่อยู่")
    parts, port = _split(text)
    if parts.scheme not in PORTS:
        raise BadAddress("ใส่ที่อยู่ให้ครบ เริ่มด้วย https:// หรือ http://")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("ในที่อยู่มีชื่อผู้ใช้หรือรหัสผ่าน นำส่วนที่อยู่หน้าเครื่องหมาย @ ออก")
    port = PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise BadAddress("ใช้ที่อยู่ที่ไม่ระบุพอร์ต หรือพอร์ต 80 หรือ 443")
    return WebAddress(parts.scheme, ascii_host(parts.hostname or ""), port, _target(parts))


def _split(text):
    try:
        parts = urlsplit(text)
        return parts, parts.port
    except ValueError:
        raise BadAddress("อ่านที่อยู่นี้ไม่ได้ คัดลอกจากช่องที่อยู่ของเบราว์เซอร์มาวางใหม่") from None


def _target(parts):
    query = f"?{quote(parts.query, KEPT_IN_QUERY)}" if parts.query else ""
    return (quote(parts.path, KEPT_IN_PATH) or "/") + query


def ascii_host(host: str) -> str:
    """A name as the name servers know it: หน่วยงาน.ไทย is xn--…; a number stays. Raises BadAddress."""
    if ":" in host:  # IPv6; urlsplit has seen to its form
        return host
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    labels = name.split(".")
    if len(labels) < 2 or len(name) > 253 or not all(map(LABEL.fullmatch, labels)):
        raise BadAddress("ชื่อเว็บไซต์ไม่ถูกต้อง ตรวจตัวสะกดหลัง // เช่น https://www.example.go.th/")
    return name


def followed(address: WebAddress, location: str, ports=USUAL_PORTS) -> WebAddress:
    """Where a redirect leads. Headers are read as Latin-1; servers write Thai into them as UTF-8. Raises BadAddress."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return read_address(urljoin(address.url, location.strip().replace(" ", "%20")), ports)
    except ValueError as error:
        raise BadAddress(str(error)) from error


def is_public(ip: str) -> bool:
    """Whether everybody on the internet can reach this number; private, local, reserved and translated ones no."""
    address = ip_address(ip)
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if any(address in network for network in NOT_FOR_EVERYBODY if network.version == address.version):
        return False
    return _is_plain(address)


def _is_plain(address: IPv4Address | IPv6Address) -> bool:
    return address.version == 4 or address in ASSIGNED_IPV6

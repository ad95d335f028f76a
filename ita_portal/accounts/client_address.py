"""Where a request comes from: what the connection says, or, behind proxies of ours, what the outermost of them saw."""

import ipaddress

from django.conf import settings


def client_address(request) -> str:
    """TRUSTED_PROXIES entries of X-Forwarded-For, from the right, are ours; left of them anybody may write anything."""
    direct = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    chain = [*forwarded, direct]
    trusted = min(settings.TRUSTED_PROXIES, len(chain) - 1)
    return _valid(chain[-1 - trusted]) or _valid(direct)


def network_of(address: str) -> str:
    """What is counted as one place: an IPv6 household owns a /64 and can change its address at will."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


def _valid(text) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)[:45].partition("%")[0]

"""What the log says of requests."""


def without_trace_of_refusals(record) -> bool:
    """A refused or unknown address is one line: the place in the code matters where the portal itself failed."""
    if getattr(record, "status_code", 500) < 500:
        record.exc_info = None
    return True

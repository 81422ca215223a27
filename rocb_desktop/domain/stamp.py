"""The hybrid logical clock: orders what a person sees until somebody decides; never admission, lateness or a figure."""

DAY_MS = 24 * 60 * 60 * 1000
_COUNTER_BITS = 16


def next_stamp(last: int, now_ms: int) -> int:
    """The stamp of the next edit: 48 bits of milliseconds, 16 of counter; an overflow adds a millisecond."""
    return max(now_ms << _COUNTER_BITS, last + 1)


def observe(last: int, seen: int, now_ms: int) -> int:
    """The newest stamp known after reading `seen`; one more than a day ahead of our clock does not move it."""
    return last if is_ahead(seen, now_ms) else max(last, seen)


def is_ahead(stamp: int, now_ms: int) -> bool:
    """True when the date of the computer that made the stamp looks wrong from here."""
    return stamp_ms(stamp) > now_ms + DAY_MS


def stamp_ms(stamp: int) -> int:
    """Milliseconds since 1970 of a stamp."""
    return stamp >> _COUNTER_BITS

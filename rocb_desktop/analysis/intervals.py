"""Likely ranges of counted shares, in pure Python: Wilson for one share, Newcombe for the difference of two.

Sources: Wilson, J. Am. Stat. Assoc. 22 (1927) 209; Newcombe, Statistics in Medicine 17 (1998) 873, method 10.
"""

from math import sqrt

from rocb_desktop.domain.figures import COUNTS_ONLY, SMALL, Interval, Share

# The 97.5 % point of the normal distribution: both ends together leave 5 % out.
Z95 = 1.959963984540054


def wilson(k: int, n: int) -> Interval:
    """The 95 % Wilson score interval of k out of n, within 0..1; ValueError unless 0 <= k <= n and n > 0."""
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"{k} of {n} is not a share")
    p, z2 = k / n, Z95 * Z95
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # Nobody and everybody are exact ends of the formula; rounding must not move them.
    return Interval(0.0 if k == 0 else centre - half, 1.0 if k == n else centre + half)


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Interval:
    """The 95 % range of k1/n1 - k2/n2 for two separate groups, within -1..1."""
    p1, p2 = k1 / n1, k2 / n2
    first, second = wilson(k1, n1), wilson(k2, n2)
    below = sqrt((p1 - first.low) ** 2 + (second.high - p2) ** 2)
    above = sqrt((first.high - p1) ** 2 + (p2 - second.low) ** 2)
    return Interval(p1 - p2 - below, p1 - p2 + above)


def share(k: int, n: int) -> Share:
    """k of n as it may be shown: under 5 counts only, 5 to 19 a small number (n = 0 is counts only)."""
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share")
    if n < COUNTS_ONLY:
        return Share(k, n, None, "counts_only")
    return Share(k, n, wilson(k, n), "small" if n < SMALL else "normal")


def share_of_known(k: int, known: int, asked: int) -> Share:
    """k of the `known` answers out of `asked` replies; without half of the answers only the counts are honest."""
    if 2 * known < asked and known >= COUNTS_ONLY:
        return Share(k, known, None, "mostly_unknown")
    return share(k, known)

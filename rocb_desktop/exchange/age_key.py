"""The 32 bytes of a private age key and its text (AGE-SECRET-KEY-1...), which is Bech32 (BIP 173)."""

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "age-secret-key-"
_CHECK = 6
_FACTORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def key_bytes(identity: str) -> bytes:
    """The bytes of a private age key; ValueError for a text that is none."""
    prefix, _one, letters = identity.lower().rpartition("1")
    if prefix != _PREFIX or not set(letters) <= set(_LETTERS):
        raise ValueError("no private age key")
    values = [_LETTERS.index(letter) for letter in letters]
    if _remainder(values) != 1:
        raise ValueError("no private age key")
    number = 0
    for value in values[:-_CHECK]:
        number = number << 5 | value
    return (number >> 4).to_bytes(32, "big")  # 52 letters are 260 bits


def key_text(key: bytes) -> str:
    """A private age key, of its 32 bytes, as age and pyrage read it."""
    number = int.from_bytes(key, "big") << 4
    values = [number >> 5 * place & 31 for place in range(51, -1, -1)]
    check = _remainder([*values, *[0] * _CHECK]) ^ 1
    values += [check >> 5 * place & 31 for place in range(_CHECK - 1, -1, -1)]
    return f"{_PREFIX}1{''.join(_LETTERS[value] for value in values)}".upper()


def _remainder(values: list[int]) -> int:
    spread = [*(ord(letter) >> 5 for letter in _PREFIX), 0, *(ord(letter) & 31 for letter in _PREFIX)]
    rest = 1
    for value in [*spread, *values]:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate(_FACTORS):
            rest ^= factor if top >> place & 1 else 0
    return rest

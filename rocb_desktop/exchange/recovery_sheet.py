"""What a recovery sheet holds: private keys, and whose they are, as a few bytes for lines and one QR code.

Bytes, in this order: the form (1 a person's keys, 2 ROCB A/P's second office key), then for a person the role, flags,
counts and texts as `_person_bytes` writes them. A form is never changed: a sheet lies in a safe for years.
"""

from dataclasses import dataclass

from rocb_desktop.exchange import age_key, sshsig

MAX_OLDER = 4
_PERSON, _SECOND = 1, 2
_ROLES = ("participant", "focal_point", "rocb")
_KEY = 32


@dataclass(frozen=True, slots=True)
class SheetKeys:
    """A person's keys. `anchor`: the two public keys of ROCB A/P, on a sheet of ROCB A/P alone; `anchor_seed`: the
    private half of the first of them, where this person has it. `older`: private office keys of before.
    """

    role: str
    administration: str
    name: str
    seed: bytes
    identity: str
    older: tuple[str, ...] = ()
    anchor: tuple[str, ...] = ()
    anchor_seed: bytes | None = None


@dataclass(frozen=True, slots=True)
class SecondKey:
    """The private half of ROCB A/P's second office key, which is kept on paper."""

    seed: bytes


def sheet_bytes(keys: SheetKeys | SecondKey) -> bytes:
    """What the lines and the QR code of a sheet carry."""
    return _person_bytes(keys) if isinstance(keys, SheetKeys) else bytes([_SECOND]) + keys.seed


def read_sheet(data: bytes) -> SheetKeys | SecondKey | None:
    """The keys in the bytes of whole lines; None for bytes of another thing, as the reply of somebody."""
    if data[:1] == bytes([_SECOND]) and len(data) == 1 + _KEY:
        return SecondKey(data[1:])
    if data[:1] != bytes([_PERSON]):
        return None
    try:
        return _read_person(_Bytes(data[1:]))
    except (ValueError, IndexError):
        return None


def _person_bytes(keys: SheetKeys) -> bytes:
    older = keys.older[:MAX_OLDER]
    derived = [] if keys.anchor_seed is None else [sshsig.public_key(keys.anchor_seed)]
    public = [bytes.fromhex(key) for key in keys.anchor if key not in derived]
    head = bytes([_PERSON, _ROLES.index(keys.role), len(derived), len(older), len(public)])
    private = [keys.seed, *map(age_key.key_bytes, (keys.identity, *older))]
    if keys.anchor_seed is not None:
        private.append(keys.anchor_seed)
    code, name = keys.administration.encode(), keys.name.encode()
    return b"".join([head, *private, *public, bytes([len(code)]), code, name])


class _Bytes:
    """Takes one part after the other; ValueError when there is less."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def take(self, size: int) -> bytes:
        part, self._data = self._data[:size], self._data[size:]
        if len(part) < size:
            raise ValueError("cut short")
        return part

    def rest(self) -> bytes:
        return self._data


def _read_person(data: _Bytes) -> SheetKeys:
    role, has_anchor_seed, older, anchor = data.take(4)
    seed, identity, *others = (data.take(_KEY) for _key in range(2 + older))
    anchor_seed = data.take(_KEY) if has_anchor_seed else None
    derived = () if anchor_seed is None else (sshsig.public_key(anchor_seed),)
    public = (*derived, *(data.take(_KEY).hex() for _key in range(anchor)))
    code = data.take(data.take(1)[0]).decode("ascii")
    return SheetKeys(
        _ROLES[role],
        code,
        data.rest().decode(),
        seed,
        age_key.key_text(identity),
        tuple(map(age_key.key_text, others)),
        public,
        anchor_seed,
    )

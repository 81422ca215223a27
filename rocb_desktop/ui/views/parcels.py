"""Where the files of an import come from: chosen by the person, or kept in the waiting room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rocb_desktop.services import exchange, waiting

Call = tuple[Callable[..., Any], tuple[Any, ...]]


class Parcels(Protocol):
    """`names` of the files. `decide_only`: the person came to answer about a sender, and for nothing else."""

    @property
    def names(self) -> Sequence[str]: ...
    @property
    def decide_only(self) -> bool: ...
    def to_look(self, trusted: frozenset[str]) -> Call:
        """The service that previews them, with its arguments."""
        ...

    def to_import(self, trusted: frozenset[str], places: Sequence[int]) -> Call:
        """The service that imports those at `places`, with its arguments."""
        ...


@dataclass(frozen=True)
class Chosen:
    """Files from a stick, a folder or a mail."""

    paths: tuple[Path, ...]
    decide_only: bool = False

    @property
    def names(self) -> Sequence[str]:
        return [path.name for path in self.paths]

    def to_look(self, trusted: frozenset[str]) -> Call:
        return exchange.preview, (self.paths, False, trusted)

    def to_import(self, trusted: frozenset[str], places: Sequence[int]) -> Call:
        return exchange.accept, (tuple(self.paths[place] for place in places), False, trusted)


@dataclass(frozen=True)
class Waiting:
    """A file of the waiting room, with the others of its sender. `known`: nobody has to be asked any more."""

    id: str
    known: bool = False

    @property
    def names(self) -> Sequence[str]:
        return ()

    @property
    def decide_only(self) -> bool:
        return not self.known

    def to_look(self, trusted: frozenset[str]) -> Call:
        return waiting.preview_waiting, (self.id, bool(trusted))

    def to_import(self, trusted: frozenset[str], places: Sequence[int]) -> Call:
        return waiting.accept_waiting, (self.id, bool(trusted))

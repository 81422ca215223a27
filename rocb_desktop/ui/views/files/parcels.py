"""Where the files of an import come from: chosen by the person, or kept in the waiting room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rocb_desktop.services.arriving import exchange, waiting
from rocb_desktop.services.arriving.answers import Answers

Call = tuple[Callable[..., Any], tuple[Any, ...]]


class Parcels(Protocol):
    """`names` of the files, as far as they are known before a look; `paths` where they lie.

    `decide_only`: the person came to answer about a sender, and for nothing else.
    """

    @property
    def names(self) -> Sequence[str]: ...
    @property
    def paths(self) -> Sequence[Path]: ...
    @property
    def decide_only(self) -> bool: ...
    def to_look(self, answers: Answers) -> Call:
        """The service that previews them, with its arguments."""
        ...

    def to_import(self, answers: Answers, paths: Sequence[Path]) -> Call:
        """The service that imports those at `paths`, with its arguments."""
        ...


@dataclass(frozen=True)
class Chosen:
    """Files and folders from a stick, a computer or a mail."""

    paths: tuple[Path, ...]
    decide_only: bool = False

    @property
    def names(self) -> Sequence[str]:
        return [] if any(path.is_dir() for path in self.paths) else [path.name for path in self.paths]

    def to_look(self, answers: Answers) -> Call:
        return exchange.preview, (self.paths, False, answers)

    def to_import(self, answers: Answers, paths: Sequence[Path]) -> Call:
        return exchange.accept, (tuple(paths), False, answers)


@dataclass(frozen=True)
class Waiting:
    """A file of the waiting room, with the others of its sender. `known`: nobody has to be asked any more."""

    id: str
    known: bool = False

    @property
    def names(self) -> Sequence[str]:
        return ()

    @property
    def paths(self) -> Sequence[Path]:
        return ()

    @property
    def decide_only(self) -> bool:
        return not self.known

    def to_look(self, answers: Answers) -> Call:
        return waiting.preview_waiting, (self.id, False, answers)

    def to_import(self, answers: Answers, paths: Sequence[Path]) -> Call:
        return waiting.accept_waiting, (self.id, False, answers)

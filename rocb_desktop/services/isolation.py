"""What goes wrong with one of many files is that file's: a mistake of the app over it never stops the others."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.profile.logs import log_error


@contextmanager
def only_this_file(name: str) -> Iterator[None]:
    """Around the reading of one file. What nobody expected goes into the log, and is told as UserError cannot_open;
    trouble with the disk or the store is everybody's, and passes.
    """
    try:
        yield
    except (UserError, Cancelled, OSError, sqlite3.Error):
        raise
    except Exception as error:
        log_error(error)
        raise UserError("cannot_open", path=name) from error

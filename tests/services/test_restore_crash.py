"""A computer that stops in the middle of a restore has the one state or the other, whole."""

import subprocess
import sys

import pytest
from region import WORKSHOP, Region, everything

from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.session import open_session
from rocb_desktop.services.survey.actions import log_action

KILLS = 12
PROGRAM = """
import itertools, sys
from pathlib import Path
from rocb_desktop.services.safety.restoring import restore_backup
from rocb_desktop.services.session import open_session
session = open_session(Path(sys.argv[1]))
for copy in itertools.cycle(sys.argv[2:]):
    restore_backup(session, Path(copy))
    print(copy, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="killing at once is a signal of Unix")
def test_the_store_is_whole_after_every_kill(region: Region) -> None:
    folder = region.folder / "sina"
    session = open_session(folder)
    copies = [make_backup(session).value]
    log_action(session, WORKSHOP, "others", date="2021-06-01", text="After")
    copies.append(make_backup(session).value)
    session.close()
    seen: set[int] = set()
    for number in range(KILLS):
        words = [sys.executable, "-c", PROGRAM, str(folder), *map(str, copies)]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            for _restore in range(1 + number % 3):
                assert child.stdout.readline()
            child.kill()
        actions = len(everything(folder)["action"])
        assert actions in (1, 2)
        seen.add(actions)
        session = open_session(folder)
        assert check_store(session).ok
        session.close()
    assert seen

"""Opens the profile that a command works on, speaks its language, and closes it again."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from rocb_desktop import texts
from rocb_desktop.cli.output import progress_bar
from rocb_desktop.services.profile.profiles import find_profile
from rocb_desktop.services.session import Clock, Session, open_session


@contextmanager
def profile_session(parsed: argparse.Namespace, label: str = "") -> Iterator[Session]:
    """The open profile of --profile, else the person's own. Raises UserError: no_profile, which_profile, ...

    `label` stands before the progress bar of a verb that can take long.
    """
    session = open_session(find_profile(parsed.profile), clock=Clock(parsed.today))
    try:
        if session.profile.lang in texts.LANGUAGES:
            texts.use(session.profile.lang)
        if label:
            session.on_progress = progress_bar(label)
        yield session
    finally:
        session.close()

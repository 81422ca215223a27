"""Pages with a line for each workshop look up what is the same for all of them once, however many there are."""

from collections.abc import Callable

from samoa import Samoa

from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.mission_reports import list_reports


def statements(session: Session, service: Callable[[Session], object], about: str) -> int:
    """How often a service asks for something."""
    asked = list[str]()
    session.db.conn.set_trace_callback(asked.append)
    service(session)
    session.db.conn.set_trace_callback(None)
    return sum(about in one for one in asked)


def test_the_home_of_a_participant_looks_at_the_date_once_and_finds_no_workshop_again(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        assert len(participant_home(session).lines) == 3
        assert statements(session, participant_home, "max(i.created)") == 1
        every = statements(session, participant_home, "FROM workshop WHERE start IS NOT NULL")
        assert every < len(participant_home(session).lines)


def test_the_list_of_reports_finds_no_workshop_again(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        assert len(list_reports(session)) == 3
        assert statements(session, list_reports, "FROM workshop WHERE start IS NOT NULL") == 1

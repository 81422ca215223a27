"""`board`, `track` and `same`: which returns are missing, how far replies came, and whether two computers agree."""

import argparse
from typing import Any

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.reply import status_words
from rocb_desktop.services.national.reply_details import find_reply
from rocb_desktop.services.region.board import BoardRow, missing_returns
from rocb_desktop.services.sending.tracker import Stage, Track, track_round
from rocb_desktop.services.trust.sameness import Sameness, compare_all, compare_return
from rocb_desktop.texts import _, format_date


def register(verbs: Verbs) -> None:
    board = verbs.add_parser("board", help=_("which national returns are missing"))
    board.add_argument("--round", required=True, type=int, metavar="R", help=_("the survey's year, as 2021"))
    board.set_defaults(handler=show_board)
    track = verbs.add_parser("track", help=_("how far each reply came"))
    track.add_argument("--round", required=True, type=int, metavar="R", help=_("the survey's year, as 2021"))
    track.set_defaults(handler=show_tracks)
    same = verbs.add_parser("same", help=_("eight words to compare with another computer"))
    same.add_argument("--round", type=int, metavar="R", help=_("only the national return of this round"))
    same.add_argument("--administration", default="", metavar="CODE", help=_("whose national return"))
    same.set_defaults(handler=show_words)


def show_board(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = missing_returns(session, parsed.round)
    headings = [
        _("Administration"),
        _("Workshops"),
        _("Replies"),
        _("Return number"),
        _("Day"),
        _("Expected"),
        _("Key"),
    ]
    rows = [_row(one) for one in found]
    gaps = [
        _("{name}: missing numbers {numbers}").format(name=gap.name or gap.stream, numbers=_numbers(gap.numbers))
        for one in found
        for gap in one.missing
    ]
    lines = [table(headings, rows), *(line for one in found for line in _sign_off(one)), *gaps]
    return show(parsed, {"round": parsed.round, "administrations": found}, "\n".join(lines))


def _sign_off(one: BoardRow) -> list[str]:
    """What ROCB A/P should know of the head's sign-off of a return that came."""
    said = []
    if one.number and not one.signed_by:
        said.append(_("{name}: national return no. {n} is not signed off").format(name=one.name, n=one.number))
    if one.changed:
        what = ", ".join(one.changed)
        said.append(_("{name}: changed after clearance: {what}").format(name=one.name, what=what))
    return said


def _row(one: BoardRow) -> list[object]:
    expected = _("overdue since {date}") if one.overdue else _("by {date}")
    due = expected.format(date=one.due) if one.expected and not one.number and one.due else ""
    key = one.focal_point if one.key_known else _("not known")
    return [one.name, one.workshops, one.replies, one.number or None, one.returned, due, key]


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def show_tracks(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = [(find_reply(session, record), track) for record, track in track_round(session, parsed.round).items()]
    told = [{"reply": reply.id, "name": reply.name, "version": reply.version} | _json(track) for reply, track in found]
    rows = [[reply.name, reply.version, _words(track.furthest), _day(track.furthest)] for reply, track in found]
    return show(parsed, told, table([_("Name"), _("Version"), _("State"), _("Day")], rows))


def _json(track: Track) -> dict[str, Any]:
    return {"state": track.furthest, "stages": track.stages, "correction": track.correction}


def _words(stage: Stage) -> str:
    if stage.word == "in_return":
        return _("In national return no. {n}").format(n=stage.number)
    return status_words("received" if stage.word == "received_by_rocb" else stage.word)


def _day(stage: Stage) -> str:
    return format_date(stage.day) if stage.day is not None else ""


def show_words(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        if parsed.round is None:
            found = compare_all(session)
        else:
            found = compare_return(session, parsed.round, parsed.administration)
    told = {
        "about": found.about,
        "words": " ".join(word.text for word in found.words),
        "numbers": [word.digits for word in found.words],
        "count": found.count,
        "waiting": found.waiting,
        "taken_back": found.taken_back,
        "number": found.number,
    }
    return show(parsed, told, in_words(found))


def in_words(found: Sameness) -> str:
    lines = [found.about, " ".join(word.text for word in found.words), " ".join(word.digits for word in found.words)]
    if found.waiting:
        lines.append(_("Not among them: {n} edits of your own that no file has carried yet.").format(n=found.waiting))
    lines += [_("Taken back, so not among them: {file}").format(file=file) for file in found.taken_back]
    return "\n".join(lines)

"""`tables` and `charts`: what a round's replies say."""

import argparse
from pathlib import Path
from typing import cast

from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.cli.table_text import tables_text
from rocb_desktop.domain.errors import UserError
from rocb_desktop.reports.save import Format
from rocb_desktop.services.region.tables import CHARTS, round_charts, save_chart
from rocb_desktop.services.region.tables import tables as count_tables
from rocb_desktop.texts import _
from rocb_desktop.tokens import load


def register(verbs: Verbs) -> None:
    tables = verbs.add_parser("tables", help=_("Tables 1-7 of a round"))
    tables.add_argument("--round", required=True, type=int, metavar="R", help=_("the survey's year, as 2021"))
    tables.set_defaults(handler=show_tables)
    charts = verbs.add_parser("charts", help=_("the charts of a round, as files"))
    charts.add_argument("--round", required=True, type=int, metavar="R", help=_("the survey's year, as 2021"))
    charts.add_argument("--out", required=True, type=Path, metavar="DIR")
    charts.add_argument("--format", default="png", choices=("png", "svg"))
    charts.set_defaults(handler=draw_charts)


def show_tables(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        counted = count_tables(session, parsed.round)
    return show(parsed, counted.to_json(), tables_text(counted))


def draw_charts(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        data = round_charts(session, parsed.round)
    try:
        parsed.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("cannot_open", path=str(parsed.out)) from error
    files = {}
    for name in CHARTS:
        files[name] = parsed.out / f"{name}-{parsed.round}.{parsed.format}"
        save_chart(getattr(data, name), load("light"), files[name], cast(Format, parsed.format))
    titles = {name: getattr(data, name).words.title for name in CHARTS}
    told = {"charts": [{"chart": name, "title": titles[name], "file": file} for name, file in files.items()]}
    return show(parsed, told, "\n".join(f"{file}  {titles[name]}" for name, file in files.items()))

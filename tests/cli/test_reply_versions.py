"""`reply show --version`: what each file of a reply said stays readable without a screen."""

from datetime import date
from pathlib import Path

from commands import Run
from samoa import READY, TFA, make_samoa

from rocb_desktop.services.survey.replies import make_reply, save_reply


def test_each_version_is_read_back(run: Run, tmp_path: Path) -> None:
    samoa = make_samoa(tmp_path / "samoa")
    for day, answer in ((date(2021, 12, 10), "yes"), (date(2021, 12, 14), "no")):
        with samoa.at("sina", day) as session:
            save_reply(session, TFA, {**READY, "q4": answer})
            make_reply(session, TFA, samoa.folder)
    show = ("reply", "show", "--profile", samoa.sina, "--workshop", TFA, "--json", "--version")
    first, second = run(*show, 1).json, run(*show, 2).json
    assert (first["version"], first["made"], first["answers"]["q4"]) == (1, "2021-12-10", "yes")
    assert (second["made"], second["answers"]["q4"]) == ("2021-12-14", "no")
    none = run(*show, 3)
    assert none.code == 1
    assert "The versions are: 2, 1." in none.json["error"]["message"]

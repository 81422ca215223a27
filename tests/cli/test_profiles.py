"""`init` and which profile a command means."""

from pathlib import Path

from commands import Run

from rocb_desktop import paths
from rocb_desktop.services.profile.preferences import keep_preferences, last_profile
from rocb_desktop.ui.dialogs.profile_dialog import describe


def test_a_profile_is_made_where_asked(run: Run, tmp_path: Path) -> None:
    words = ("--role", "focal-point", "--administration", "PNG", "--name", "  Eka   Tau ", "--lang", "fr")
    made = run("init", "--profile", tmp_path / "eka", *words, "--json")
    assert made.code == 0
    assert made.json == {
        "profile": str(tmp_path / "eka"),
        "role": "focal-point",
        "administration": "PG",
        "name": "Eka Tau",
        "lang": "fr",
        "keys": str(tmp_path / "eka" / "keys"),
    }


def test_rocb_is_told_about_its_second_key(run: Run, tmp_path: Path) -> None:
    made = run("init", "--profile", tmp_path / "desk", "--role", "rocb", "--administration", "ROCB", "--name", "M Ito")
    assert "anchor-for-paper.key is the second office key" in made.out


def test_without_a_folder_it_goes_to_the_persons_own_place(run: Run) -> None:
    words = ("init", "--role", "participant", "--administration", "ws", "--name", "Sina Leota")
    assert run(*words).code == 0
    assert (paths.default_profiles_dir() / "sina-leota-ws" / "store.sqlite").is_file()
    assert run("action", "list").code == 0  # the only profile is the one that is meant
    assert run(*words).code == 0  # a namesake, or a second start: never into the same folder
    assert (paths.default_profiles_dir() / "sina-leota-ws-2").is_dir()
    assert last_profile() == paths.default_profiles_dir() / "sina-leota-ws-2"
    assert describe(paths.default_profiles_dir() / "sina-leota-ws") == "Sina Leota (Participant, Samoa)"
    keep_preferences(profile="")
    which = run("action", "list", "--json")
    assert (which.code, which.json["error"]["code"]) == (1, "which_profile")


def test_what_init_refuses(run: Run, tmp_path: Path) -> None:
    def code(**said: str) -> object:
        words = {"role": "participant", "administration": "WS", "name": "Sina", **said}
        options = [text for name, value in words.items() for text in (f"--{name}", value)]
        answer = run("init", "--profile", tmp_path / "one", *options, "--json")
        return answer.json["error"]["code"] if answer.code == 1 else answer.code

    assert code(administration="Atlantis") == "unknown_administration"
    assert code(name="  ") == "missing_name"
    assert code(name="x" * 121) == "bad_value"
    assert code(name="Si\x07na") == "bad_value"
    assert code(role="boss") == 2
    assert code() == 0
    assert code() == "profile_exists"


def test_no_profile_yet(run: Run, tmp_path: Path) -> None:
    for words in (("check",), ("check", "--profile", tmp_path)):
        answer = run(*words, "--json")
        assert (answer.code, answer.json["error"]["code"]) == (1, "no_profile")


def test_a_command_speaks_the_language_of_its_profile(run: Run, tmp_path: Path) -> None:
    words = ("--role", "rocb", "--administration", "ROCB", "--name", "Desk", "--lang", "fr")
    run("init", "--profile", tmp_path / "desk", *words)
    refused = run("tables", "--profile", tmp_path / "desk", "--round", "2033", "--json")
    assert refused.json["error"]["code"] == "unknown_round"

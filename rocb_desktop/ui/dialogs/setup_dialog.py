"""First run: three short steps, or shorter: open the workshop pack, press your name, see that it is you, done."""

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QVBoxLayout, QWidget

from rocb_desktop import texts
from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.first_look import look_into_pack
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile import people, profiles
from rocb_desktop.services.profile.key_places import place_of
from rocb_desktop.services.profile.keys import place_words, second_key_words
from rocb_desktop.services.profile.office_file import find_office_file
from rocb_desktop.services.session import open_session
from rocb_desktop.texts import _
from rocb_desktop.ui import icons
from rocb_desktop.ui.dialog_help import offer_help
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.views.setup.setup_frame import SetupFrame
from rocb_desktop.ui.views.setup.setup_names import NameStep
from rocb_desktop.ui.views.setup.setup_recover import RecoverStep
from rocb_desktop.ui.views.setup.setup_safe import SafeStep
from rocb_desktop.ui.views.setup.setup_steps import (
    PARTICIPANT,
    ROCB_ROLE,
    Answers,
    PersonStep,
    RoleStep,
    Step,
    pack_words,
)
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.work import Work

_log = logging.getLogger(__name__)
_STEPS = {"role": 1, "name": 2, "person": 2, "recover": 2, "safe": 3}


class SetupDialog(QDialog):
    """After exec(): `profile_path` is the folder of the profile that was made, or None when the person gave up.

    `shown` are the packs whose content was shown here: nobody needs to see them again. `workshop` is
    the id of the one whose pack came in: there the person goes on.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowIcon(icons.app_icon())
        self.profile_path: Path | None = None
        self.shown: list[Path] = []
        self.workshop = ""
        self.answers = Answers()
        self.step: Step = Step("", "")
        self._place = "role"
        self.frame: SetupFrame | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        for keys, do in (("Alt+Left", self.back), ("Ctrl+Return", self.go_on)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        offer_help(self, "setup")
        self.setMinimumSize(QSize(480, 320))
        self.resize(QSize(1366, 736).boundedTo(self.screen().availableSize() - QSize(0, 32)))
        self._show("role")

    # the way

    def go_on(self) -> None:
        """Continue, make the profile, or finish."""
        if self.profile_path is not None:
            self.accept()
        elif self.step.check():
            self.step.keep(self.answers)
            following = {"role": self._after_role(), "safe": "made"}.get(self._place, "safe")
            self._make() if following == "made" else self._show(following)

    def back(self) -> None:
        """One step back; a profile that was made stays made."""
        who = "recover" if self.answers.recovered is not None else "name" if self.answers.is_listed else "person"
        before = {"name": "role", "person": "role", "recover": "role", "safe": who}.get(self._place)
        if before is not None and self.profile_path is None:
            self.step.keep(self.answers)
            if self._place == "recover":
                self.answers.recovered = None  # another way was chosen; what was typed stays
            if before == "name":
                self.answers.administration = self.answers.name = ""  # it was somebody else's
            self._show(before)

    def reject(self) -> None:
        """Esc: give up, unless there is a profile already."""
        if self.profile_path is not None:
            self.accept()
        else:
            super().reject()

    def open_pack(self, path: Path) -> None:
        """Look into a pack: its names come first; a profile that exists takes it in."""
        if self.profile_path is not None:
            self._import(path)
            return
        try:
            self.answers.pack = look_into_pack(path)
        except UserError as error:
            if self.frame is not None:
                self.frame.notices.show_error(error)
            return
        self._start_with_pack()

    def take_pack(self, files: Sequence[Path]) -> None:
        """Begin with the first workshop pack among the files given to the app; the others wait for the profile."""
        for path in files:
            try:
                self.answers.pack = look_into_pack(path)
            except UserError as error:
                _log.info("set-up leaves a file for the window: %s", error)
            else:
                self._start_with_pack()
                return

    def _start_with_pack(self) -> None:
        assert self.answers.pack is not None
        self.answers.role = PARTICIPANT
        self._show("name" if self.answers.pack.people else "person")

    def _write_name(self) -> None:
        """The name is not in the pack: what was typed to find it is where it is written now."""
        self.step.keep(self.answers)
        self._show("person")

    def set_folder(self, folder: Path) -> None:
        """Keep the work in another folder."""
        self.answers.folder = folder
        self._show("safe")

    def set_language(self, lang: str) -> None:
        """Say everything in another language; what was answered stays."""
        if self.profile_path is None:
            self.step.keep(self.answers)
        texts.use(lang)
        self._show(self._place)

    def _after_role(self) -> str:
        pack = self.answers.pack
        return "name" if pack is not None and pack.people and self.answers.role == PARTICIPANT else "person"

    def _folder(self) -> Path:
        administration = ROCB if self.answers.role == ROCB_ROLE else self.answers.administration
        return self.answers.folder or profiles.profile_folder(self.answers.name, administration)

    # the profile

    def _make(self) -> None:
        given = self.answers
        administration = ROCB if given.role == ROCB_ROLE else given.administration
        try:
            if given.recovered is not None:
                made = profiles.recover_profile(self._folder(), given.recovered, texts.language())
            else:
                made = profiles.create_profile(
                    self._folder(), given.role, administration, given.name, texts.language(), email=given.email
                )
        except UserError as error:
            self._say(error)
            return
        self.profile_path = made.path
        brings = given.pack.path if given.pack is not None else self._office_file()
        if brings is None or not self._import(brings) or given.pack is None:
            self._show_made()

    def _office_file(self) -> Path | None:
        """What ROCB A/P is known by, beside the program: the eight words are compared before any pack comes."""
        found = find_office_file() if self.answers.role != ROCB_ROLE else None
        return found.path if found is not None else None

    def _say(self, error: UserError) -> None:
        if error.values.get("field") in ("name", "administration") and not isinstance(self.step, PersonStep):
            self._show("person")
        if isinstance(self.step, PersonStep) and self.step.say_error(error):
            return
        if not isinstance(self.step, SafeStep):
            self._show("safe")
        if isinstance(self.step, SafeStep):
            self.step.say_error(error)

    def _show_made(self) -> None:
        self._show("safe")
        if isinstance(self.step, SafeStep) and self.profile_path is not None:
            session = open_session(self.profile_path, readonly=True)
            key = people.show_key(session)
            # at ROCB A/P the office's words are what everybody compares, not those of one officer
            words = key.anchor_words if self.answers.role == ROCB_ROLE else key.words
            folder = session.profile.keys_folder
            self.step.show_made(words, second_key_words(folder), place_words(place_of(folder)))
            session.close()
            self.next_button.setFocus()
            self.step.take_focus()

    def _import(self, path: Path) -> bool:
        """The pack's first opening: its words are compared, then the new profile takes it in, and all is done."""
        folder = self.profile_path
        assert folder is not None
        self.shown.append(path)
        work = Work(lambda: open_session(folder), lambda: open_session(folder, readonly=True))
        dialog = ImportDialog(work, [path], self)
        came_in: list[Outcome] = []
        dialog.imported.connect(came_in.append)
        dialog.exec()
        work.close()
        found = [workshop for outcome in came_in for workshop in outcome.value.workshops]
        self.workshop = found[0] if found else self.workshop
        done = any(outcome.value.totals["new"] for outcome in came_in)
        if done and (self.answers.pack is not None or self._place == "safe" and self._said_made()):
            self.accept()
        return done

    def _said_made(self) -> bool:
        """Whether the person has seen already where the work and the keys lie."""
        return isinstance(self.step, SafeStep) and self.step.is_made

    # the screen

    def _show(self, place: str) -> None:
        self._place = place
        self.step = self._made_step(place)
        frame = SetupFrame(_STEPS[place], self.step, self._buttons())
        frame.language_chosen.connect(self.set_language)
        self._put(frame)
        if self.answers.pack is not None and place in ("name", "person"):
            frame.notices.show_message("info", *pack_words(self.answers.pack))
        self.setWindowTitle(_("Set up ROCB Desktop"))
        self.step.take_focus()

    def _made_step(self, place: str) -> Step:
        if place == "role":
            role = RoleStep(self.answers)
            role.pack_asked.connect(self.choose_pack)
            role.sheet_asked.connect(lambda: self._show("recover"))
            return role
        if place == "recover":
            recover = RecoverStep(self.answers)
            recover.picture_asked.connect(self.choose_picture)
            return recover
        if place == "name" and self.answers.pack is not None:
            name = NameStep(self.answers.pack)
            name.pressed.connect(self.go_on)
            name.not_there.connect(self._write_name)
            return name
        if place == "person":
            return PersonStep(self.answers)
        safe = SafeStep(self.answers, self.profile_path or self._folder())
        safe.folder_asked.connect(self.choose_folder)
        safe.pack_asked.connect(self.choose_pack)
        return safe

    def _put(self, frame: SetupFrame) -> None:
        old, self.frame = self.frame, frame
        if old is not None:
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._outer.addWidget(frame)
        frame.show()  # now, and not with the next event: the step takes the keyboard

    def _buttons(self) -> Sequence[QPushButton]:
        made = self.profile_path is not None
        words = _("Continue")
        if self._place == "safe":
            words = _("Finish") if made else _("Make my profile")
        self.next_button = button(words, "primary", on_press=self.go_on)
        self.next_button.setDefault(True)
        self.back_button = button(_("Back"), "second", "arrow-left", on_press=self.back)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.back_button.setVisible(self._place != "role" and not made)
        self.cancel_button.setVisible(not made)
        return [self.cancel_button, self.back_button, self.next_button]

    # the system's own windows

    def choose_pack(self) -> None:
        """Let the person choose the pack's file."""
        chosen, _used = QFileDialog.getOpenFileName(
            self, _("Open a workshop pack"), "", _("Files of ROCB Desktop (*.rocb)")
        )
        if chosen:
            self.open_pack(Path(chosen))

    def choose_picture(self) -> None:
        """Let the person choose a photo or scan of their recovery sheet."""
        chosen, _used = QFileDialog.getOpenFileName(
            self, _("Open a picture of the code"), "", _("Pictures (*.png *.jpg *.jpeg)")
        )
        if chosen and isinstance(self.step, RecoverStep):
            self.step.open_picture(Path(chosen))

    def choose_folder(self) -> None:
        """Let the person choose where the work is kept: a new folder inside the one chosen."""
        chosen = QFileDialog.getExistingDirectory(self, _("Choose another folder"))
        if chosen:
            self.set_folder(Path(chosen) / self._folder().name)

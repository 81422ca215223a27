"""Keeps what is being typed: 0.8 s after the last key, at the latest every 2 s, and when the focus leaves a field."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from rocb_desktop.services.drafts import drop_draft, keep_draft, take_draft
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.ui.work import Work

AFTER_LAST_KEY_MS = 800
AT_MOST_EVERY_MS = 2000

ReadFields = Callable[[], Mapping[str, Any]]


class DraftKeeper(QObject):
    """One form's draft. The page calls touched() (or lets watch() do it), offer() when it shows the form, drop()
    when the form was saved or thrown away. kept(datetime) says when a draft was last on disk.
    """

    kept = Signal(object)

    def __init__(self, work: Work, form: QWidget, page: str, record: str, read_fields: ReadFields) -> None:
        """page and record name the draft (record "" for a new one); read_fields gives plain JSON values by field."""
        super().__init__(form)
        self._work, self._form = work, form
        self._page, self._record = page, record
        self._read_fields = read_fields
        self._last: dict[str, Any] | None = None
        self.dirty = False  # something was typed that is not kept yet
        self._since = QElapsedTimer()  # the first key that is not kept yet
        self._quiet = QTimer(self, singleShot=True, interval=AFTER_LAST_KEY_MS)
        self._late = QTimer(self, singleShot=True, interval=AT_MOST_EVERY_MS)
        self._quiet.timeout.connect(self.flush)
        self._late.timeout.connect(self.flush)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def set_record(self, record: str) -> None:
        """The form now shows another record; what was typed for the one before is kept first."""
        self.flush()
        self._record, self._last = record, None

    def watch(self, *inputs: QWidget) -> None:
        """Treat every change in these fields, or in Qt's own inputs, as typing."""
        for field in inputs:
            signal = getattr(field, "changed", None) or _notifier(field)
            signal.connect(self.touched)

    def touched(self, *_value: object) -> None:
        """The person typed something."""
        if not self.dirty:
            self.dirty = True
            self._since.start()
            self._late.start()
            self._work.typing.emit(self, True)
        self._quiet.start()
        if self._since.hasExpired(AT_MOST_EVERY_MS):  # keys that never pause keep the timers waiting
            self.flush()

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        if not self.dirty:
            return
        self._rest()
        data = dict(self._read_fields())
        if data == self._last or not self._work.is_open:
            self._work.typing.emit(self, False)
            return
        self._last = data
        self._keep(data)

    def offer(self, restore: Callable[[dict[str, Any]], None]) -> None:
        """Ask for the draft of this record; `restore` is called with its fields when there is one."""

        def found(data: dict[str, Any] | None) -> None:
            if data is not None and not self.dirty:  # what is typed now is newer than what was kept
                self._last = data
                restore(data)
                self._rest()  # filling the fields is not typing

        self._work.run(take_draft, self._page, self._record, done=found, owner=self, latest="draft")

    def drop(self) -> None:
        """The form was saved, or its text thrown away: forget the draft."""
        self._rest()
        self._last = None
        self._work.typing.emit(self, False)
        if self._work.is_open:
            self._work.run(drop_draft, self._page, self._record)

    def _keep(self, data: dict[str, Any]) -> None:
        def done(_outcome: Outcome) -> None:
            self.kept.emit(job.saved_at)
            if not self.dirty:
                self._work.typing.emit(self, False)

        job = self._work.run(keep_draft, self._page, self._record, data, done=done, owner=self)

    def _rest(self) -> None:
        self.dirty = False
        self._quiet.stop()
        self._late.stop()

    def _on_focus(self, old: QWidget | None, _new: QWidget | None) -> None:
        if old is not None and self.dirty and self._form.isAncestorOf(old):
            self.flush()


def _notifier(field: QWidget) -> Any:
    """The signal by which one of Qt's own inputs tells that its value changed (textChanged, toggled ...)."""
    prop = field.metaObject().userProperty()
    if not prop.hasNotifySignal():
        raise TypeError(f"{field!r} does not tell when it changes: call touched() instead")
    return getattr(field, bytes(prop.notifySignal().name().data()).decode())

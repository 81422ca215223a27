"""The rest of the form of an action: sort, words, what stood in the way, and what the action hangs together with."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.action import MAX_TEXT
from rocb_desktop.domain.action_sort import SUBTYPES, barriers
from rocb_desktop.domain.questionnaire import load
from rocb_desktop.services.survey.action_links import Linkable
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.log.action_entry import ActionEntry
from rocb_desktop.ui.views.log.evidence_row import EvidenceRow
from rocb_desktop.ui.views.log.material_ticks import MaterialTicks
from rocb_desktop.ui.widgets.details import Details
from rocb_desktop.ui.widgets.field import ChoiceField, Field, LineField, TextField
from rocb_desktop.ui.widgets.field_row import FieldRow


class ActionDetails(Details):
    """show_entry() fills it and opens it when there is something in it; values() is what is in it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("More details"), parent=parent)
        self._kind, self._recommendation, self._plan_item = "", "", ""
        self.subtype = ChoiceField("", optional=True)
        self.text = TextField(
            _("Describe it in one or two sentences"), _("Who took part? What did they learn?"), limit=MAX_TEXT
        )
        self.effect = TextField(
            _("Did something change because of this?"),
            _("The survey can use it as an example of a direct effect."),
            optional=True,
        )
        self.channel = LineField("", optional=True)
        self.audience = LineField("", optional=True)
        self.barrier = ChoiceField(
            _("Did something stand in the way?"), [("", _("No, or not said")), *barriers().items()], optional=True
        )
        self.materials = MaterialTicks()
        self.recommendation = ChoiceField(_("Which recommendation is it about?"), optional=True)
        self.plan_item = ChoiceField(_("Which plan does it carry out?"), optional=True)
        self.evidence = EvidenceRow()
        self._lay_out()
        for field in self.fields().values():
            field.changed.connect(lambda *_value: self.changed.emit())
        self.show_links(Linkable())

    def fields(self) -> Mapping[str, "ChoiceField | LineField | TextField | MaterialTicks"]:
        """The fields by their names in the log."""
        return {
            "subtype": self.subtype,
            "text": self.text,
            "effect": self.effect,
            "channel": self.channel,
            "audience": self.audience,
            "barrier": self.barrier,
            "materials": self.materials,
            "recommendation": self.recommendation,
            "plan_item": self.plan_item,
        }

    def show_entry(self, entry: ActionEntry) -> None:
        """Fill the fields."""
        self.ask(entry.type, planned=entry.status == "planned")
        self.subtype.set_value(entry.subtype)
        self.text.set_text(entry.text)
        self.effect.set_text(entry.effect)
        self.channel.set_text(entry.channel)
        self.audience.set_text(entry.audience)
        self.barrier.set_value(entry.barrier)
        self.materials.set_value(entry.materials)
        self._recommendation, self._plan_item = entry.recommendation, entry.plan_item
        self._choose_links()
        self.set_open(entry.has_details)

    def ask(self, kind: str, *, planned: bool) -> None:
        """The questions as they fit the type, and done or planned."""
        self.effect.setVisible(not planned)
        self.plan_item.setVisible(not planned and self.plan_item.combo.count() > 1)
        for field, detail in ((self.channel, "channel"), (self.audience, "audience")):
            asked = load().field(f"q1_{kind or 'share_materials'}_{detail}")
            if asked is not None:
                field.set_title(asked.label)
        if kind == self._kind and kind:
            return
        self._kind = kind
        sorts = SUBTYPES.get(kind, {})
        self.subtype.set_title(_("What sort is it?"))
        self.subtype.set_options([("", _("Not said")), *((word, _(words)) for word, words in sorts.items())])
        self.subtype.setVisible(bool(sorts))

    def show_links(self, there: Linkable) -> None:
        """What the action may be linked to; what it is linked to already stays."""
        self._keep_links()
        self.materials.set_options(there.materials)
        for field, options in ((self.recommendation, there.recommendations), (self.plan_item, there.plans)):
            field.set_options([("", _("None")), *options])
        self.recommendation.setVisible(bool(there.recommendations))
        self.plan_item.setVisible(bool(there.plans) and not self.effect.isHidden())
        self._choose_links()

    def recommendation_value(self) -> str:
        """The recommendation chosen; one that is not offered any more stays."""
        return self._link(self.recommendation, self._recommendation)

    def plan_value(self) -> str:
        """The plan chosen; one that is not offered any more stays."""
        return "" if self.effect.isHidden() else self._link(self.plan_item, self._plan_item)

    def _keep_links(self) -> None:
        self._recommendation = self._link(self.recommendation, self._recommendation)
        self._plan_item = self._link(self.plan_item, self._plan_item)

    def _link(self, field: ChoiceField, kept: str) -> str:
        unknown = kept and field.combo.findData(kept) < 0
        return kept if unknown else str(field.value() or "")

    def _choose_links(self) -> None:
        self.recommendation.set_value(self._recommendation)
        self.plan_item.set_value(self._plan_item)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(current().space["s"])
        self.body.addWidget(FieldRow([(self.subtype, 220, 1), (self.barrier, 220, 1)]))
        self.body.addWidget(self.text)
        self.body.addWidget(self.effect)
        self.body.addWidget(FieldRow([(self.channel, 220, 1), (self.audience, 220, 1)]))
        self.body.addWidget(self.materials)
        self.body.addWidget(FieldRow([(self.recommendation, 220, 1), (self.plan_item, 220, 1)]))
        self.body.addWidget(self.evidence)

    def field(self, name: str) -> Field | None:
        """The field of this name that can show an error."""
        found = self.fields().get(name)
        return found if isinstance(found, Field) else None

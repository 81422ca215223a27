"""The names of Tables 1-7, their columns, marks and footers, in the reader's language."""

from rocb_desktop.texts import N_, _

TITLES = {
    1: N_("Replies received"),
    2: N_("Follow-up actions taken"),
    3: N_("Direct effects"),
    4: N_("Sharing, in-house workshops and direct effects"),
    5: N_("Efficiency and effectiveness"),
    6: N_("New or enhanced modernization projects"),
    7: N_("Reports, recommendations and projects"),
}
COLUMNS = {
    "share_materials": N_("Shared materials"),
    "submit_report": N_("Submitted a report"),
    "make_recommendations": N_("Made recommendations"),
    "inhouse_workshop": N_("Held an in-house workshop"),
    "operational_manual": N_("Made an operational manual"),
    "others": N_("Other action"),
    "direct_effects": N_("Saw direct effects"),
    "project": N_("Started a project"),
    "workshop": N_("Workshop"),
    "participated": N_("Took part"),
    "replied": N_("Replied"),
    "late": N_("Late"),
    "rate": N_("Reply rate"),
    "share": N_("Share"),
    "range": N_("Likely range (95 %)"),
    "low": N_("Likely range from"),
    "high": N_("to"),
    "count": N_("Count"),
    "of": N_("of"),
    "not_named": N_("More, not named"),
    "replies": N_("Replies"),
    "yes": N_("Yes"),
    "not_yet": N_("Not yet"),
    "no": N_("No"),
    "unknown": N_("Not known"),
    "nothing_yet": N_("Nothing yet"),
}
KINDS = {
    "sub-regional": N_("Sub-regional workshops"),
    "regional": N_("Regional workshops"),
    "all": N_("All workshops"),
}
MARKS = {
    4: (
        N_("Underlined: this administration also saw direct effects."),
        N_("Bold: this administration also shared materials or held an in-house workshop."),
    ),
    7: (
        N_("Underlined: this administration also started a project."),
        N_("Bold: this administration also submitted a report or made recommendations."),
    ),
}
FOOTERS = {
    "share_and_effects": N_("Of those that shared materials, saw direct effects"),
    "inhouse_and_effects": N_("Of those that held an in-house workshop, saw direct effects"),
    "effects_with_either": N_("Of those that saw direct effects, shared materials or held an in-house workshop"),
    "report_and_project": N_("Of those that submitted a report, started a project"),
    "recommendation_and_project": N_("Of those that made recommendations, started a project"),
    "project_with_either": N_("Of those that started a project, submitted a report or made recommendations"),
}
MERGE_RULE = N_("Several replies of one administration count as one: yes, else not yet, else no.")
SMALL_RULE = N_("† marks a small number: fewer than 20. Below 5 only the counts are shown.")


def table_title(number: int) -> str:
    """Table 4: Sharing, in-house workshops and direct effects."""
    return _("Table {number}: {title}").format(number=number, title=_(TITLES[number]))


def column_title(key: str) -> str:
    """The heading of a column named as in the JSON form of the tables."""
    return _(COLUMNS[key])


def kind_title(kind: str) -> str:
    """Regional workshops; a kind without a name of ours is shown as it is written."""
    return _(KINDS.get(kind, kind))


def mark_legend(number: int) -> tuple[str, str]:
    """What an underline and bold mean in Table 4 or 7."""
    underlined, bold = MARKS[number]
    return _(underlined), _(bold)


def footer_title(name: str) -> str:
    """What a footer of Table 4 or 7 counts."""
    return _(FOOTERS[name])

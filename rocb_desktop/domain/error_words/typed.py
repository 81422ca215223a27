"""What is said of workbooks, and of values and names that a person typed."""

from rocb_desktop.texts import N_

ERRORS: dict[str, tuple[str, str]] = {
    "bad_workbook": (
        N_("This file cannot be read as an Excel workbook (.xlsx)."),
        N_("Nothing was changed. Open it in Excel, save it as .xlsx, then import again."),
    ),
    "locked_workbook": (
        N_("This workbook is protected with a password, or saved in the old format (.xls)."),
        N_("Nothing was changed. Open it in Excel, save it as .xlsx without a password, then import again."),
    ),
    "bad_cell": (
        N_("The workbook has cells to correct."),
        N_("Nothing was imported. Correct these cells, save the workbook, then import again."),
    ),
    "bad_questionnaire": (
        N_("This questionnaire cannot be read."),
        N_("Nothing was changed. Ask ROCB A/P for a new workshop pack."),
    ),
    "bad_date": (
        N_("This is not a date the app can read."),
        N_("Nothing was changed. Write year-month-day, for example 2021-04-29, or 2021-04 for a month."),
    ),
    "bad_value": (
        N_("The app cannot use this value here."),
        N_("Nothing was changed. Correct the value, then try again."),
    ),
    "missing_name": (
        N_("The name is missing."),
        N_("Nothing was changed. Write the name, then try again."),
    ),
    "unknown_workshop": (
        N_("There is no such workshop here."),
        N_("Nothing was changed. Write the round and the number, for example 2021/4."),
    ),
    "ambiguous_workshop": (
        N_("More than one workshop has this name."),
        N_("Nothing was changed. Write the round and the number, for example 2021/4."),
    ),
    "unknown_round": (
        N_("There is no such round here."),
        N_("Nothing was changed. Write the year of the survey, for example 2021."),
    ),
    "unknown_administration": (
        N_("The app does not know this administration."),
        N_("Nothing was changed. Use the code of two letters, for example FJ."),
    ),
    "unknown_person": (
        N_("There is no such person here."),
        N_("Nothing was changed. Check the name and the administration."),
    ),
}

DETAILED: dict[str, tuple[str, ...]] = {
    "bad_workbook": (N_("The workbook cannot be used: {reason}"),),
    "bad_cell": (N_("The workbook has cells to correct:\n{cells}"),),
    "bad_questionnaire": (N_("This questionnaire cannot be read. The part “{part}” is not as expected."),),
    "bad_date": (N_("“{text}” is not a date the app can read."),),
    "bad_value": (
        "{problem}",
        N_("The app cannot use “{value}” for “{field}”."),
        N_("The app cannot use “{value}” here."),
    ),
    "unknown_workshop": (N_("There is no workshop “{workshop}” here."),),
    "ambiguous_workshop": (N_("More than one workshop is called “{workshop}”."),),
    "unknown_round": (N_("There is no round “{round}” here."),),
    "unknown_administration": (N_("The app does not know the administration “{administration}”."),),
    "unknown_person": (N_("There is no reply “{reply}” here."), N_("There is no person “{person}” here.")),
}

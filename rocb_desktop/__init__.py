"""ROCB Desktop: following up WCO Asia/Pacific workshops without a network, from an action log to Tables 1-7.

The house, top floor first (a floor knows only those below it; tests/test_house.py holds the walls):
    __main__            opens the window, or runs a command
    cli/                the verbs without a screen
    ui/                 what a person sees; the only floor that knows Qt
    services/           what a person can do; the only floor where the four below meet
    store/ exchange/    where things are kept, what travels between people
    analysis/ reports/  what it means, how it is shown on paper
    domain/             what things are; standard library only
    texts paths tokens  the words, the folders, the colours
"""

__version__ = "0.3.0"
__released__ = "2026-12-01"  # as CHANGELOG.md says; the date of a computer is never before it

"""Which columns name somebody in Slack, and what becomes of each when that person is forgotten."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Column, Table

from domain.exported import SPOKEN_AS_ASKER
from store.asking_tables import AskingRestRow, DealUpdateRow
from store.bundle_tables import BundleRow
from store.columns import table_of
from store.digest_tables import DigestRow, InspectionRow
from store.people_tables import CrmPersonRow
from store.signal_tables import SignalLabelRow, SignalNoteRow, SignalRow, UnwatchedChannelRow
from store.tables import (
    DecisionRow,
    DiagnosisRow,
    DraftRow,
    NoteReportRow,
    NoteRow,
    PostRow,
    ReportRow,
    SupporterRow,
    VerdictRow,
)

reports = table_of(ReportRow)
supporters = table_of(SupporterRow)
decisions = table_of(DecisionRow)
diagnoses = table_of(DiagnosisRow)
drafts = table_of(DraftRow)
notes = table_of(NoteRow)
note_reports = table_of(NoteReportRow)
verdicts = table_of(VerdictRow)
posts = table_of(PostRow)
signals = table_of(SignalRow)
labels = table_of(SignalLabelRow)
signal_notes = table_of(SignalNoteRow)
unwatched = table_of(UnwatchedChannelRow)
digests = table_of(DigestRow)
inspections = table_of(InspectionRow)
updates = table_of(DealUpdateRow)
rests = table_of(AskingRestRow)
bundles = table_of(BundleRow)
people = table_of(CrmPersonRow)

AS_ASKER: Final = sorted(verb.value for verb in SPOKEN_AS_ASKER)
"""The decisions of these verbs show no name where the report has none."""


class Fate(StrEnum):
    ROW_GOES = "row goes"
    STAND_IN = "stand-in"  # the row stays, under a made-up name
    EMPTIED = "emptied"


NAMES: Final[Mapping[Column[Any], Fate]] = {
    reports.c.reporter: Fate.STAND_IN,
    reports.c.fix_owner: Fate.STAND_IN,
    supporters.c.user_id: Fate.STAND_IN,
    decisions.c.by: Fate.STAND_IN,
    decisions.c.owner: Fate.STAND_IN,
    diagnoses.c.by: Fate.STAND_IN,
    diagnoses.c.fix_owner: Fate.STAND_IN,
    notes.c.by: Fate.STAND_IN,
    verdicts.c.user_id: Fate.STAND_IN,
    drafts.c.user_id: Fate.ROW_GOES,
    # Nobody is to be asked about the thread any more; who flagged it keeps it from being withdrawn.
    signals.c.starter: Fate.EMPTIED,
    signals.c.flagged_by: Fate.STAND_IN,
    labels.c.by: Fate.STAND_IN,
    signal_notes.c.person: Fate.ROW_GOES,
    unwatched.c.by: Fate.STAND_IN,
    unwatched.c.ended_by: Fate.STAND_IN,
    inspections.c.by: Fate.STAND_IN,
    updates.c.by: Fate.STAND_IN,
    # "It cannot be known yet" holds for whoever has the deal next; what else rested goes with the person.
    rests.c.by: Fate.STAND_IN,
    bundles.c.person: Fate.ROW_GOES,
    people.c.slack_user: Fate.ROW_GOES,
    posts.c.place: Fate.STAND_IN,
}
"""A column that holds a user's id belongs here; `tests/flows/test_names.py` sees to it."""


def names_in(tables: Iterable[Table]) -> Iterator[tuple[Column[Any], Fate]]:
    wanted = set(tables)
    return ((column, fate) for column, fate in NAMES.items() if column.table in wanted)

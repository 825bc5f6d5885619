"""Who may do what, written down a second time: by role, apart from the code that decides it."""

from collections.abc import Mapping
from typing import Final

from domain.report import Status, Verb
from tests.security.world import Role

EVERYBODY: Final = frozenset(Role)
NOBODY: Final = frozenset[Role]()
DECIDERS: Final = frozenset({Role.TRIAGE_OWNER, Role.ADMIN})
ASKED: Final = frozenset({Role.REPORTER, Role.SUPPORTER})
REPORTER: Final = frozenset({Role.REPORTER})
ADMINS: Final = frozenset({Role.ADMIN})

MAY_MOVE: Final[Mapping[Verb, tuple[frozenset[Role], frozenset[Status]]]] = {
    Verb.FIX: (DECIDERS, frozenset({Status.NEW})),
    Verb.REJECT: (DECIDERS, frozenset({Status.NEW})),
    Verb.DEFER: (DECIDERS, frozenset({Status.NEW})),
    Verb.ASK: (DECIDERS, frozenset({Status.NEW})),
    Verb.MERGE: (DECIDERS, frozenset({Status.NEW, Status.WAITING})),
    Verb.SHIP: (DECIDERS | {Role.FIX_OWNER}, frozenset({Status.FIXING})),
    Verb.RECONSIDER: (DECIDERS, frozenset({Status.REJECTED, Status.DEFERRED})),
    Verb.ANSWER: (REPORTER, frozenset({Status.WAITING})),
    Verb.CONFIRM: (ASKED, frozenset({Status.SHIPPED})),
    Verb.REOPEN: (ASKED, frozenset({Status.SHIPPED})),
    Verb.APPEAL: (REPORTER, frozenset({Status.REJECTED})),
    Verb.WITHDRAW: (REPORTER, frozenset({Status.NEW, Status.WAITING, Status.DEFERRED})),
    Verb.REVISIT: (NOBODY, frozenset()),
    Verb.CLOSE: (NOBODY, frozenset()),
}
"""Who may carry out each move, and where the report has to stand. The last two are the clock's."""

OPEN: Final = frozenset({Status.NEW, Status.WAITING, Status.FIXING, Status.DEFERRED})
HAS_FIX_OWNER: Final = frozenset({Status.FIXING, Status.SHIPPED, Status.CONFIRMED, Status.CLOSED})


def may_move(verb: Verb, role: Role, status: Status) -> bool:
    who, where = MAY_MOVE[verb]
    return role in who and status in where


def may_support(role: Role, status: Status) -> bool:
    """Whoever is told of every decision anyway has nothing to add."""
    return role not in ASKED and status in OPEN


def may_diagnose(role: Role, status: Status) -> bool:
    if role is Role.FIX_OWNER:
        return status in OPEN & HAS_FIX_OWNER
    return role in DECIDERS and status in OPEN

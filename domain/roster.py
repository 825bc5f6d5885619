"""Who may do what: the people of the operating model, with groups and e-mail addresses turned into users."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.ids import UserId
from domain.operating_model import OperatingModel, TeamOnFile
from domain.operating_model.words import is_person

Resolved = Mapping[str, frozenset[UserId]]
"""A group id or an e-mail address as the operating model has it, and the users behind it."""

NOBODY: frozenset[UserId] = frozenset()


@dataclass(frozen=True)
class Team:
    name: str
    role: str
    manager: UserId | None
    """None when the manager's e-mail address belongs to nobody in Slack."""
    members: frozenset[UserId]


@dataclass(frozen=True)
class Roster:
    admins: frozenset[UserId]
    general_owners: frozenset[UserId]
    """Triage owners of everything that has none of its own."""
    owners_of: Mapping[str, frozenset[UserId]]
    """By workflow, only where it names its own and at least one of them was found."""
    teams: tuple[Team, ...]
    unresolved: tuple[str, ...]
    """Groups and e-mail addresses of the operating model that stand for nobody, in the order of the file."""

    @classmethod
    def of(cls, model: OperatingModel, resolved: Resolved) -> "Roster":
        people = model.people
        owners = {key: _users(workflow.triage_owners, resolved) for key, workflow in model.workflows.items()}
        return cls(
            admins=_users(people.admins, resolved),
            general_owners=_users(people.triage_owners, resolved),
            owners_of={key: users for key, users in owners.items() if users},
            teams=tuple(_team(team, resolved) for team in people.teams),
            unresolved=tuple(ref for ref in references_to_resolve(model) if not resolved.get(ref)),
        )

    def is_admin(self, user: UserId) -> bool:
        return user in self.admins

    def triage_owners(self, workflow: str | None) -> frozenset[UserId]:
        """Whom to name: the workflow's own, else the general ones, else the admins.

        None, or a workflow that the operating model no longer has, gives the general ones.
        """
        return self.owners_of.get(workflow or "", NOBODY) or self.general_owners or self.admins

    def may_decide(self, user: UserId, workflow: str | None) -> bool:
        """Admins may always, though they are named only when nobody else is."""
        return user in self.triage_owners(workflow) or self.is_admin(user)

    def team_of(self, user: UserId) -> Team | None:
        """The team in which `user` is a member, else one that they lead; the first one in the file."""
        member_of = next((team for team in self.teams if user in team.members), None)
        return member_of or next((team for team in self.teams if user == team.manager), None)


def references_to_resolve(model: OperatingModel) -> tuple[str, ...]:
    """Groups (S…) and e-mail addresses, each once, in the order of the file: what `Roster.of` needs looked up."""
    return tuple(dict.fromkeys(ref for ref in people_named(model) if not is_person(ref)))


def people_named(model: OperatingModel) -> Iterator[str]:
    """Every user id, group id and e-mail address in the order of the file, as often as it stands there."""
    yield from model.people.admins
    yield from model.people.triage_owners
    for team in model.people.teams:
        yield team.manager
        yield from team.members
    for workflow in model.workflows.values():
        yield from workflow.triage_owners


def _team(team: TeamOnFile, resolved: Resolved) -> Team:
    manager = next(iter(sorted(_users([team.manager], resolved))), None)
    return Team(team.name, team.role, manager, _users(team.members, resolved))


def _users(references: Iterable[str], resolved: Resolved) -> frozenset[UserId]:
    found = (frozenset({UserId(ref)}) if is_person(ref) else resolved.get(ref, NOBODY) for ref in references)
    return NOBODY.union(*found)

"""The company's own words: its workflows and fields as people call them, for judging, guessing and suggesting."""

from collections.abc import Sequence
from dataclasses import replace

from domain.actionable import Judgement, Vocabulary, judge
from domain.draft import ReportDraft
from domain.guessing import guess_field, guess_workflow
from domain.texts import label_of
from flows.deps import Deps
from flows.showing import field_labels


def workflow_choices(deps: Deps) -> list[tuple[str, str]]:
    """Keys and names, in the order of the operating model."""
    return [(key, workflow.name) for key, workflow in deps.model.workflows.items()]


def role_choices(deps: Deps) -> list[str]:
    """The roles of the company's teams as people read them, each once, in the order of the operating model."""
    return list(dict.fromkeys(label_of(team.role) for team in deps.model.people.teams))


def judged(deps: Deps, text: str) -> Judgement:
    """Whether `text` says where it happens and what blocks, with the company's own names counted as places."""
    return judge(text, known=_vocabulary(deps))


def guessed(deps: Deps, draft: ReportDraft) -> ReportDraft:
    """`draft` with the workflow and the field that its words speak of, where it names none."""
    names = _workflow_names(deps)
    workflow = draft.workflow or guess_workflow(draft.text, names)
    field = draft.field or guess_field(draft.text, _field_names(deps))
    return replace(draft, workflow=workflow, field=field)


def _workflow_names(deps: Deps) -> dict[str, Sequence[str]]:
    return {key: (workflow.name, workflow.meeting.name) for key, workflow in deps.model.workflows.items()}


def _field_names(deps: Deps) -> dict[str, Sequence[str]]:
    return {key: (label, deps.model.crm.fields[key]) for key, label in field_labels(deps).items()}


def _vocabulary(deps: Deps) -> Vocabulary:
    names = [name for some in (_workflow_names(deps), _field_names(deps)) for each in some.values() for name in each]
    return Vocabulary(tuple(names))

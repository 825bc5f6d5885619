"""Stages that the operating model names and the CRM does not have: renamed there, or a slip here."""

from collections.abc import Iterable

from domain.deal import STAGE, Stage
from domain.operating_model.workflows import Workflow


def unknown_stages(workflow: Workflow, stages: Iterable[Stage], pipeline: str) -> list[str]:
    """The names in `workflow` that no stage of the `pipeline` is called by, each once.

    None where the pipeline has no stages at all: then it is not the stage that is wrong.
    """
    there = [stage for stage in stages if stage.pipeline == pipeline]
    return [name for name in _named(workflow) if not any(_is_called(stage, name) for stage in there)] if there else []


def _is_called(stage: Stage, name: str) -> bool:
    return stage.is_called(frozenset([name.casefold()]))


def _named(workflow: Workflow) -> list[str]:
    named = list(workflow.records.stages)
    for criterion in workflow.criteria:
        named += criterion.when.get(STAGE, ())
        named += (criterion.must.one_of or ()) if criterion.field == STAGE else ()
    return list(dict.fromkeys(named))

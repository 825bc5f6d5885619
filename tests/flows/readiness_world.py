"""The example's operating model, with a pipeline review that knows the stages of the scripted CRM."""

from dataclasses import replace

from flows.deps import Deps


def with_workflows(deps: Deps, **workflows: object) -> Deps:
    return replace(deps, model=deps.model.model_copy(update={"workflows": {**deps.model.workflows, **workflows}}))


def review_of_qualified(deps: Deps) -> Deps:
    """The example's stages are called otherwise than those of the tests."""
    review = deps.model.workflows["pipeline_review"]
    records = review.records.model_copy(update={"stages": ("Qualified",)})
    return with_workflows(deps, pipeline_review=review.model_copy(update={"records": records}))

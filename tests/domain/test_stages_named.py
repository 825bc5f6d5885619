"""A stage that was renamed in the CRM takes deals out of sight: it is noticed."""

from domain.deal import Stage, Standing
from domain.operating_model import OperatingModel
from domain.operating_model.workflows import Workflow
from domain.stages_named import unknown_stages

QUALIFIED, PROPOSAL, NEGOTIATION = (
    Stage(id, label, "default", Standing.OPEN)
    for id, label in (("qualified", "Qualified"), ("s2", "PROPOSAL"), ("negotiation", "Talks"))
)


def review(model: OperatingModel, **criterion: object) -> Workflow:
    found = model.workflows["pipeline_review"]
    return found.model_copy(update={"criteria": (found.criteria[0].model_copy(update=criterion),)})


def test_a_stage_is_known_by_its_id_or_its_label(model: OperatingModel) -> None:
    stages = [QUALIFIED, PROPOSAL, NEGOTIATION]

    assert unknown_stages(review(model), stages, "default") == []
    assert unknown_stages(review(model), stages[:2], "default") == ["negotiation"]


def test_stages_of_another_pipeline_do_not_count(model: OperatingModel) -> None:
    elsewhere = Stage("negotiation", "Negotiation", "partners", Standing.OPEN)

    assert unknown_stages(review(model), [QUALIFIED, PROPOSAL, elsewhere], "default") == ["negotiation"]
    assert unknown_stages(review(model), [elsewhere], "default") == []


def test_conditions_and_demands_name_stages_too(model: OperatingModel) -> None:
    stages = [QUALIFIED, PROPOSAL, NEGOTIATION]
    must = review(model).criteria[0].must.model_copy(update={"one_of": ("Signed", "Qualified")})

    assert unknown_stages(review(model, when={"stage": ("Legal", "s2")}), stages, "default") == ["Legal"]
    assert unknown_stages(review(model, field="stage", must=must), stages, "default") == ["Signed"]
    assert unknown_stages(review(model, field="amount", must=must), stages, "default") == []

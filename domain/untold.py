"""What cannot be told of deals: the CRM keeps no history of a field, does not show it to us, or has no such stage."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from domain.crm_field import FieldMeta
from domain.deal import FORECAST_CATEGORY, STAGE
from domain.evidence import demanding_categories
from domain.movements import TELLING
from domain.operating_model.workflows import Workflow
from domain.texts import label_of


def untold_fields(mapped: Collection[str], shown: Mapping[str, FieldMeta], workflow: Workflow) -> list[str]:
    """Sentences without a full stop; none before the CRM was first read. `mapped` are the operating model's fields."""
    return list(_untold(mapped, shown, workflow)) if shown else []


def untold_stages(missing: Sequence[str]) -> list[str]:
    """A sentence without a full stop about stages that the operating model names and the CRM does not have."""
    if not missing:
        return []
    names = " or ".join(f"“{name}”" for name in missing)
    return [f"No stage of the CRM is called {names}: until the operating model is corrected, deals are not seen there"]


def _untold(mapped: Collection[str], shown: Mapping[str, FieldMeta], workflow: Workflow) -> Iterator[str]:
    asked = dict.fromkeys(field for one in workflow.criteria for field in (*one.asks_for, *one.when) if field != STAGE)
    if unseen := [field for field in asked if field in mapped and field not in shown]:
        yield f"The CRM does not show us {_named(unseen)}: what is demanded there is not judged"
    telling = [field for field in TELLING if field in mapped]
    if hidden := [field for field in telling if field not in shown]:
        yield f"The CRM does not show us {_named(hidden)}, so nothing that moved there is told"
    if untracked := [field for field in telling if field in shown and not shown[field].tracked]:
        yield f"The CRM keeps no history of {_named(untracked)}: only changes that we saw ourselves are told"
    others = [field for field, meta in shown.items() if not meta.tracked and field != FORECAST_CATEGORY]
    if others and demanding_categories(workflow.criteria):
        yield (
            f"The CRM keeps no history of {_named(others)}: "
            "whether a forecast category has evidence is judged only where we saw it change"
        )


def _named(fields: Collection[str]) -> str:
    *names, last = map(label_of, fields)
    return f"{', '.join(names)} and {last}" if names else last

"""Which CRM is opened, with which keys, and what is said when they do not fit."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.crm import DemoCrm, check_crm_settings, opened_crm
from bot.settings import SettingsInvalid
from crm.protocol import CrmRefuses
from domain.operating_model import OperatingModel
from domain.operating_model.company import CrmKind
from sandbox.settings import Settings
from tests.conftest import MONDAY
from tests.serving import running_sandbox

HERE = Path()
REAL_KEY = {"HUBSPOT_TOKEN": "pat-na1-of-a-real-account"}


def of_kind(model: OperatingModel, kind: CrmKind) -> OperatingModel:
    return model.model_copy(update={"crm": model.crm.model_copy(update={"kind": kind})})


async def test_outside_of_the_demo_its_crm_is_none(model: OperatingModel) -> None:
    async with opened_crm(model, HERE, now=lambda: MONDAY, environ=REAL_KEY) as crm:
        assert crm is None


async def test_the_demo_takes_no_key_but_its_own(model: OperatingModel) -> None:
    demo = DemoCrm("http://127.0.0.1:9")
    async with running_sandbox(Settings(hubspot_token=demo.token.get_secret_value())) as workspace:
        url = workspace.api_url.replace("/api/", "/hubspot")
        async with opened_crm(model, HERE, now=lambda: MONDAY, environ=REAL_KEY, demo=DemoCrm(url, demo.token)) as crm:
            assert crm is not None
            assert await crm.stages()
        real = REAL_KEY | {"HUBSPOT_API_URL": url}
        async with opened_crm(of_kind(model, CrmKind.HUBSPOT), HERE, now=lambda: MONDAY, environ=real) as crm:
            assert crm is not None
            with pytest.raises(CrmRefuses):
                await crm.stages()

    assert DemoCrm("").token != DemoCrm("").token


@pytest.mark.parametrize(
    ("kind", "environment", "named"),
    [
        (CrmKind.HUBSPOT, {}, ["HUBSPOT_TOKEN is missing."]),
        (CrmKind.HUBSPOT, {"HUBSPOT_TOKEN": "two words"}, ["HUBSPOT_TOKEN is no service key"]),
        (
            CrmKind.HUBSPOT,
            {"HUBSPOT_API_URL": "http://api.example"},
            ["HUBSPOT_TOKEN is missing.", "HUBSPOT_API_URL should begin with https://."],
        ),
        (
            CrmKind.SALESFORCE,
            {},
            [
                "SALESFORCE_LOGIN_URL should be",
                "SALESFORCE_CLIENT_ID is missing.",
                "SALESFORCE_CLIENT_SECRET is missing",
            ],
        ),
        (
            CrmKind.SALESFORCE,
            {
                "SALESFORCE_LOGIN_URL": "https://northwind.my.salesforce.com",
                "SALESFORCE_CLIENT_ID": "an-id",
                "SALESFORCE_USERNAME": "bot@northwind.example",
                "SALESFORCE_PRIVATE_KEY_FILE": "/nowhere/salesforce.key",
            },
            ["SALESFORCE_PRIVATE_KEY_FILE: It cannot be read."],
        ),
    ],
)
def test_everything_that_is_wrong_with_the_keys_is_named_at_once(
    model: OperatingModel, kind: CrmKind, environment: Mapping[str, str], named: list[str]
) -> None:
    with pytest.raises(SettingsInvalid) as told:
        check_crm_settings(of_kind(model, kind), environment)

    problems = told.value.problems
    assert len(problems) == len(named)
    assert all(problem.startswith(begins) for problem, begins in zip(problems, named, strict=True))


@pytest.mark.parametrize("kind", [CrmKind.CSV, CrmKind.DEMO])
def test_files_and_the_demo_need_no_keys(model: OperatingModel, kind: CrmKind) -> None:
    check_crm_settings(of_kind(model, kind), {})

"""Which CRM is opened, with which keys, and what is said when they do not fit."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.crm import DemoCrm, check_crm_settings, opened_crm
from bot.crm_salesforce import accesses
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


def written_as(model: OperatingModel, username: str) -> OperatingModel:
    crm = model.crm.model_copy(update={"kind": CrmKind.SALESFORCE, "write_as": username})
    return model.model_copy(update={"crm": crm})


SALESFORCE = {"SALESFORCE_LOGIN_URL": "https://northwind.my.salesforce.com", "SALESFORCE_CLIENT_ID": "an-id"}
A_SECRET = SALESFORCE | {"SALESFORCE_CLIENT_SECRET": "a-secret"}


def by_key(folder: Path) -> dict[str, str]:
    pem = rsa.generate_private_key(65_537, 2_048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "salesforce.key"
    file.write_bytes(pem)
    return SALESFORCE | {"SALESFORCE_PRIVATE_KEY_FILE": str(file), "SALESFORCE_USERNAME": "bot@northwind.example"}


def test_by_a_secret_alone_nobody_can_be_named_to_write(model: OperatingModel, tmp_path: Path) -> None:
    named = written_as(model, "revops@northwind.example")
    check_crm_settings(of_kind(model, CrmKind.SALESFORCE), A_SECRET)
    check_crm_settings(named, by_key(tmp_path) | A_SECRET)

    with pytest.raises(SettingsInvalid) as told:
        check_crm_settings(named, A_SECRET)

    assert told.value.problems == [
        "SALESFORCE_PRIVATE_KEY_FILE is missing, which crm.write_as needs: by SALESFORCE_CLIENT_SECRET the bot is only "
        "ever the user whom its app runs as. Set it, or leave crm.write_as out."
    ]


def test_whoever_reads_and_writes_signs_in_once(tmp_path: Path) -> None:
    env = by_key(tmp_path)

    assert accesses(env, write_as="bot@northwind.example").writing is None
    assert accesses(env, write_as="revops@northwind.example").writing is not None
    assert accesses(env, write_as=None).writing is None


def test_a_key_that_cannot_be_read_is_said_once(model: OperatingModel, tmp_path: Path) -> None:
    env = by_key(tmp_path) | {"SALESFORCE_PRIVATE_KEY_FILE": "/nowhere/salesforce.key"}

    with pytest.raises(SettingsInvalid) as told:
        check_crm_settings(written_as(model, "revops@northwind.example"), env)

    assert told.value.problems == ["SALESFORCE_PRIVATE_KEY_FILE: It cannot be read."]


@pytest.mark.parametrize("kind", [CrmKind.CSV, CrmKind.DEMO])
def test_files_and_the_demo_need_no_keys(model: OperatingModel, kind: CrmKind) -> None:
    check_crm_settings(of_kind(model, kind), {})

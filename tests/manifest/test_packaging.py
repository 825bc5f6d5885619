"""What is shipped beside the code agrees with it: image, Compose file, unit, alarms, and the book about running it."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import typer
from ruamel.yaml import YAML

from bot.cli import main
from bot.crm import VARIABLES
from bot.settings import CHECKS
from schedules.jobs import JOBS

ROOT: Final = Path(__file__).parent.parent.parent
DOCKERFILE: Final = (ROOT / "Dockerfile").read_text()
UNIT: Final = (ROOT / "deploy" / "adoption.service").read_text()
CADDYFILE: Final = (ROOT / "deploy" / "Caddyfile").read_text()
OPERATIONS: Final = (ROOT / "docs" / "operations.md").read_text()
ENV_EXAMPLE: Final = (ROOT / ".env.example").read_text()
README: Final = (ROOT / "README.md").read_text()

COMPOSE: Final[dict[str, Any]] = YAML(typ="safe").load(ROOT / "compose.yml")
ALARMS: Final[list[dict[str, Any]]] = YAML(typ="safe").load(ROOT / "deploy" / "alarms.yml")["groups"][0]["rules"]

PROMTOOL: Final = shutil.which("promtool")

OURS: Final = frozenset({*CHECKS, *VARIABLES, "HOST"})
"""What the bot reads; any host name is a good one, so HOST needs no check."""
COMPOSE_ONLY: Final = frozenset({"POSTGRES_PASSWORD", "ADOPTION_DOMAIN"})
NOT_OURS: Final = frozenset({"PATH", "HOME", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"})
PACKAGES: Final = ("bot", "crm", "delivery", "domain", "flows", "handlers", "schedules", "store", "views")


# --- the environment -------------------------------------------------------------------------------------------------


def test_what_the_image_sets_is_read_by_the_bot() -> None:
    assert _set_by_image().keys() - NOT_OURS <= OURS


def test_what_the_unit_sets_is_read_by_the_bot() -> None:
    assigned = " ".join(re.findall(r"^Environment=(.+)$", UNIT, re.MULTILINE))

    assert set(re.findall(r"(\w+)=", assigned)) - NOT_OURS <= OURS


def test_a_container_is_given_every_variable_that_matters_there() -> None:
    assert OURS - COMPOSE["x-bot"]["environment"].keys() == {"DATABASE_POOL_SIZE", "DRAIN_SECONDS"}
    assert COMPOSE["x-bot"]["environment"].keys() <= OURS


def test_the_example_names_every_variable_and_no_other() -> None:
    assert set(re.findall(r"^#?([A-Z_]+)=", ENV_EXAMPLE, re.MULTILINE)) == OURS | COMPOSE_ONLY


def test_the_example_has_nothing_of_value_in_it() -> None:
    assert all(value == "" for _, value in re.findall(r"^([A-Z_]+)=(.*)$", ENV_EXAMPLE, re.MULTILINE))


def test_the_compose_file_asks_for_nothing_that_the_example_does_not_name() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yml").read_text()))

    assert asked <= OURS | COMPOSE_ONLY


@pytest.mark.parametrize("variable", sorted(OURS))
def test_the_readme_says_what_each_variable_means(variable: str) -> None:
    assert f"`{variable}`" in README


# --- image and containers --------------------------------------------------------------------------------------------


def test_what_the_image_copies_is_there_and_is_sent_to_the_builder() -> None:
    sent = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    copied = [
        name for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]
    ]

    assert sorted(copied) == sorted(sent)
    assert all((ROOT / name).exists() for name in copied)


def test_every_package_of_the_project_is_in_the_image() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    (listed,) = re.findall(r"^packages = (\[.+\])\n\n\[tool.ruff\]", project, re.MULTILINE)

    assert {package for package in ast.literal_eval(listed) if f"COPY {package} {package}\n" not in DOCKERFILE} == set()


def test_the_image_runs_as_somebody_without_rights_and_hears_signals() -> None:
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]

    assert "\nUSER adoption\n" in last_stage
    assert 'ENTRYPOINT ["adoption"]\nCMD ["serve"]' in last_stage
    assert "\nHEALTHCHECK " in last_stage


def test_state_lies_in_the_volume() -> None:
    (volume,) = re.findall(r"^VOLUME (.+)$", DOCKERFILE, re.MULTILINE)

    assert _set_by_image()["DATABASE_URL"] == f"sqlite:///{volume}/adoption.db"
    assert "StateDirectory=adoption\n" in UNIT
    assert f"DATABASE_URL=sqlite:///{volume}/adoption.db\n" in UNIT


def test_everybody_speaks_of_the_same_port() -> None:
    (exposed,) = re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)
    (proxied,) = re.findall(r"^\s+port (\d+)$", CADDYFILE, re.MULTILINE)

    bot = COMPOSE["services"]["bot"]
    assert {_set_by_image()["PORT"], COMPOSE["x-bot"]["environment"]["PORT"], *bot["expose"], proxied} == {exposed}


def test_what_is_mounted_is_where_it_is_looked_for() -> None:
    model, key = COMPOSE["x-bot"]["volumes"]
    environment = COMPOSE["x-bot"]["environment"]

    assert model.split(":")[1] == environment["ADOPTION_MODEL"]
    assert key["target"].startswith(environment["SALESFORCE_PRIVATE_KEY_FILE"].removesuffix("}"))
    assert _set_by_image()["ADOPTION_MODEL"] == COMPOSE["x-bot"]["environment"]["ADOPTION_MODEL"]
    assert "./deploy/Caddyfile:/etc/caddy/Caddyfile:ro" in COMPOSE["services"]["proxy"]["volumes"]


def test_the_schema_is_brought_up_to_date_before_a_replica_starts() -> None:
    services = COMPOSE["services"]

    assert services["upgrade"]["command"] == ["db", "upgrade"]
    assert services["bot"]["depends_on"]["upgrade"] == {"condition": "service_completed_successfully"}
    assert services["upgrade"]["depends_on"]["postgres"] == {"condition": "service_healthy"}


def test_three_replicas_expect_the_connections_of_three() -> None:
    environment = COMPOSE["x-bot"]["environment"]
    replicas = COMPOSE["services"]["bot"]["deploy"]["replicas"]

    assert replicas == 3
    assert int(environment["SOCKET_CONNECTIONS_EXPECTED"]) == replicas * int(environment["SOCKET_CONNECTIONS"])


def test_from_outside_only_slacks_address_is_reached() -> None:
    assert re.findall(r"^\thandle (/\S+) {$", CADDYFILE, re.MULTILINE) == ["/slack/events"]
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]


# --- what is measured, and what to do about it -----------------------------------------------------------------------


def test_every_metric_is_explained_and_none_is_invented() -> None:
    assert set(_metrics_in(OPERATIONS)) == set(_declared())


@pytest.mark.parametrize("alarm", ALARMS, ids=lambda alarm: alarm["alert"])
def test_an_alarm_asks_for_metrics_that_exist_and_names_its_runbook(alarm: Mapping[str, Any]) -> None:
    name = alarm["alert"]

    assert set(_metrics_in(alarm["expr"])) <= _declared().keys()
    assert alarm["annotations"]["runbook"] == f"docs/operations.md#{name.lower()}"
    assert f"\n### {name}\n" in OPERATIONS
    assert re.search(rf"^\| \[{name}\]\(#{name.lower()}\) .+ \| {alarm['labels']['severity']} \|$", OPERATIONS, re.M)


@pytest.mark.skipif(PROMTOOL is None, reason="no promtool (apt-get install prometheus)")
def test_the_alarms_ring_when_they_should() -> None:
    command = [str(PROMTOOL), "test", "rules", "alarms.test.yml"]

    ran = subprocess.run(command, cwd=ROOT / "deploy", capture_output=True, text=True, check=False)  # noqa: S603

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_runbook_belongs_to_an_alarm() -> None:
    assert re.findall(r"^### (Adoption\w+)$", OPERATIONS, re.MULTILINE) == [alarm["alert"] for alarm in ALARMS]


def test_every_label_that_is_explained_is_one_that_is_counted() -> None:
    labelled = re.findall(r"`(adoption_\w+)\{([\w,]+)\}`", OPERATIONS)

    assert {name: labels.split(",") for name, labels in labelled} == {
        name: labels for name, labels in _declared().items() if labels
    }


# --- the book --------------------------------------------------------------------------------------------------------


def test_the_book_has_every_command_and_no_other() -> None:
    said = re.findall(r"(?:`|bin/|^    )adoption ((?:db |judge |model |signals )?[a-z]+)", OPERATIONS, re.MULTILINE)

    assert set(said) == set(_commands())


def test_the_book_has_every_job() -> None:
    said = re.search(r"^The jobs are (.+?)\.$", OPERATIONS, re.MULTILINE | re.DOTALL)

    assert said
    assert set(re.findall(r"`(\S+)`", said[1])) == {job.name for job in JOBS}


def test_links_in_the_book_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", OPERATIONS, re.MULTILINE)
    anchors = {re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-")) for heading in headings}

    assert set(re.findall(r"\]\(#([\w-]+)\)", OPERATIONS)) <= anchors
    assert all((ROOT / "docs" / path).exists() for path in re.findall(r"\]\((\.\./[^)#]+)\)", OPERATIONS))
    assert "docs/operations.md" in README


def test_the_unit_leaves_the_bot_time_to_finish() -> None:
    (unit,) = re.findall(r"^TimeoutStopSec=(\d+)s$", UNIT, re.MULTILINE)

    assert int(unit) > 20
    assert int(COMPOSE["services"]["bot"]["stop_grace_period"].removesuffix("s")) > 20


# --- reading ---------------------------------------------------------------------------------------------------------


def _set_by_image() -> dict[str, str]:
    (block,) = re.findall(r"^ENV (PATH(?:.*\\\n)*.*)$", DOCKERFILE, re.MULTILINE)
    return dict(re.findall(r"(\w+)=(\S+)", block))


def _declared() -> dict[str, list[str]]:
    """Every metric of the code as it is exposed, with its labels."""
    return {
        name: labels
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        if "prometheus_client" in (source := file.read_text())
        for name, labels in _metrics_of(ast.parse(source))
    }


def _metrics_of(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and len(call.args) > 1:
            kind = call.func.id
            if kind in {"Counter", "Gauge", "Histogram", "Summary"}:
                name, _, *labels = map(ast.literal_eval, call.args)
                yield name.removesuffix("_total") + ("_total" if kind == "Counter" else ""), labels[0] if labels else []


def _metrics_in(text: str) -> list[str]:
    return [re.sub("_(bucket|sum|count)$", "", name) for name in re.findall(r"\badoption_[a-z_]+\b", text)]


def _commands() -> Iterator[str]:
    for command in main.registered_commands:
        yield command.name or (command.callback.__name__ if command.callback else "")
    for group in main.registered_groups:
        inner = group.typer_instance
        assert isinstance(inner, typer.Typer)
        yield from (f"{group.name} {command.name}" for command in inner.registered_commands)

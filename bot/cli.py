"""The command line, `adoption`. Each command imports only what it runs, so that `--help` is there at once."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot import lean  # noqa: F401 - before what it is about

main = typer.Typer(
    name="adoption",
    help="A Slack bot that makes a CRM worth using.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
model = typer.Typer(help="The operating model: check it, or print its schema.", no_args_is_help=True)
judge = typer.Typer(help="Judge JSON lines, one answer a line.", no_args_is_help=True)
db = typer.Typer(help="The store.", no_args_is_help=True)
signals = typer.Typer(help="Work around the CRM: what was seen, learned, and is not watched.", no_args_is_help=True)
main.add_typer(model, name="model")
main.add_typer(judge, name="judge")
main.add_typer(db, name="db")
main.add_typer(signals, name="signals")

File = Annotated[Path, typer.Argument(help="The file to read.")]
Team = Annotated[str, typer.Option(help="The workspace (T…), where the store holds several.")]


@main.command()
def serve() -> None:
    """Run the bot against Slack: Socket Mode if SLACK_APP_TOKEN is set, else HTTP on HOST:PORT."""
    gc.disable()  # until it is assembled: to look for garbage among what is imported takes a seventh of the start
    from bot.serve import serve as run

    _run(lambda: run(_settings()))


@main.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served.", min=1, max=65534)] = 8700,
) -> None:
    """Run the bot in a Slack of its own on this machine, with a company in it."""
    gc.disable()  # as for `serve`
    os.environ["SSL_CERT_FILE"] = os.devnull  # nothing is encrypted here; the system's take each process 20 ms to read
    from bot.demo import run

    _run(lambda: run(port))


@main.command()
def doctor() -> None:
    """Check tokens, scopes, channels, store and model; say what is wrong and the remedy."""
    from bot.doctor import examine

    _run(examine, exit_with_result=True)


@main.command()
def jobs() -> None:
    """Print the next firing of every job."""
    from bot.job_commands import print_jobs

    _run(lambda: print_jobs(_settings()))


@main.command()
def run(
    job: Annotated[str, typer.Argument(help="Its name, as `adoption jobs` has it.")],
    at: Annotated[str, typer.Option(help="As of this time, like 2026-11-23T16:00-05:00; now if left out.")] = "",
) -> None:
    """Run one job once and deliver what it owes."""
    from bot.job_commands import run_job

    _run(lambda: run_job(_settings(), job, at))


@main.command()
def export(
    out: Annotated[Path, typer.Option(help="The folder; an older export in it is replaced.")] = Path("adoption-export"),
    person: Annotated[str, typer.Option(help="Only what is known about this person (U…), as JSON lines.")] = "",
    team: Team = "",
) -> None:
    """Write reports, decisions, notes and signals to files: CSV for spreadsheets, JSON lines for programs."""
    from bot.export_command import export as run
    from bot.export_command import export_person

    _run(lambda: export_person(out, person, team=team) if person else run(out, team=team))


@main.command()
def forget(
    person: Annotated[str, typer.Argument(help="Their Slack user id (U…), from Copy member ID in their profile.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without it, only what would be done is said.")] = False,
    with_texts: Annotated[bool, typer.Option("--with-texts", help="What they wrote as reporters goes, too.")] = False,
    team: Team = "",
) -> None:
    """Forget a person: take their name out of the store and out of what the bot shows in Slack."""
    from bot.forget_command import forget as run

    _run(lambda: run(person, yes=yes, with_texts=with_texts, team=team))


@model.command("check")
def check_model(file: File) -> None:
    """Validate an operating model: every problem with its line, what is wrong, and what is allowed."""
    from bot.model_commands import check

    raise typer.Exit(check(file))


@model.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of the operating model."""
    from bot.model_commands import schema

    raise typer.Exit(schema())


@judge.command("threads")
def judge_threads(file: File) -> None:
    """Say of each thread whether it is a workaround signal, of which kind, how likely, and why."""
    from bot.judging import judge_threads as run

    raise typer.Exit(run(file))


@judge.command("reports")
def judge_reports(file: File) -> None:
    """Say of each report whether it is actionable, what is missing, its workflow and its cause."""
    from bot.judging import judge_reports as run

    raise typer.Exit(run(file))


@judge.command("pairs")
def judge_pairs(file: File) -> None:
    """Say of each pair of reports how alike they are, and whether one fix would close both."""
    from bot.judging import judge_pairs as run

    raise typer.Exit(run(file))


@signals.command("report")
def report_signals() -> None:
    """Print what was learned of each kind and channel, and how often context is asked for in Slack, week by week."""
    from bot.signal_commands import print_report

    _run(lambda: print_report(_settings()))


@signals.command("unwatched")
def list_unwatched() -> None:
    """Print the channels that somebody stopped the bot from watching."""
    from bot.signal_commands import print_unwatched

    _run(lambda: print_unwatched(_settings()))


@db.command("upgrade")
def upgrade() -> None:
    """Bring the store's schema up to date."""
    from bot.db_commands import upgrade as run

    _run(run)


@db.command("backup")
def back_up(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Copy a SQLite store to a file, safely while the bot runs; for PostgreSQL, print the command that does."""
    from bot.db_commands import back_up as run

    _run(lambda: run(file, replace=force))


def _settings() -> Any:
    from bot.logs import set_up_logging
    from bot.settings import read_settings

    settings = read_settings()
    set_up_logging(settings.log_level, settings.log_format)
    return settings


def _run(work: Callable[[], Coroutine[Any, Any, Any]], *, exit_with_result: bool = False) -> None:
    """Runs `work`; trouble that can say itself becomes one message and exit code 1."""
    from bot.model_file import ModelInvalid
    from bot.settings import SettingsInvalid
    from domain.outcome import StoreUnavailable, Trouble

    try:
        result = asyncio.run(work())
    except SettingsInvalid as invalid:
        _stop(*invalid.problems)
    except ModelInvalid as invalid:
        _stop(*map(str, invalid.problems))
    except StoreUnavailable as away:
        _stop(
            f"The store at DATABASE_URL cannot be used: {away}.",
            "Check the address, that the file may be written or the server runs, and that nothing else locks it.",
        )
    except Trouble as trouble:
        _stop(trouble.for_user)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    if exit_with_result:
        raise typer.Exit(int(result))


def _stop(*sentences: str) -> NoReturn:
    print(*sentences, sep="\n", file=sys.stderr)
    raise typer.Exit(1)

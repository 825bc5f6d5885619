"""What `adoption signals` prints: what was learned, the trend, and which channels are not watched."""

from collections.abc import Sequence

from bot.assembly import assembled
from bot.settings import Settings
from domain.signal_standing import LearnedOf
from domain.signals.kinds import Kind
from domain.signals_week import WEEKS, GroupKey
from flows.deps import Deps
from flows.showing import workflow_name
from flows.signal_learning import all_learned
from flows.signals_weekly import NO_WORKFLOW, weeks_until
from flows.unwatching import unwatched_channels

HEAD = f"{'':<22} {'yes':>5} {'no':>5} {'flagged':>7}  {'right':>5}  {'between':<13} notes from"


async def print_report(settings: Settings) -> None:
    async with assembled(settings) as bot:
        for line in await report(bot.deps):
            print(line)


async def report(deps: Deps) -> list[str]:
    """Each kind and channel with its answers, the rate that they make likely with its interval, and the threshold."""
    at = deps.clock()
    kinds, channels = await all_learned(deps, at=at)
    seen = await weeks_until(deps, at=at)
    told = ["What people answered in the last 180 days, and from which probability on a note is sent:", HEAD]
    told += [_line(of) for of in (*kinds, *channels)]
    ends = " ".join(f"{end:%d %b}" for end in seen.ends)
    told += [
        "",
        f"Threads by workflow and kind in each of {WEEKS} whole weeks, and the day after it:",
        f"{'':<51} {ends}",
    ]
    weeks = sorted(seen.weeks.items(), key=lambda group: (group[0][0] or "~", group[0][1]))
    return [*told, *(_week(deps, key, counts) for key, counts in weeks)] if weeks else [*told, "None."]


def _line(of: LearnedOf) -> str:
    answers, learned = of.answers, of.learned
    between = f"{learned.at_least:.0%} and {learned.at_most:.0%}"
    # A channel only goes quiet; from when on a note is sent depends on the kind.
    bar = f"{of.threshold:.2f}" if isinstance(of.what, Kind) else "as the kind"
    note = "quiet: mostly wrong" if learned.quiet else bar
    counts = f"{answers.confirmed:>5} {answers.dismissed:>5} {answers.flagged:>7}"
    return f"{of.what:<22} {counts}  {learned.right:>5.0%}  {between:<13} {note}"


def _week(deps: Deps, key: GroupKey, counts: Sequence[int]) -> str:
    name = workflow_name(deps, key[0]) or key[0] or NO_WORKFLOW
    return f"{name:<28} {key[1]:<22} {' '.join(f'{count:>6}' for count in counts)}"


async def print_unwatched(settings: Settings) -> None:
    async with assembled(settings) as bot:
        found = await unwatched_channels(bot.deps)
        zone = bot.deps.model.timezone
        for one in found:
            print(f"{one.channel:<14} since {one.at.astimezone(zone):%a %Y-%m-%d %H:%M} {zone.key}, by {one.by}")
        if not found:
            print("Every channel that the operating model watches is watched: nobody stopped it anywhere.")

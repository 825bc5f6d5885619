"""Shows in a terminal how far the reading of the CRM has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows.crm_sync import Synced


@contextmanager
def reading_bar(console: Console) -> Iterator[Callable[[Synced], None]]:
    """Gives what is to be told of every page. The bar is gone at the end; a failure leaves a line of how far it came.

    Where the CRM does not say how many deals there are, it only moves. Not in a terminal, nothing is drawn.
    """
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[so_far]}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    so_far = ""

    def tell(done: Synced) -> None:
        nonlocal so_far
        so_far = _counted(done)
        bar.update(task, completed=done.read, total=done.total, so_far=so_far, refresh=True)

    try:
        with bar:
            task = bar.add_task("Reading the CRM", total=None, so_far=so_far)
            yield tell
    except BaseException:
        if so_far:
            console.print(f"It stopped at {so_far}. The next run goes on there.", highlight=False)
        raise


def _counted(done: Synced) -> str:
    of = f" of {done.total:,}" if done.total is not None else ""
    return f"{done.read:,}{of} deals"

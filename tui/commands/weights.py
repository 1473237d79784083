"""`quizgen weights`: the scheduler fitted to one's own answers, and put into the configuration file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.scheduling.weights import Fit, Measures


@click.command("weights")
@click.option("--adopt", is_flag=True, help="Write them into the configuration file, if they are better.")
def command(adopt: bool) -> None:
    """Fit the scheduler to your own answers.

    From the log it learns how fast you forget. A fifth of your cards is kept aside: by them it is judged whether
    the fitted weights foretell your answers better than those in use. It takes some seconds. Cards that you have
    studied keep their due days; new weights count from the next answer.
    """
    # Deferred: what the help does not need.
    from decks.places import config_file, data_file
    from decks.progress.store import Store
    from decks.scheduling.weights import optimise
    from decks.study.histories import histories
    from tui.launch import settings

    used = settings().scheduler
    with Store.open(data_file(), create=False) as store:
        found = histories(store)
    fit = optimise(found, used.weights)
    for line in told(fit, len(found)):
        click.echo(line)
    if not adopt:
        return
    if not fit.better:
        click.echo("Nothing was written: the weights in use are as good.", err=True)
        return
    # Deferred: it brings pydantic along, to look the file over.
    from tui.adopting import adopt as put

    put(config_file(), line_of(fit))
    click.echo(safe(f"wrote {config_file()}"), err=True)


def told(fit: Fit, histories: int) -> Iterator[str]:
    """What the fit is worth, in words, and the line for the configuration file where it is worth something."""
    yield (
        f"Fitted to {counted(fit.reviews, 'review')} of {counted(histories, 'card')}; "
        f"judged by {fit.judged:,} of them, which the fit never saw."
    )
    yield ""
    yield f"  The weights in use:  {_judged(fit.before)}"
    if not fit.better:
        yield "  No others that were tried foretell your answers better. Keep the weights you have."
        return
    yield f"  These weights:       {_judged(fit.after)}"
    yield ""
    yield "Log loss is the mean surprise at an answer: 0 would be none, 0.69 is that of tossing a coin. RMSE is how far"
    yield "the foretold share of remembered cards lies from the true one. The less of both, the better the due days."
    yield ""
    yield line_of(fit)


def line_of(fit: Fit) -> str:
    """The line for the configuration file."""
    return f"weights = [{', '.join(f'{weight:.4f}' for weight in fit.weights)}]"


def _judged(measures: Measures) -> str:
    return f"log loss {measures.log_loss:.4f}, RMSE {100 * measures.rmse:.1f} %"

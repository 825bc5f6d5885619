"""Digests to lay out and to draw: as long, as many-sided and as hostile as a CRM can make them."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from domain.deal import Deal, Stage, Standing
from domain.digest import (
    Chapter,
    Content,
    Digest,
    Followed,
    HeldBack,
    LastTime,
    ListedDeal,
    Moved,
    Reason,
    SeenAround,
    Shipped,
    Unjudged,
    Worth,
)
from domain.digest_layout import items_of, laid_out
from domain.digest_sorting import by_owner, currencies_of, in_pieces, listed
from domain.ids import ChannelId, DealId, DigestId, OwnerId
from domain.operating_model.words import LONGEST_CHOICE
from tests.conftest import MONDAY

QUALIFIED: Final = Stage("qualified", "Qualified", "default", Standing.OPEN)

TEXTS: Final = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["<!channel> & *bold* _em_ `code`", "&" * 400, "<" * 3000, "x" * 3000, "\u202edesrever", " \n "]),
)
LINKS: Final = st.sampled_from(
    [
        "https://crm.example/1",
        "https://crm.example/?a=1&b=2|x",
        "",
        "javascript:alert(1)",
        f"https://crm.example/{'&' * 3000}",
    ]
)
AMOUNTS: Final = st.one_of(
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2),
    st.sampled_from([Decimal("123456789012345.67"), Decimal("1E+400"), Decimal("1E-400"), Decimal(0)]),
)
SOMEBODY: Final = OwnerId("1")
OWNERS: Final = st.sampled_from([None, *(OwnerId(str(n)) for n in range(4))])
REASONS: Final = st.lists(st.builds(Reason, TEXTS, TEXTS.map(lambda text: text[:300])), max_size=4)


@st.composite
def some_deals(draw: st.DrawFn, *, most: int = 500) -> list[ListedDeal]:
    """A few kinds, many times over: hypothesis need not think of 500 names."""
    kinds = draw(st.lists(st.tuples(TEXTS, LINKS, OWNERS, AMOUNTS, REASONS), min_size=1, max_size=6))
    many = draw(st.integers(0, most))
    return [a_listed(n, *kinds[n % len(kinds)]) for n in range(many)]


def a_listed(
    number: int,
    name: str = "",
    link: str = "https://crm.example/1",
    owner: OwnerId | None = SOMEBODY,
    amount: Decimal | None = Decimal(1000),
    reasons: Sequence[Reason] = (Reason("Next step is empty", "Say what happens next."),),
) -> ListedDeal:
    """As the bot lists it: what the CRM holds is shortened."""
    values = {} if amount is None else {"amount": str(amount)}
    made = Deal(DealId(f"d{number}"), f"{number}. {name}", owner, QUALIFIED, MONDAY, values, {}, "USD", link)
    return listed(made, reasons)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    lacking, resting, recovered = (draw(some_deals(most=most)) for most in (500, 200, 200))
    names = {OwnerId(str(n)): draw(TEXTS)[:20] for n in range(3)}
    every = [*lacking, *resting, *recovered]
    currencies = currencies_of(every)
    deal = st.sampled_from(every or [a_listed(0)])
    moved = draw(
        st.lists(st.tuples(deal, st.lists(TEXTS.map(lambda text: text[:100]), min_size=1, max_size=6)), max_size=30)
    )
    followed = draw(st.lists(st.tuples(deal, TEXTS.map(lambda text: text[:150])), max_size=30))
    return laid_out(
        Content(
            meeting=draw(TEXTS.map(lambda text: text[:LONGEST_CHOICE].strip() or "Call")),
            total=Worth.of(every, currencies),
            ready=Worth.of(recovered, currencies),
            lacking=Worth.of(lacking, currencies),
            resting=Worth.of(resting, currencies),
            owners=names,
            not_ready=in_pieces(by_owner(lacking, currencies, names)),
            held=tuple(HeldBack("implementation_risk", n, MONDAY, n) for n in range(draw(st.integers(0, 80)))),
            held_deals=in_pieces(resting),
            moved=tuple(Moved(one.name, one.link, tuple(said)) for one, said in moved),
            doubted=tuple(Moved(one.name, one.link, tuple(said)) for one, said in moved[:10]),
            recovered=tuple(recovered),
            followed=tuple(Followed(one.name, one.link, why, ready=None) for one, why in followed),
            shipped=tuple(Shipped(f"N-{n}", draw(TEXTS)[:150]) for n in range(draw(st.integers(0, 9)))),
            around=tuple(
                SeenAround("Handoff in Slack", "It may come too late.", n) for n in range(draw(st.integers(0, 7)))
            ),
            unjudged=(Unjudged("next_step", 3),),
            largest=tuple(lacking[:5]),
            last_time=LastTime(MONDAY - timedelta(7), 9, 2),
            last_call_at=MONDAY - timedelta(7),
            read_at=MONDAY,
        )
    )


def a_digest(content: Content) -> Digest:
    return Digest(DigestId(7), "forecast", MONDAY, MONDAY - timedelta(hours=1), ChannelId("C0FORECAST"), content)


def told_in(content: Content, chapter: Chapter) -> list[object]:
    """What of `chapter` stands in any message, in the order of the messages."""
    parts = [*content.head, *(part for reply in content.replies for part in reply)]
    items = items_of(content, chapter)
    return [item for part in parts if part.chapter is chapter for item in items[part.start : part.stop]]

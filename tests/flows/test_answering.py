"""The reporter answers a question: with its button, by a reply in its thread, or by a direct message."""

import asyncio
from typing import Any

import pytest

from domain.ids import ChannelId, DecisionId, MessageTs
from domain.outcome import Refused, Repeated
from domain.post import PostKind
from domain.report import Status, Verb
from flows import answering, showing
from flows.deps import Deps
from flows.moving import Decided
from tests.conftest import RAVI, RITA, TRIAGE
from tests.flows.stories import ON_SQLITE, a_delivery, a_report, decided, posted, status

DM = ChannelId("D0RITA")
ASKED_AT = MessageTs("1764000000.000100")


async def a_question(deps: Deps, ts: str = ASKED_AT, **parts: Any) -> Decided:
    """A question to Rita, which stands in her direct messages at `ts`."""
    report = await a_report(deps, **parts)
    asked = await decided(deps, report.id, Verb.ASK)
    await posted(deps, PostKind.DECISION_WORD, RITA, channel=DM, ts=ts)
    return asked


async def reply(deps: Deps, words: str = "The deal page.", *, ts: str = ASKED_AT, delivery: str = "", **of: Any) -> Any:
    where = {"by": RITA, "channel": DM} | of
    return await answering.answer_in_thread(
        deps, words, parent_ts=MessageTs(ts), delivery=delivery or a_delivery(), **where
    )


async def test_a_reply_to_the_question_is_its_answer(deps: Deps) -> None:
    asked = await a_question(deps)

    outcome = await reply(deps)

    assert isinstance(outcome, Decided)
    assert (outcome.decision.verb, outcome.decision.words) == (Verb.ANSWER, "The deal page.")
    assert await status(deps, asked.report.id) is Status.NEW


@ON_SQLITE
async def test_a_reply_delivered_twice_at_once_answers_once(deps: Deps) -> None:
    first, second = await a_question(deps), await a_question(deps, ts="2.2")
    event = a_delivery()

    outcomes = [await reply(deps, delivery=event), await reply(deps, ts="2.2", delivery=event)]

    assert isinstance(outcomes[0], Decided)
    assert isinstance(outcomes[1], Repeated)
    assert await status(deps, first.report.id) is Status.NEW
    assert await status(deps, second.report.id) is Status.WAITING


@ON_SQLITE
async def test_of_two_replies_at_once_one_is_the_answer_and_the_other_a_message_like_any(deps: Deps) -> None:
    asked = await a_question(deps)

    outcomes = await asyncio.gather(reply(deps, "The deal page."), reply(deps, "And the list."))

    assert sorted(type(one).__name__ for one in outcomes) == ["Decided", "NoneType"]
    assert await status(deps, asked.report.id) is Status.NEW


@ON_SQLITE
async def test_that_an_answer_is_not_taken_is_told_once_and_again_when_it_could_not_be_told(deps: Deps) -> None:
    await a_question(deps)
    event = a_delivery()

    refused = [await reply(deps, "w" * 3001, delivery=event) for _ in range(2)]
    told = [await answering.claim_refusal(deps, event) for _ in range(2)]
    await answering.give_back_refusal(deps, event)

    assert all(isinstance(outcome, Refused) for outcome in refused)
    assert told == [True, False]
    assert await answering.claim_refusal(deps, event)


@ON_SQLITE
async def test_who_is_asked_something_is_known(deps: Deps) -> None:
    asked = await a_question(deps)

    assert [report.id for report in await answering.questions_for(deps, RITA)] == [asked.report.id]
    assert await answering.questions_for(deps, RAVI) == []


@ON_SQLITE
async def test_a_reply_to_anything_else_is_no_answer(deps: Deps) -> None:
    asked = await a_question(deps)
    await posted(deps, PostKind.REPORT_CARD, TRIAGE, channel=TRIAGE, ts="1.1")

    assert await reply(deps, ts="1.1", channel=ChannelId(TRIAGE)) is None
    assert await status(deps, asked.report.id) is Status.WAITING


@ON_SQLITE
async def test_a_reply_to_a_question_whose_place_is_not_recorded_yet_is_its_answer(deps: Deps) -> None:
    asked = await a_question(deps)

    assert isinstance(await reply(deps, ts="9.9"), Decided)
    assert await status(deps, asked.report.id) is Status.NEW


@ON_SQLITE
async def test_a_reply_to_a_word_that_asked_nothing_is_no_answer(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.REJECT)
    await posted(deps, PostKind.DECISION_WORD, RITA, channel=DM, ts=ASKED_AT)

    assert await reply(deps) is None


@ON_SQLITE
async def test_a_reply_to_a_question_that_was_answered_is_no_answer(deps: Deps) -> None:
    asked = await a_question(deps)
    await decided(deps, asked.report.id, Verb.ANSWER, by=RITA)

    assert await reply(deps) is None


@ON_SQLITE
async def test_nobody_answers_for_the_reporter(deps: Deps) -> None:
    asked = await a_question(deps)

    outcome = await reply(deps, by=RAVI)

    assert isinstance(outcome, Refused)
    assert await status(deps, asked.report.id) is Status.WAITING


@ON_SQLITE
@pytest.mark.parametrize("words", ["", " \u200b", "x" * 3001])
async def test_an_answer_has_words_and_fits(deps: Deps, words: str) -> None:
    await a_question(deps)

    outcome = await reply(deps, words)

    assert isinstance(outcome, Refused)
    assert outcome.about == "words"


async def test_a_direct_message_answers_the_one_question_that_waits(deps: Deps) -> None:
    asked = await a_question(deps)
    await decided(deps, (await a_report(deps, by=RAVI)).id, Verb.ASK)

    outcome = await answering.answer_directly(deps, "The deal page.", by=RITA, delivery=a_delivery())

    assert isinstance(outcome, Decided)
    assert outcome.report.id == asked.report.id
    assert await answering.answer_directly(deps, "And more.", by=RITA, delivery=a_delivery()) is None


@ON_SQLITE
async def test_with_several_questions_a_direct_message_answers_none(deps: Deps) -> None:
    asked = [await a_question(deps), await a_question(deps, ts="2.2")]

    outcome = await answering.answer_directly(deps, "The deal page.", by=RITA, delivery=a_delivery())

    assert outcome is None
    assert [await status(deps, one.report.id) for one in asked] == [Status.WAITING, Status.WAITING]


@ON_SQLITE
async def test_a_second_question_is_answered_on_its_own(deps: Deps) -> None:
    asked = await a_question(deps)
    await reply(deps, "The deal page.")
    await decided(deps, asked.report.id, Verb.ASK, question="Which field?")
    await posted(deps, PostKind.DECISION_WORD, RITA, channel=DM, ts="2.2")

    await reply(deps, "Risk.", ts="2.2")

    made = (await showing.get_standing(deps, asked.report.id)).decisions
    assert [one.verb for one in made] == [Verb.ASK, Verb.ANSWER, Verb.ASK, Verb.ANSWER]
    assert [one.words for one in made if one.verb is Verb.ANSWER] == ["The deal page.", "Risk."]


@ON_SQLITE
async def test_a_decision_that_is_nowhere_shows_nothing(deps: Deps) -> None:
    assert await showing.decision_standing(deps, DecisionId(99), None) is None

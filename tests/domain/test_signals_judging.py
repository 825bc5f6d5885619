"""Threads in which work goes around the CRM are recognised, and those that only look like it are left alone."""

from dataclasses import replace

import pytest

from domain.signals.judging import Context, Policy, judge
from domain.signals.kinds import MEANINGS, NAMES, SEEN, Kind
from domain.signals.thread import ChannelKind, Message, SharedFile, Thread

A_SHEET = SharedFile("Pipeline_June.xlsx", "xlsx")


def thread(*texts: str, channel: ChannelKind = ChannelKind.TEAM, files: tuple[SharedFile, ...] = ()) -> Thread:
    """Two people take turns; the files hang on the first message."""
    messages = [Message(f"U{place % 2}", text) for place, text in enumerate(texts)]
    return Thread((replace(messages[0], files=files), *messages[1:]), channel)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            Kind.SLACK_HANDOFF,
            (
                "<@U7> Kickoff with Larkin Glass is tomorrow, the handoff tab is empty. What did we promise?",
                "Sorry! SSO by May, and I told them the migration is free. Ada sponsors it, the CFO hates us.",
                "Good to know, thanks",
            ),
        ),
        (
            Kind.MANAGER_SPREADSHEET,
            (
                "Please fill your rows in the forecast sheet by noon, I present from it on the call",
                "Done, and in the CRM too?",
            ),
        ),
        (
            Kind.PERSONAL_TASK_LIST,
            (
                "How do you keep up with follow-ups? 300 overdue tasks in the CRM",
                "Todoist, I never open the task queue",
            ),
        ),
        (
            Kind.SIDE_NOTES,
            ("Where are the notes from the Larkin call?", "In my OneNote, the notes field cuts off at 255"),
        ),
        (
            Kind.REP_TRACKER,
            (
                "I built a Trello board for my deals, the pipeline view can't show who has the ball",
                "Can you share the template?",
            ),
        ),
        (
            Kind.REPORT_REBUILD,
            (
                "The dashboard counts renewals twice, so I exported it all and rebuilt the number by hand: 4.2M",
                "We use yours",
            ),
        ),
        (
            Kind.SHADOW_ACCOUNT,
            (
                "The account is locked to another territory, I can't add my opp",
                "Just create a new account with a dot in the name",
            ),
        ),
    ],
)
def test_each_kind_is_recognised_and_says_why(kind, texts):
    judged = judge(thread(*texts))

    assert judged.kind is kind
    assert judged.list
    assert judged.evidence
    assert all(sentence.endswith(".") for sentence in judged.evidence)


@pytest.mark.parametrize(
    "texts",
    [
        ("Is the handoff for Larkin Glass ready?", "Yes, it's all on the opportunity", "Found it, thanks"),
        ("Handing the search service to platform on Monday. Risks are in the runbook", "Who is on call until then?"),
        ("Lunch: please fill in the spreadsheet by 11", "Done, no olives"),
        ("CLOSED WON! Larkin Glass, three years", "Congratulations!", "Well deserved :clap:"),
        ("Shall I make a spreadsheet for the Q4 deals?", "Please don't, there is a list view for that, I'll share it"),
        ("Found two accounts for Larkin Glass, can someone merge them?", "Merged, the older one stays"),
        ("Tomorrow's forecast call runs off the CRM, please update your next steps there", "Updated"),
        ("My private tracker is deleted, the new view does the same thing", "Finally!"),
        ("The budget field is required too early, nobody knows it at stage one", "I put zero. Let's report it"),
        ("My notes from the Larkin call are on the account, please read those first",),
        ("I'm out on Friday. If Larkin calls about the contract, the current version is on their deal",),
        ("Their invoices come twice, they asked for one for each plant", "I'll call their accounting"),
        ("Who is our champion at Larkin Glass?", "Ada, but they haven't signed yet. Second demo is on Thursday"),
    ],
)
def test_what_only_looks_like_a_workaround_is_left_alone(texts):
    judged = judge(thread(*texts))

    assert judged.kind is None
    assert (judged.note, judged.list, judged.evidence) == (False, False, ())


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (Kind.SLACK_HANDOFF, ("Ich übernehme Larkin. Was wurde denen zugesagt?", "Die Schnittstelle bis Juni, gratis")),
        (
            Kind.SLACK_HANDOFF,
            ("Je reprends Larkin, qu'est-ce qu'on leur a promis ?", "Démarrage en mai, reprise offerte"),
        ),
        (Kind.MANAGER_SPREADSHEET, ("Rellenad la hoja hoy, la reunión va sobre esa hoja", "ya está en el CRM")),
        (Kind.SHADOW_ACCOUNT, ("a conta tá travada com outro vendedor", "cria outra com Ltda no final")),
    ],
)
def test_other_languages_are_read_too(kind, texts):
    assert judge(thread(*texts)).kind is kind


def test_nobody_is_quoted_and_no_name_is_repeated():
    said = "Taking over Quixotic Farms. What did we promise Wilhelmina?"

    evidence = " ".join(judge(thread(said, "We promised free training, and that Barnaby runs the rollout")).evidence)

    assert evidence
    for word in ("Quixotic", "Wilhelmina", "Barnaby", "training"):
        assert word not in evidence


def test_one_team_asking_another_is_said_first():
    asked = Message("U1", "Kickoff with Larkin is tomorrow, what did we promise them?", team="cs")
    answered = Message("U2", "SSO by May, and I told them the migration is free", team="sales")

    assert judge(Thread((asked, answered), ChannelKind.CS)).evidence[0] == "One team asks, another answers."
    assert "One team asks, another answers." not in judge(Thread((asked, replace(answered, team="cs")))).evidence


def test_an_attached_spreadsheet_is_named():
    judged = judge(
        thread("Please fill your rows before the pipeline review, I go through it line by line", files=(A_SHEET,))
    )

    assert judged.evidence[0] == "A spreadsheet is attached."


def test_a_bots_own_words_are_never_a_signal():
    said = "Please fill your rows in the forecast sheet by noon, I present from it on the call"
    person = Message("U1", said)

    assert judge(Thread((person,), ChannelKind.FORECAST)).kind is Kind.MANAGER_SPREADSHEET
    assert judge(Thread((replace(person, by_bot=True),), ChannelKind.FORECAST)).kind is None


def test_what_a_bot_announces_is_not_what_people_say():
    won = "Deal won: Eversley. Promised outcomes: SSO by March, free training. Champion: Dana. Who decides: the CFO."
    announced = Message("B1", won, by_bot=True)
    asked = Message("U1", "I have their kickoff tomorrow, the record is empty. What did we promise them?")
    told = Message("U2", "SSO by March, and I told them the migration is free")

    assert judge(Thread((replace(announced, by_bot=False),), ChannelKind.DEAL)).kind is Kind.SLACK_HANDOFF
    assert judge(Thread((announced, Message("U1", "Congrats all, great work!")), ChannelKind.DEAL)).kind is None
    assert judge(Thread((announced, asked, told), ChannelKind.DEAL)) == judge(Thread((asked, told), ChannelKind.DEAL))


@pytest.mark.parametrize(
    "texts", [(), ("",), ("   ",), (":tada: :tada:",), ("ありがとう",), ("1",), ("<@U1>",), ("\u200f\u0000",)]
)
def test_next_to_nothing_is_no_signal(texts):
    assert judge(Thread(tuple(Message("U1", text) for text in texts))).kind is None


def test_who_wrote_it_does_not_matter():
    asked = thread("Where are the notes from the Larkin call?", "In my OneNote, the field is too short")
    others = Thread(tuple(replace(m, author=f"W-{m.author}-9") for m in asked.messages), asked.channel_kind)

    assert judge(asked) == judge(others)


def test_names_do_not_matter():
    said = "I have the kickoff with {} tomorrow. What did we promise them, and is {} their sponsor?"
    one, other = (judge(thread(said.format(*names))) for names in (("Larkin", "Ada"), ("Brightline", "Tom")))

    assert one == other


def test_bars_are_those_of_the_workspace_and_of_the_kind():
    told = thread("Please fill your rows in the forecast sheet by noon, I present from it on the call", "Done")
    p = judge(told).probability
    above = Policy(note_at=p + (1 - p) / 2, list_at=p - 0.1)

    assert judge(told, Context(Policy(note_at=p - 0.1, list_at=p - 0.2))).note
    assert not judge(told, Context(above)).note
    assert judge(told, Context(above)).list
    assert not judge(told, Context(by_kind={Kind.MANAGER_SPREADSHEET: above})).note
    assert judge(told, Context(by_kind={Kind.SIDE_NOTES: above})).note


def test_every_kind_has_a_name_what_was_seen_and_a_meaning():
    for words in (NAMES, SEEN, MEANINGS):
        assert set(words) == set(Kind)
    assert all(text.endswith(".") for text in (*SEEN.values(), *MEANINGS.values()))

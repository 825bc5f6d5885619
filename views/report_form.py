"""The form in which friction is reported, its suggestions, and the reader of what was filled in."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from domain.draft import ReportDraft
from domain.standing import Likely, ReportStanding
from domain.texts import TEXT_LIMIT
from views.blocks import (
    VALUE_LIMIT,
    Payload,
    checkboxes,
    context,
    external_select,
    input_block,
    modal,
    option,
    section,
    select,
    text_input,
    url_input,
)
from views.escape import link, plain, shorten
from views.filled import Filled, Unreadable, is_storable, read_number
from views.replies import receipt

REPORT_FORM: Final = "report_form"
FILED: Final = "report_filed"

FIELD: Final = "report_field"
"""action_id of the field's select: options are asked for under it."""

NONE: Final = "-"
"""Chosen to say "none of these": Slack has no way back from a choice to no choice."""

OWN_WORDS: Final = "="
"""Stands before a field in the reporter's own words; keys of the operating model begin with a letter."""

_SHOWN: Final = 20


def report_form(
    *,
    workflows: Sequence[tuple[str, str]],
    draft: ReportDraft,
    field_labels: Mapping[str, str],
    draft_id: int | None = None,
    ask: str = "",
) -> Payload:
    """`workflows` are keys and names; `ask` is the question for what is missing, shown on top.

    block_ids are the names of the draft's parts, so `ReportDraft.problems` says where its sentences belong.
    """
    return modal(
        REPORT_FORM,
        "Report friction",
        [
            *([section(f"❓ *{ask}* You can also file it as it is.")] if ask else []),
            _what_blocks_you(draft),
            *([context(f"The report links to {link(draft.permalink, 'the message')}.")] if draft.permalink else []),
            *_workflow(workflows, draft),
            input_block(
                "Field or action",
                external_select(FIELD, initial=_field(draft, field_labels), placeholder="Type a few letters"),
                "field",
                optional=True,
            ),
            input_block(
                "When it happens",
                text_input(initial=draft.stage, placeholder="When I move a deal to Proposal"),
                "stage",
                optional=True,
            ),
            input_block(
                "What you do instead", text_input(initial=draft.instead, multiline=True), "instead", optional=True
            ),
            input_block(
                "Link to the record",
                url_input(initial=draft.record_link, placeholder="https://"),
                "record_link",
                optional=True,
            ),
            _without_name(draft),
        ],
        submit="File report",
        metadata={"draft": draft_id, "permalink": draft.permalink},
        notify_on_close=draft_id is not None,
    )


def read_report_form(view: Mapping[str, Any]) -> tuple[ReportDraft, int | None]:
    """What was filled in, and the id of the draft that the form began with."""
    filled = Filled(view)
    workflow, field = filled.chosen("workflow"), filled.chosen("field")
    draft = ReportDraft(
        text=filled.text("text"),
        workflow=None if workflow == NONE else workflow,
        field=None if field in (NONE, None) else str(field).removeprefix(OWN_WORDS),
        stage=filled.text("stage"),
        instead=filled.text("instead"),
        record_link=filled.text("record_link"),
        permalink=_permalink(filled.metadata.get("permalink")),
        anonymous=bool(filled.ticked("anonymous")),
    )
    draft_id = filled.metadata.get("draft")
    return draft, None if draft_id is None else read_number(draft_id)


def _permalink(kept: object) -> str:
    if not kept:
        return ""
    if not isinstance(kept, str) or not is_storable(kept):
        raise Unreadable
    return kept


def field_options(typed: str, fields: Mapping[str, str]) -> Payload:
    """What to suggest for the letters typed so far: fields by label, the best first, and last the words themselves."""
    wanted = plain(typed).casefold()
    ranked = sorted(fields.items(), key=lambda field: (-_fit(wanted, *field), field[1].casefold()))
    found = [option(label, key) for key, label in ranked if _fit(wanted, key, label) > 0][:_SHOWN]
    if not wanted:
        return {"options": [*found, option("No particular field", NONE)]}
    if wanted in {label.casefold() for label in fields.values()}:
        return {"options": found}
    return {"options": [*found, _own_words(typed)]}


def filed_modal(s: ReportStanding, likely: Sequence[Likely] = (), *, remind_after_working_days: int = 0) -> Payload:
    """What the form turns into once it is filed."""
    told = receipt(s, likely, remind_after_working_days=remind_after_working_days)
    return modal(FILED, "Report filed", told, close="Done")


def _what_blocks_you(draft: ReportDraft) -> Payload:
    hint = "One line is enough: where it happens, and what gets in your way."
    if len(draft.text) > TEXT_LIMIT:
        where = "the report links to it instead" if draft.permalink else "please say it shorter"
        hint = f"The message has {len(draft.text):,} characters, too many to copy here; {where}. What blocks you?"
    return input_block("What blocks you", text_input(initial=draft.text, multiline=True), "text", hint=hint)


def _workflow(workflows: Sequence[tuple[str, str]], draft: ReportDraft) -> list[Payload]:
    options = [option(name, key) for key, name in workflows]
    if not options:
        return []
    chosen = next((made for made in options if made["value"] == draft.workflow), None)
    options.append(option("Another one, or not sure", NONE))
    return [input_block("Workflow", select(options, initial=chosen), "workflow", optional=True)]


def _field(draft: ReportDraft, labels: Mapping[str, str]) -> Payload | None:
    if not draft.field:
        return None
    label = labels.get(draft.field)
    return option(label, draft.field) if label else _own_words(draft.field)


def _own_words(typed: str) -> Payload:
    words = shorten(plain(typed), VALUE_LIMIT - len(OWN_WORDS))
    return option(f"“{shorten(words, 70)}”", OWN_WORDS + words)


def _without_name(draft: ReportDraft) -> Payload:
    choice = option("Report without my name", "yes", "Nobody in Slack sees who reported it. You still hear of it.")
    return input_block(
        "Your name",
        checkboxes([choice], initial=["yes"] if draft.anonymous else ()),
        "anonymous",
        optional=True,
        hint="A link to your own message would show your name, so it is left out then." if draft.permalink else "",
    )


def _fit(wanted: str, key: str, label: str) -> float:
    """How well a field fits the letters typed: 0.0 not at all, everything fits nothing typed."""
    name = label.casefold()
    words = name.replace("_", " ").split()
    if not wanted or name.startswith(wanted):
        return 4.0
    if any(word.startswith(wanted) for word in words):
        return 3.0
    if wanted in name or wanted in key.casefold():
        return 2.0
    alike = SequenceMatcher(None, wanted, name).ratio()
    return alike if alike >= 0.6 else 0.0

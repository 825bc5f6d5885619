"""The form of *Update now*: each field as the CRM types it, beginning with what it holds; and its reader."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal_update import IGNORED
from domain.ids import PostId
from domain.texts import is_link
from domain.update_sheet import (
    Entry,
    FilledSheet,
    Said,
    UpdateSheet,
    as_date,
    as_seconds,
    can_be_shown,
    chosen_before,
    moment_text,
    offered,
    option_key,
    readable,
)
from views.blocks import (
    OPTIONS_LIMIT,
    VALUE,
    Payload,
    context,
    input_block,
    modal,
    multi_select,
    option,
    section,
    select,
    text_input,
)
from views.escape import bold, day, escape, gist, link, plain
from views.filled import Filled, Unreadable, read_number
from views.finding import deal_name
from views.words import listed

UPDATE_FORM: Final = "update_deal_form"

OVERTAKEN: Final = (
    "✋ This is *not saved*: somebody changed the deal since you saw it. What it holds now stands at each field."
)

FIELD: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
SEEN: Final = re.compile(r"[0-9a-f]{16}")


def update_form(sheet: UpdateSheet) -> Payload:
    """Without a button to save when none of its fields can be filled here."""
    fillable = [entry for entry in sheet.entries if entry.can_be_filled]
    blocks = [section(deal_name(sheet.deal))]
    if sheet.problem or any(entry.problem for entry in sheet.entries):
        blocks.append(section(_not_saved(sheet)))
    if sheet.problem:
        blocks.append(section(f"⚠️ {escape(plain(sheet.problem))}"))
    if sheet.overtaken:
        blocks.append(section(OVERTAKEN))
    for entry in sheet.entries:
        blocks += _question(entry, sheet) if entry.can_be_filled else [_elsewhere(entry, sheet)]
    if sheet.writes_as and fillable:
        blocks.append(context(f"The CRM shows {escape(sheet.writes_as)} as who wrote it. It is noted that it was you."))
    return modal(
        UPDATE_FORM,
        "Update the deal",
        blocks,
        submit="Save to the CRM" if fillable else "",
        close="Cancel" if fillable else "Close",
        metadata={
            "finding": sheet.finding,
            "post": sheet.shown_in,
            "fields": {entry.field: [entry.meta.kind.value, entry.seen] for entry in fillable},
        },
    )


def _not_saved(sheet: UpdateSheet) -> str:
    """The CRM may have taken some of it."""
    saved = [bold(entry.meta.label) for entry in sheet.entries if entry.is_saved]
    first = f"✅ {listed(saved)} {'is' if len(saved) == 1 else 'are'} saved.\n🚫 The rest" if saved else "🚫 This"
    silent = not sheet.problem and all(entry.problem in {"", IGNORED} for entry in sheet.entries)
    return f"{first} is *not saved*." + ("" if silent else " The CRM says why, in its own words:")


def read_update_form(view: Mapping[str, Any], zone: ZoneInfo) -> FilledSheet:
    """Raises Unreadable."""
    filled = Filled(view)
    fields, post = filled.metadata.get("fields"), filled.metadata.get("post")
    if not isinstance(fields, dict) or not all(_is_described(*one) for one in fields.items()):
        raise Unreadable
    return FilledSheet(
        finding=read_number(filled.metadata.get("finding")),
        said={field: _said(filled, field, FieldKind(kind), zone) for field, (kind, _) in fields.items()},
        seen={field: seen for field, (_, seen) in fields.items()},
        shown_in=None if post is None else PostId(read_number(post)),
    )


def _is_described(field: str, told: object) -> bool:
    match told:
        case [str(kind), str(seen)]:
            return bool(FIELD.fullmatch(field) and SEEN.fullmatch(seen)) and kind in set(FieldKind)
    return False


def _said(filled: Filled, field: str, kind: FieldKind, zone: ZoneInfo) -> Said:
    match kind:
        case FieldKind.CHOICE | FieldKind.SWITCH:
            return filled.chosen(field) or ""
        case FieldKind.CHOICES:
            return filled.ticked(field)
        case FieldKind.DATE:
            on = filled.date(field)
            return on.isoformat() if on else ""
        case FieldKind.MOMENT:
            at = filled.seconds(field)
            return moment_text(at, zone) if at else ""
        case _:
            return filled.text(field)


def _question(entry: Entry, sheet: UpdateSheet) -> list[Payload]:
    """The input, and above it what the CRM said to the last answer."""
    said = [section(f"⚠️ {escape(plain(entry.problem))}")] if entry.problem else []
    return [*said, input_block(entry.meta.label, _element(entry), entry.field, optional=True, hint=_hint(entry, sheet))]


def _hint(entry: Entry, sheet: UpdateSheet) -> str:
    """Why it is asked for, and what it holds where the input cannot show that."""
    held = gist(value_shown(entry.meta, entry.held, sheet.zone), 200)
    differs = entry.typed is not None and entry.typed != entry.held
    if differs or not can_be_shown(entry) or _withdrawn(entry):
        now = f"At present it holds: {held}." if held else "At present it is empty."
        return f"{entry.ask} {now}".strip()
    return entry.ask


def value_shown(meta: FieldMeta, value: str, zone: ZoneInfo) -> str:
    """A value as people read it; not escaped."""
    on = as_date(value) if meta.kind is FieldKind.DATE else None
    return day(on) if on else readable(meta, value, zone)


def _withdrawn(entry: Entry) -> bool:
    if entry.meta.kind is not FieldKind.CHOICES:
        return False
    return bool(set(chosen_before(entry)) - {one.value for one in offered(entry.meta)})


def _element(entry: Entry) -> Payload:
    shown, meta = entry.shown, entry.meta
    match meta.kind:
        case FieldKind.CHOICE | FieldKind.SWITCH:
            return _one_of(offered(meta), shown)
        case FieldKind.CHOICES:
            return _many_of(offered(meta), chosen_before(entry))
        case FieldKind.DATE:
            on = as_date(shown)
            return {"type": "datepicker", "action_id": VALUE, **({"initial_date": on.isoformat()} if on else {})}
        case FieldKind.MOMENT:
            at = as_seconds(shown)
            return {"type": "datetimepicker", "action_id": VALUE, **({"initial_date_time": at} if at else {})}
        case _:
            return text_input(initial=shown, multiline=meta.kind is FieldKind.LONG_TEXT or "\n" in shown)


def _one_of(options: Sequence[Option], value: str) -> Payload:
    made = [option(one.label or one.value, option_key(one.value)) for one in options]
    initial = next((one for one, known in zip(made, options, strict=True) if known.value == value), None)
    if len(made) <= OPTIONS_LIMIT:
        return select(made, initial=initial)
    grouped: Payload = {"type": "static_select", "action_id": VALUE, "option_groups": _groups(made)}
    return grouped | {"initial_option": initial} if initial else grouped


def _many_of(options: Sequence[Option], values: Sequence[str]) -> Payload:
    made = [option(one.label or one.value, option_key(one.value)) for one in options]
    if len(made) <= OPTIONS_LIMIT:
        return multi_select(made, initial=[option_key(value) for value in values])
    chosen = [one for one, known in zip(made, options, strict=True) if known.value in values]
    grouped: Payload = {"type": "multi_static_select", "action_id": VALUE, "option_groups": _groups(made)}
    return grouped | {"initial_options": chosen} if chosen else grouped


def _groups(made: Sequence[Payload]) -> list[Payload]:
    """Slack's lists hold a hundred; each group is named by its first and last option."""
    parts = [made[n : n + OPTIONS_LIMIT] for n in range(0, len(made), OPTIONS_LIMIT)]
    return [{"label": {"type": "plain_text", "text": _span(part)}, "options": list(part)} for part in parts]


def _span(part: Sequence[Payload]) -> str:
    first, last = (one["text"]["text"][:30] for one in (part[0], part[-1]))
    return f"{first} … {last}"


def _elsewhere(entry: Entry, sheet: UpdateSheet) -> Payload:
    """A field that cannot be filled here: what it holds, and where it can be changed."""
    held = gist(value_shown(entry.meta, entry.held, sheet.zone), 300)
    where = link(sheet.deal.link, "in the CRM") if is_link(sheet.deal.link) else "in the CRM"
    why = "" if entry.meta.updateable else " The bot may not write it."
    return context(f"{bold(entry.meta.label)}: {escape(held) or 'empty'}.{why} Please change it {where}.")

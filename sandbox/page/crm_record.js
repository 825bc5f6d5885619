// One record of the CRM: its fields, which its owner edits in place, and every change to them.

import { editor } from "./crm_edit.js";
import { dayShort, handOf, valueShown } from "./crm_words.js";
import { carryFocus, h, icon, iconButton, keyed } from "./dom.js";
import { face } from "./faces.js";
import { become, firstNameOf, page, userOf } from "./store.js";
import { clockTime, dayName, dayOf, fullTime } from "./time.js";

/** `field` is the name of the one being edited. It is put down when another record is drawn. */
const shape = { record: null, field: null, reload: () => {} };

const about = h("div", { class: "record-about" });
const fields = h("dl", { class: "record-fields" });
const history = h("ol", { class: "changes", "aria-label": "History, newest first" });
const whole = h(
  "div",
  { class: "crm-record" },
  about,
  h("section", { "aria-label": "Fields" }, fields),
  h("section", { "aria-labelledby": "crm-history" }, h("h3", { id: "crm-history" }, "History"), history),
);

export function drawRecord(body, record, { changed }) {
  const other = shape.record?.id !== record.id || whole.parentNode !== body;
  if (other || !mayEdit(record)) shape.field = null;
  Object.assign(shape, { record, reload: changed });
  if (other) body.replaceChildren(whole);
  drawAbout();
  drawFields();
  drawHistory();
  if (other) body.scrollTop = 0;
}

const mayEdit = (record) => Boolean(record.user) && record.user === page.me && !record.archived;

// --- what it is, and whose -------------------------------------------------------------------------------------------

function drawAbout() {
  const { record } = shape;
  const owner = userOf(record.user);
  const change = { type: "button", class: "button button-small", data: { focus: "become" } };
  const fresh = h(
    "p",
    {},
    owner && face(owner, "face-tiny"),
    h("span", {}, whose(record, owner)),
    owner &&
      !mayEdit(record) &&
      !record.archived &&
      h("button", { ...change, on: { click: () => become(owner.id) } }, `Be ${firstNameOf(owner)}`),
  );
  const focus = carryFocus(about, fresh);
  about.replaceChildren(fresh);
  focus();
}

function whose(record, owner) {
  if (record.archived) return "This deal was deleted. It is only kept to be looked at.";
  if (mayEdit(record)) return "Your deal. What you change here stands in its history under your name.";
  if (owner) return `${record.owner}’s deal. Only its owner edits it.`;
  if (!record.owner) return "Nobody owns this deal.";
  return `${record.owner}’s deal. There is nobody with their address in Slack.`;
}

// --- fields ----------------------------------------------------------------------------------------------------------

function drawFields() {
  const { record } = shape;
  keyed(fields, record.fields, {
    key: (field) => field.name,
    stamp: (field) => (shape.field === field.name ? "edited" : JSON.stringify([field, mayEdit(record)])),
    draw: (field) => (shape.field === field.name ? edited(field) : standing(field)),
  });
}

function standing(field) {
  const words = valueShown(field);
  return h(
    "div",
    { class: "record-field" },
    h("dt", {}, field.label),
    h(
      "dd",
      {},
      h("span", { class: words ? null : "is-empty" }, words || "Empty"),
      field.editable &&
        mayEdit(shape.record) &&
        iconButton("pencil", `Edit ${field.label}`, () => edit(field.name), { data: { focus: "edit" } }),
    ),
  );
}

function edited(field) {
  const leave = () => edit(null, field.name);
  // whoever went on to another field or record while it was saved stays there
  const saved = async () => {
    await shape.reload();
    if (form.isConnected) leave();
  };
  const form = editor(shape.record.id, field, { saved, leave });
  return h(
    "div",
    { class: "record-field is-edited" },
    h("dt", {}, field.label),
    h("dd", {}, form),
  );
}

/** Opens the editor of `name`; null puts it down, and the focus goes back to the field `last`. */
function edit(name, last = null) {
  shape.field = name;
  drawFields();
  const row = fields.querySelector(`[data-key="${name || last}"]`);
  const target = row?.querySelector(name ? "[data-first]" : "[data-focus='edit']");
  target?.focus();
  if (name && target && "select" in target) target.select();
}

// --- history ---------------------------------------------------------------------------------------------------------

function drawHistory() {
  const acts = together(shape.record.history);
  keyed(history, withDays(acts), {
    key: (item) => item.key,
    stamp: (item) => item.stamp,
    draw: (item) => item.draw(),
  });
}

/** What one hand did at one moment is one act. */
function together(changes) {
  const acts = [];
  for (const change of changes) {
    const last = acts.at(-1);
    const same = last && last.at === change.at && last.by === change.by && last.source === change.source;
    if (same) last.changes.push(change);
    else acts.push({ at: change.at, by: change.by, source: change.source, user: change.user, changes: [change] });
  }
  return acts;
}

function withDays(acts) {
  const items = [];
  let day = null;
  for (const act of acts) {
    const date = new Date(act.at);
    if (dayOf(date) !== day) {
      day = dayOf(date);
      const name = dayName(date);
      items.push({ key: `d${day}`, stamp: name, draw: () => h("li", { class: "changes-day" }, h("h4", {}, name)) });
    }
    items.push({
      key: `${act.at}/${act.by}/${act.source}/${act.changes[0].name}`,
      stamp: JSON.stringify(act),
      draw: () => drawAct(act),
    });
  }
  return items;
}

function drawAct(act) {
  const date = new Date(act.at);
  const made = act.at === shape.record.created;
  const hand = handOf(act.source);
  const person = userOf(act.user);
  return h(
    "li",
    { class: "change" },
    person
      ? face(person, "face-tiny")
      : h("span", { class: "change-drawing", "aria-hidden": "true" }, icon(hand.drawing || "pencil")),
    h(
      "div",
      {},
      h(
        "p",
        { class: "change-by" },
        h("b", {}, act.by),
        h("span", { class: "change-source" }, made ? `made the deal, ${hand.words}` : hand.words),
        h("time", { datetime: act.at, title: fullTime(date) }, clockTime(date)),
      ),
      h(
        "ul",
        {},
        act.changes.map((change) => h("li", {}, drawChange(change))),
      ),
    ),
  );
}

const quoted = (shown) => (shown ? dayShort(shown) : "empty");

const to = () => [h("span", { class: "change-to", "aria-hidden": "true" }, "→"), h("span", { class: "sr" }, " to ")];

const drawChange = ({ label, was, shown }) => [
  h("span", { class: "change-label" }, label),
  was && [h("del", {}, quoted(was)), to()],
  shown ? h("ins", {}, quoted(shown)) : h("ins", { class: "is-empty" }, "empty"),
];

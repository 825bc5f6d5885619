// The CRM's deals: narrowed by words and by whose they are, walked through with the arrow keys.

import { h, icon, keyed } from "./dom.js";
import { page } from "./store.js";
import { dayShort, money } from "./crm_words.js";

const shape = { words: "", whose: "all", deals: [], looking: true };
let choose = () => {};

const WHOSE = { all: "All", mine: "Mine", open: "Open" };
const WANTED = {
  all: () => true,
  mine: (deal) => deal.user === page.me,
  open: (deal) => deal.open,
};

const search = h("input", {
  type: "search",
  class: "input",
  placeholder: "Filter by name, owner or stage",
  "aria-label": "Filter deals",
  data: { focus: "filter" },
  on: { input: narrow, keydown: intoRows, blur: () => (pressed = null) },
});
const whose = h("div", { class: "segments", role: "group", "aria-label": "Which deals" });
const count = h("p", { class: "crm-count", role: "status" });
const rows = h("ul", { class: "deals", "aria-label": "Deals", on: { keydown: steer, focusin: hold } });
const list = h("div", { class: "crm-list" }, h("div", { class: "crm-filter" }, search, whose, count), rows);

export function startList({ open }) {
  choose = open;
  whose.append(...Object.entries(WHOSE).map(([key, words]) => segment(key, words)));
}

function segment(key, words) {
  const press = () => {
    shape.whose = key;
    [...whose.children].forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    drawRows();
  };
  const button = h(
    "button",
    {
      type: "button",
      "aria-pressed": String(key === shape.whose),
      data: { focus: `whose-${key}` },
      on: { click: press },
    },
    words,
  );
  return button;
}

function narrow() {
  pressed = null;
  shape.words = search.value.trim().toLowerCase();
  drawRows();
}

/** `deals` are null until the CRM has answered; what is typed meanwhile narrows them then, and a key leads into them. */
export function drawList(body, deals) {
  shape.deals = deals || [];
  shape.looking = !deals;
  if (list.parentNode !== body) body.replaceChildren(list);
  drawRows();
  if (deals && pressed) goInto(pressed);
}

const told = (deal) => `${deal.name} ${deal.owner} ${deal.stage}`.toLowerCase();

function drawRows() {
  const wanted = shape.deals.filter((deal) => WANTED[shape.whose](deal) && told(deal).includes(shape.words));
  const { length } = shape.deals;
  count.textContent = shape.looking ? "" : wanted.length === length ? `${length} deals` : `${wanted.length} of ${length}`;
  keyed(rows, wanted.length ? wanted : [null], {
    key: (deal) => (deal ? deal.id : "none"),
    stamp: (deal) => JSON.stringify(deal || [shape.whose, shape.words, shape.looking, page.me]),
    draw: (deal) => (deal ? row(deal) : nothing()),
  });
  tabStop();
}

function nothing() {
  if (shape.looking) return h("li", { class: "crm-nothing" }, "Looking…");
  const words =
    shape.whose === "mine" && !shape.words
      ? "You own no deals. Reps do: be Rita or Ravi, or show all."
      : shape.words
        ? `No deal says “${search.value.trim()}”.`
        : "There are no deals.";
  return h("li", { class: "crm-nothing" }, words);
}

function row(deal) {
  const amount = deal.amount ? money(deal) : "No amount";
  const closing = deal.closing ? `closes ${dayShort(deal.closing)}` : "no close date";
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: `deal ${deal.open ? "" : "is-closed"}`,
        "aria-label": [deal.name, deal.owner, deal.stage, amount, closing].filter(Boolean).join(", "),
        data: { focus: `deal-${deal.id}`, deal: deal.id },
        on: { click: () => choose(deal.id) },
      },
      h("span", { class: "deal-name" }, deal.name || "Deal without a name"),
      h("span", { class: "deal-amount" }, amount),
      h("span", { class: "deal-more" }, [deal.stage, deal.owner || "nobody's"].filter(Boolean).join(" · ")),
      h("span", { class: "deal-closing" }, closing),
      icon("back"),
    ),
  );
}

// --- one deal at a time is a stop for Tab; arrows move between them --------------------------------------------------

const all = () => [...rows.querySelectorAll(".deal")];
let held = null;
/** The key that led out of the filter before there were deals. */
let pressed = null;

function tabStop() {
  const buttons = all();
  const stop = buttons.find((one) => one.dataset.deal === held) || buttons[0];
  buttons.forEach((one) => (one.tabIndex = one === stop ? 0 : -1));
}

function hold(event) {
  held = event.target.dataset.deal || held;
  tabStop();
}

function steer(event) {
  const buttons = all();
  const at = buttons.indexOf(event.target);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  if (to < 0) search.focus();
  else buttons[Math.min(to, buttons.length - 1)].focus();
}

function intoRows(event) {
  if (event.key !== "ArrowDown" && event.key !== "Enter") return;
  event.preventDefault();
  if (shape.looking) pressed = event.key;
  else goInto(event.key);
}

function goInto(key) {
  pressed = null;
  const first = all()[0];
  if (key === "Enter" && all().length === 1) first.click();
  else first?.focus();
}

// The traffic inspector: every call between Slack, the app and the CRM, with its answer and its time.

import { toast } from "./announce.js";
import { get } from "./api.js";
import { byId, fill, h, icon, iconButton, keyed } from "./dom.js";
import { json } from "./json.js";
import { on, page } from "./store.js";
import { clockTime } from "./time.js";

const MOST_KEPT = 500;
const SLOW_MS = 1000;

const shape = {
  open: false,
  after: 0,
  calls: [],
  expanded: new Set(),
  direction: "all",
  words: "",
  trouble: false,
  loading: null,
  again: false,
};
const rows = h("div", { class: "calls", role: "list", "aria-label": "Calls" });
const count = h("span", { class: "calls-count", role: "status" });
const search = h("input", {
  type: "search",
  class: "input",
  placeholder: "Filter by name or content",
  "aria-label": "Filter calls",
  on: { input: () => ((shape.words = search.value.toLowerCase()), draw()) },
});

export const trafficButton = () =>
  h(
    "button",
    {
      type: "button",
      id: "traffic-button",
      class: "tool-button",
      "aria-label": "Traffic inspector",
      title: "Traffic inspector (Alt+I)",
      "aria-expanded": "false",
      "aria-controls": "traffic",
      on: { click: toggleTraffic },
    },
    icon("traffic"),
    h("span", {}, "Traffic"),
  );

export function startTraffic() {
  fill(
    byId("traffic"),
    h(
      "header",
      {},
      h("h2", {}, "Traffic"),
      directions(),
      search,
      h(
        "label",
        { class: "tick" },
        h("input", { type: "checkbox", on: { change: (event) => ((shape.trouble = event.target.checked), draw()) } }),
        h("span", {}, "Only trouble"),
      ),
      count,
      h("button", { type: "button", class: "button button-small", on: { click: clear } }, "Clear"),
      iconButton("close", "Close the traffic inspector", toggleTraffic),
    ),
    rows,
  );
  byId("traffic").addEventListener("keydown", (event) => event.key === "Escape" && toggleTraffic());
  on("traffic", () => shape.open && load());
}

const WAYS = { in: "Slack → app", out: "App → Slack", crm: "App → CRM" };
const DIRECTIONS = { all: "All", ...WAYS };

function directions() {
  const button = ([key, words]) =>
    h(
      "button",
      {
        type: "button",
        "aria-pressed": String(key === shape.direction),
        on: { click: (event) => choose(key, event.currentTarget) },
      },
      words,
    );
  const choose = (key, pressed) => {
    shape.direction = key;
    [...group.children].forEach((one) => one.setAttribute("aria-pressed", String(one === pressed)));
    draw();
  };
  const group = h(
    "div",
    { class: "segments", role: "group", "aria-label": "Direction" },
    Object.entries(DIRECTIONS).map(button),
  );
  return group;
}

export function toggleTraffic() {
  shape.open = !shape.open;
  byId("traffic").hidden = !shape.open;
  byId("traffic-button").setAttribute("aria-expanded", String(shape.open));
  if (!shape.open) return byId("traffic-button").focus();
  search.focus();
  load();
}

async function load() {
  if (shape.loading) return void (shape.again = true);
  shape.loading = get("traffic", { after: shape.after }).catch(() => ({ traffic: [] }));
  const { traffic } = await shape.loading;
  shape.loading = null;
  // a call may be listed before its answer: the newer telling of the same id counts
  const known = new Map(shape.calls.map((call) => [call.id, call]));
  for (const call of traffic) known.set(call.id, call);
  shape.calls = [...known.values()].slice(-MOST_KEPT);
  shape.after =
    shape.calls.filter((call) => call.status !== null && call.status !== undefined).at(-1)?.id ?? shape.after;
  draw();
  if (shape.again) {
    shape.again = false;
    load();
  }
}

function clear() {
  shape.calls = [];
  shape.expanded.clear();
  draw();
}

const isTrouble = (call) =>
  call.status >= 400 || call.status === 0 || call.response?.ok === false || call.ms >= SLOW_MS;

function wanted(call) {
  if (shape.direction !== "all" && call.direction !== shape.direction) return false;
  if (shape.trouble && !isTrouble(call)) return false;
  return (
    !shape.words || `${call.name} ${JSON.stringify([call.request, call.response])}`.toLowerCase().includes(shape.words)
  );
}

function draw() {
  const calls = shape.calls.filter(wanted).reverse();
  count.textContent =
    calls.length === shape.calls.length ? `${calls.length} calls` : `${calls.length} of ${shape.calls.length}`;
  keyed(rows, calls.length ? calls : [null], {
    key: (call) => (call ? `c${call.id}` : "none"),
    stamp: (call) => (call ? `${call.status}/${call.ms}/${shape.expanded.has(call.id)}` : `${shape.calls.length}`),
    draw: (call) => (call ? row(call) : nothing()),
  });
}

const nothing = () =>
  h(
    "p",
    { class: "calls-nothing", role: "listitem" },
    shape.calls.length
      ? "No call matches this filter."
      : `No calls yet. Write a command, and what ${page.state?.app.name || "the app"} hears and says shows here.`,
  );

function row(call) {
  const open = shape.expanded.has(call.id);
  const toggle = () => {
    if (!shape.expanded.delete(call.id)) shape.expanded.add(call.id);
    draw();
  };
  const trouble = isTrouble(call);
  return h(
    "div",
    { class: `call ${trouble ? "is-trouble" : ""}`, role: "listitem" },
    h(
      "button",
      {
        type: "button",
        class: "call-line",
        "aria-expanded": String(open),
        data: { focus: "line" },
        on: { click: toggle },
      },
      icon("down"),
      h("span", { class: `way way-${call.direction}` }, WAYS[call.direction]),
      h("code", {}, call.name),
      h(
        "span",
        { class: "call-status" },
        call.response?.ok === false ? call.response.error : String(call.status ?? "…"),
      ),
      h(
        "span",
        { class: `call-ms ${call.ms >= SLOW_MS ? "is-slow" : ""}` },
        call.ms === null || call.ms === undefined ? "…" : `${Math.round(call.ms)} ms`,
      ),
      h("time", {}, call.at ? clockTime(new Date(call.at)) : ""),
    ),
    open && h("div", { class: "call-detail" }, part("Request", call.request), part("Answer", call.response)),
  );
}

function part(title, value) {
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(value, null, 2));
    toast(`${title} copied.`);
  };
  return h(
    "section",
    {},
    h("header", {}, h("h3", {}, title), iconButton("copy", `Copy the ${title.toLowerCase()}`, copy)),
    h("pre", { tabindex: "0", "aria-label": title }, json(value)),
  );
}

// The right: the CRM beside the chat. Its list of deals, or one of them with its history.

import { announce } from "./announce.js";
import { get } from "./api.js";
import { drawList, startList } from "./crm_list.js";
import { drawRecord } from "./crm_record.js";
import { sentence } from "./crm_words.js";
import { rememberFocus } from "./dialog.js";
import { byId, cover, fill, h, icon, iconButton } from "./dom.js";
import { on, onPhone, page } from "./store.js";

/** `deal` is the id of the open record, null for the list; `trouble` is a sentence, where the CRM gave nothing. */
const panel = { open: false, deal: null, deals: null, record: null, trouble: null };
let asked = 0;
let giveBack = null;

const title = h("h2", { tabindex: "-1", data: { focus: "title" } });
const back = iconButton("back", "Back to the deals", () => show(null), { data: { focus: "back" } });
const body = h("div", { class: "crm-body" });
const trouble = h("div", { class: "crm-nothing", role: "alert" });

export const crmButton = () =>
  h(
    "button",
    {
      type: "button",
      id: "crm-button",
      class: "tool-button",
      "aria-label": "CRM",
      title: "The CRM beside the chat (Alt+C)",
      "aria-expanded": "false",
      "aria-controls": "crm",
      on: { click: toggleCrm },
    },
    icon("record"),
    h("span", {}, "CRM"),
  );

export function startCrm() {
  const head = h("header", { class: "pane-head" }, back, title, iconButton("close", "Close the CRM", closeCrm));
  fill(byId("crm"), head, body);
  byId("crm").addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && closeCrm());
  startList({ open: show });
  on("crm", load);
  addEventListener("resize", () => panel.open && frame());
  on("me", draw);
  on("place", giveWayToThread);
}

export function toggleCrm() {
  if (panel.open) closeCrm();
  else openCrm(null);
}

/** The key's way: to the CRM, and from inside it back. */
export function reachCrm() {
  if (panel.open && !byId("crm").contains(document.activeElement)) title.focus();
  else toggleCrm();
}

/** On the record of `deal`, or on the list. */
export function openCrm(deal) {
  if (!panel.open) giveBack = rememberFocus();
  panel.open = true;
  thread = page.thread;
  frame();
  show(deal);
}

export const crmIsOpen = () => panel.open;

export function closeCrm() {
  panel.open = false;
  frame();
  giveBack?.();
  giveBack = null;
}

/** A thread that is opened comes to the front; the CRM stands before one that was there already. */
let thread = null;
function giveWayToThread() {
  if (page.thread && page.thread !== thread && panel.open) {
    panel.open = false;
    frame();
  }
  thread = page.thread;
}

function frame() {
  byId("crm").hidden = !panel.open;
  byId("workspace").classList.toggle("has-crm", panel.open);
  byId("crm-button").setAttribute("aria-expanded", String(panel.open));
  // the sheet covers what lies behind it
  cover("crm", ["main", "sidebar", "thread"], panel.open && onPhone());
}

async function show(deal) {
  const left = panel.deal;
  Object.assign(panel, { deal, trouble: null });
  if (panel.record?.id !== deal) panel.record = null;
  draw();
  // whoever fills in a form stays there
  if (!byId("modal").children.length) {
    const row = left && !deal && body.querySelector(`[data-deal="${left}"]`);
    (row || (deal ? title : body.querySelector("input")) || title).focus();
  }
  await load();
  if (panel.record?.id === deal) announce(`CRM record ${panel.record.name}`);
}

/** Again, too, whenever the CRM or the clock says that something changed. */
async function load() {
  if (!panel.open) return;
  asked += 1;
  const mine = asked;
  const answer = await (panel.deal ? get("crm/deal", { deal: panel.deal }) : get("crm/deals")).catch((error) => error);
  if (mine !== asked || !panel.open) return;
  panel.trouble = answer instanceof Error ? sentence(answer) : null;
  if (!panel.trouble && panel.deal) panel.record = answer;
  else if (!panel.trouble) panel.deals = answer.deals;
  draw();
}

function draw() {
  if (!panel.open) return;
  const { deal, record, deals } = panel;
  back.hidden = !deal;
  title.textContent = deal ? record?.name || "Deal" : "Deals";
  title.title = deal && record ? record.name : "";
  if (panel.trouble && !(deal ? record : deals)) return drawTrouble();
  if (!deal) return drawList(body, deals);
  if (record) drawRecord(body, record, { changed: load });
  else fill(body, h("p", { class: "crm-nothing", role: "status" }, "Looking…"));
}

function drawTrouble() {
  const again = () => load().then(() => body.querySelector("button, input")?.focus());
  fill(
    trouble,
    icon("warn"),
    h("p", {}, panel.trouble),
    h("button", { type: "button", class: "button", data: { focus: "again" }, on: { click: again } }, "Try again"),
  );
  fill(body, trouble);
}

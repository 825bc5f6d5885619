// The keys that work everywhere on the page.

import { nextEvent, showClock } from "./clock.js";
import { reachCrm } from "./crm.js";
import { byId } from "./dom.js";
import { becomeNumber, focusPeople, showPeople } from "./people.js";
import { step } from "./sidebar.js";
import { loadState, page } from "./store.js";
import { showKeys } from "./topbar.js";
import { playOrPause } from "./tour.js";
import { toggleTraffic } from "./traffic.js";

const WITH_ALT = {
  KeyU: focusPeople,
  KeyN: nextEvent,
  KeyP: playOrPause,
  KeyC: reachCrm,
  KeyI: toggleTraffic,
  ArrowUp: () => step(-1),
  ArrowDown: () => step(1),
};

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSheets();
    if (event.altKey && !event.ctrlKey && !event.metaKey) withAlt(event);
    else if (!isTyping(event.target) && !event.ctrlKey && !event.metaKey && !byId("layer").children.length)
      alone(event);
  });
  byId("skips").addEventListener("click", skip);
}

function closeSheets() {
  showPeople(false);
  showClock(false);
}

function withAlt(event) {
  const number = event.code.match(/^Digit([1-9])$/)?.[1];
  const act = number ? () => becomeNumber(Number(number)) : WITH_ALT[event.code];
  if (!act) return;
  event.preventDefault();
  onceKnown(act);
}

/** A key may come before the page knows who and what there is. */
const onceKnown = (act) => (page.state ? act() : loadState().then(act));

function alone(event) {
  const act = {
    "?": showKeys,
    "/": () => document.querySelector("#thread:not([hidden]) textarea, #main textarea")?.focus(),
  }[event.key];
  if (!act || byId("modal").children.length) return;
  event.preventDefault();
  onceKnown(act);
}

const TARGETS = {
  composer: "#main textarea",
  messages: "#main .message[tabindex='0'], #main .home",
  sidebar: "#sidebar [aria-current], #sidebar .place",
};

function skip(event) {
  const to = TARGETS[event.target.dataset.skip];
  if (!to) return;
  event.preventDefault();
  document.querySelector(to)?.focus();
}

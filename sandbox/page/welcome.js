// Whoever comes for the first time is told what this is and what to do, until the tour begins or they look around.

import { byId, fill, h, icon } from "./dom.js";
import { on } from "./store.js";
import { playOrPause } from "./tour.js";

const KEPT = "welcomed";

/** Only at the bare address: one with a place in it is a bookmark. */
export function startWelcome() {
  if (location.hash.length > 1 || localStorage.getItem(KEPT)) return;
  fill(byId("welcome"), card());
  byId("welcome").hidden = false;
  on("tour", leave);
}

function leave() {
  localStorage.setItem(KEPT, "yes");
  fill(byId("welcome")).hidden = true;
}

function lookAround() {
  leave();
  (document.querySelector("#main textarea") || byId("main")).focus();
}

const card = () =>
  h(
    "div",
    { class: "tour-card" },
    h(
      "div",
      { class: "tour-words" },
      h("h2", {}, "Try the CRM adoption bot in a Slack of its own"),
      h(
        "p",
        { class: "tour-say" },
        "Salespeople say in a line what is in their way in the CRM. Somebody decides, the fix is announced, and whoever asked says whether it works. ",
        "The tour plays it in four minutes; or be anybody, and write ",
        h("code", {}, "/crm-friction"),
        " and what annoys you. Nothing leaves this machine.",
      ),
    ),
    h(
      "div",
      { class: "tour-controls" },
      h(
        "button",
        { type: "button", class: "button button-primary", on: { click: playOrPause } },
        icon("play"),
        "Start the tour",
      ),
      h("button", { type: "button", class: "button", on: { click: lookAround } }, "Look around"),
    ),
  );

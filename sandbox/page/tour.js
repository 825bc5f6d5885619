// The tour: plays the steps of `tour_steps.js`, can be stopped at any moment and continued by hand.

import { announce } from "./announce.js";
import { byId, fill, h, icon, iconButton } from "./dom.js";
import { GESTURES, Hands, NotSeen, Stopped } from "./gestures.js";
import { seen } from "./looking.js";
import { tell } from "./store.js";
import { STEPS } from "./tour_steps.js";

const READ_MS = 2600;
const READ_PER_SIGN_MS = 22;

/** `at` is the step shown, `done` whether it was played; `playing` is "all", "one" or null. */
const tour = { open: false, at: 0, gesture: 0, done: false, playing: null, trouble: null, round: 0 };
let hands;

export const tourButton = () =>
  h(
    "button",
    {
      type: "button",
      id: "tour-button",
      class: "tool-button tool-button-main",
      "aria-label": "Take the tour",
      title: "Take the tour (Alt+P plays and pauses)",
      "aria-expanded": "false",
      "aria-controls": "tour",
      on: { click: () => (tour.open ? close() : open()) },
    },
    icon("play"),
    h("span", {}, "Tour"),
  );

function open() {
  tour.open = true;
  tell("tour");
  hands ||= new Hands({ stopped: () => false });
  draw();
  byId("tour").querySelector("[data-focus='play']")?.focus();
}

function close() {
  stop();
  tour.open = false;
  draw();
  byId("tour-button").focus();
}

/** Lets go at once: whatever gesture is under way is not finished. */
function stop() {
  tour.round += 1;
  tour.playing = null;
}

function toStart() {
  stop();
  Object.assign(tour, { at: 0, gesture: 0, done: false, trouble: null });
  if (hands) hands.facts = {};
  draw();
}

export function playOrPause() {
  if (!tour.open) open();
  if (tour.playing) {
    stop();
    draw();
  } else play("all");
}

async function play(how) {
  if (tour.at === STEPS.length - 1 && tour.done) toStart();
  stop();
  tour.playing = how;
  const { round } = tour;
  const facts = hands?.facts || {};
  hands = new Hands({ stopped: () => round !== tour.round });
  hands.facts = facts;
  try {
    do {
      if (tour.done) Object.assign(tour, { at: tour.at + 1, gesture: 0, done: false });
      await step();
      if (how === "all") await hands.rest(READ_MS + STEPS[tour.at].say.length * READ_PER_SIGN_MS);
    } while (how === "all" && tour.at < STEPS.length - 1);
  } catch (error) {
    if (error instanceof Stopped) return;
    if (!(error instanceof NotSeen)) throw error;
    tour.trouble = error.message;
    announce(error.message);
  }
  if (round === tour.round) tour.playing = null;
  draw();
}

async function step() {
  const { title } = STEPS[tour.at];
  const say = hands.say(STEPS[tour.at].say);
  tour.trouble = null;
  draw();
  announce(`Step ${tour.at + 1} of ${STEPS.length}, ${title}. ${say}`);
  await hands.rest(900);
  hands.before ||= new Set();
  await perform(STEPS[tour.at]);
  tour.done = true;
  draw();
}

const GOING = ["be", "open", "tab", "thread", "leave"];

/** A step that was stopped goes on where it was: it goes there again, but presses and writes nothing twice. */
async function perform({ do: gestures, already }) {
  for (const [index, [gesture, needs]] of gestures.entries()) {
    const going = GOING.includes(gesture);
    if (index < tour.gesture && !going) continue;
    if (!going && already && index >= tour.gesture && (await settled(already))) return;
    await GESTURES[gesture](hands, needs);
    tour.gesture = Math.max(tour.gesture, index + 1);
    showProgress();
  }
}

/** For whoever watches whether it goes on. */
function showProgress() {
  const card = byId("tour").querySelector(".tour-card");
  if (card) card.dataset.gesture = String(tour.gesture);
}

/** Whether somebody did by hand what the step is about. Only asked before the step's first press. */
async function settled(already) {
  if (STEPS[tour.at].do.slice(0, tour.gesture).some(([gesture]) => !GOING.includes(gesture))) return false;
  return seen(hands, already);
}

// --- how it looks ----------------------------------------------------------------------------------------------------

/** What covers the page leaves the tour free. */
const height = new ResizeObserver(() =>
  document.documentElement.style.setProperty("--tour-height", `${byId("tour").offsetHeight}px`),
);

function draw() {
  byId("tour").hidden = !tour.open;
  height.observe(byId("tour"));
  byId("tour-button").setAttribute("aria-expanded", String(tour.open));
  if (!tour.open) return;
  const focused = byId("tour").contains(document.activeElement) && (document.activeElement.dataset.focus || "play");
  const { title } = STEPS[tour.at];
  const say = hands.say(STEPS[tour.at].say);
  const state = tour.trouble ? "trouble" : tour.playing ? "playing" : tour.done ? "done" : "ready";
  fill(
    byId("tour"),
    h(
      "div",
      { class: `tour-card is-${state}`, data: { state, step: String(tour.at + 1), gesture: String(tour.gesture) } },
      h(
        "div",
        { class: "tour-words" },
        h("p", { class: "tour-count" }, `Step ${tour.at + 1} of ${STEPS.length}`, dots()),
        h("h2", {}, title),
        h("p", { class: "tour-say" }, say),
        tour.trouble &&
          h("p", { class: "tour-trouble" }, icon("warn"), `${tour.trouble} Continue by hand, or try the step again.`),
      ),
      controls(),
    ),
  );
  if (focused) byId("tour").querySelector(`[data-focus="${focused}"]:not([disabled])`)?.focus();
}

const dots = () =>
  h(
    "span",
    { class: "dots", "aria-hidden": "true" },
    STEPS.map((_, index) =>
      h("i", {
        class: index < tour.at || (index === tour.at && tour.done) ? "is-done" : index === tour.at ? "is-at" : null,
      }),
    ),
  );

function controls() {
  const over = tour.at === STEPS.length - 1 && tour.done;
  const playWords = tour.playing
    ? "Pause"
    : over
      ? "Play again"
      : tour.at || tour.gesture || tour.done
        ? "Continue"
        : "Play";
  const oneWords = tour.trouble ? "Try again" : tour.done && !over ? "Next step" : "One step";
  return h(
    "div",
    { class: "tour-controls" },
    h(
      "button",
      { type: "button", class: "button button-primary", data: { focus: "play" }, on: { click: playOrPause } },
      icon(tour.playing ? "pause" : "play"),
      playWords,
    ),
    h(
      "button",
      {
        type: "button",
        class: "button",
        disabled: Boolean(tour.playing) || over,
        data: { focus: "one" },
        on: { click: () => play("one") },
      },
      icon("next"),
      oneWords,
    ),
    iconButton("restart", "Back to the start of the tour", toStart, { data: { focus: "restart" } }),
    iconButton("close", "Close the tour", close, { data: { focus: "close" } }),
  );
}

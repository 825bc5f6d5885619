// The sandbox's clock: what time it is, what comes next, and the three ways to move on.

import { announce, toast } from "./announce.js";
import { post, Refused } from "./api.js";
import { openDialog } from "./dialog.js";
import { byId, fill, h, icon, iconButton } from "./dom.js";
import { closeBeside } from "./popup.js";
import { loadAll, loadState, on, onPhone, page } from "./store.js";
import { clockTime, fromLocalInput, fullTime, now, shortDay, toLocalInput, whenShort, zoneName } from "./time.js";

const TICK_MS = 5000;
let running = false;

const face = h("button", {
  type: "button",
  id: "clock-button",
  class: "clock-face",
  "aria-expanded": "false",
  "aria-controls": "clock-controls",
  on: { click: () => showClock() },
});
const nextJob = h("small", {});
const nextButton = control("Next scheduled event", nextJob, () => move({ next: true }), "Alt+N");
const dayButton = control("+1 day", null, () => move({ days: 1 }));
const timeButton = control("Choose a time", null, chooseTime);
const progress = h("div", {
  class: "clock-progress",
  role: "progressbar",
  "aria-label": "The clock is moving",
  hidden: true,
});
const ran = h("div", { class: "ran", hidden: true });
const controls = h(
  "div",
  { id: "clock-controls", class: "clock-controls", role: "group", "aria-label": "Clock" },
  h(
    "div",
    { class: "phone-only sheet-head" },
    h("h2", {}, "Clock"),
    iconButton("close", "Close the clock", () => showClock(false)),
  ),
  nextButton,
  dayButton,
  timeButton,
);

function control(words, small, choose, keys) {
  return h(
    "button",
    {
      type: "button",
      class: "clock-button",
      title: keys ? `${words} (${keys})` : words,
      disabled: true,
      on: { click: choose },
    },
    h("span", {}, words),
    small,
  );
}

export function drawClock() {
  on("state", show);
  setInterval(showTime, TICK_MS);
  const isOpen = () => onPhone() && controls.classList.contains("is-open");
  closeBeside(controls, face.id, { isOpen, close: () => showClock(false) });
  return h("div", { class: "clock" }, face, controls, progress, ran);
}

function showTime() {
  if (!page.state) return;
  const date = now();
  fill(face, icon("clock"), h("span", {}, h("b", {}, clockTime(date)), h("small", {}, shortDay(date))));
  face.title = `${fullTime(date)}, the time in the sandbox`;
  face.setAttribute("aria-label", `It is ${fullTime(date)}`);
}

function show() {
  showTime();
  const { next } = page.state.clock;
  nextJob.textContent = next ? `${next.job} · ${whenShort(new Date(next.at))}` : "Nothing is scheduled";
  nextButton.title = next ? `${next.job}, ${fullTime(new Date(next.at))} (Alt+N)` : "Nothing is scheduled";
  nextButton.disabled = running || !next;
  dayButton.disabled = timeButton.disabled = running;
}

/** On the phone the controls are a sheet. */
export function showClock(open = !controls.classList.contains("is-open")) {
  controls.classList.toggle("is-open", open);
  face.setAttribute("aria-expanded", String(open));
}

export const nextEvent = () => nextButton.click();

async function move(how) {
  if (running) return;
  const focused = document.activeElement;
  running = true;
  showClock(false);
  progress.hidden = false;
  byId("topbar").setAttribute("aria-busy", "true");
  show();
  try {
    const answer = await post("clock", how);
    loadAll();
    await loadState();
    showRan(answer);
  } catch (error) {
    toast(error instanceof Refused ? error.message : "The sandbox is not answering. The clock did not move.", {
      problem: true,
    });
  }
  running = false;
  progress.hidden = true;
  byId("topbar").removeAttribute("aria-busy");
  show();
  if (focused?.isConnected && document.activeElement === document.body) focused.focus();
}

function showRan({ now: at, ran: jobs }) {
  const date = new Date(at);
  const title = `It is now ${shortDay(date)}, ${clockTime(date)} ${zoneName(date)}`;
  const close = () => (ran.hidden = true);
  fill(
    ran,
    h("header", {}, h("h2", {}, title), iconButton("close", "Dismiss what ran", close)),
    jobs.length ? h("ul", { "aria-label": "What ran" }, lines(jobs)) : h("p", {}, "Nothing came due."),
  );
  ran.hidden = false;
  announce(`${title}. ${jobs.length ? `Ran: ${jobs.map((one) => one.job).join(", ")}` : "Nothing came due."}`);
  clearTimeout(showRan.timer);
  showRan.timer = setTimeout(() => !ran.matches(":hover, :focus-within") && close(), onPhone() ? SHOWN_MS / 2 : SHOWN_MS);
}

const SHOWN_MS = 12_000;
const MOST_LINES = 8;

function lines(jobs) {
  const row = (one) =>
    h("li", {}, h("time", { datetime: one.at }, whenShort(new Date(one.at))), h("code", {}, one.job));
  const rest = jobs.length - MOST_LINES;
  return [...(rest > 0 ? [h("li", {}, `${rest} earlier ones`)] : []), ...jobs.slice(-MOST_LINES).map(row)];
}

function chooseTime() {
  if (onPhone()) {
    showClock(false);
    face.focus();
  }
  const input = h("input", {
    id: "clock-to",
    class: "input",
    type: "datetime-local",
    min: toLocalInput(now()),
    value: toLocalInput(new Date(now().getTime() + 3_600_000)),
    data: { first: "" },
  });
  const error = h("p", { class: "error", role: "alert", hidden: true });
  openDialog({
    title: "Choose a time",
    small: true,
    draw: (close) =>
      h(
        "form",
        { novalidate: true, on: { submit: (event) => (event.preventDefault(), take(input, error, close)) } },
        h(
          "div",
          { class: "dialog-body" },
          h("label", { class: "label", for: "clock-to" }, `Date and time (${zoneName(now())})`),
          input,
          h("p", { class: "hint" }, "Everything that comes due until then runs, in order. Time only moves forward."),
          error,
        ),
        h(
          "div",
          { class: "dialog-foot" },
          h("button", { type: "button", class: "button", on: { click: () => close() } }, "Cancel"),
          h("button", { type: "submit", class: "button button-primary" }, "Move the clock"),
        ),
      ),
  }).then((to) => to && move({ to }));
}

function take(input, error, close) {
  const wanted = input.value && fromLocalInput(input.value);
  if (wanted && wanted > now()) return close(wanted.toISOString());
  error.textContent = wanted ? "That time has passed. Choose a later one." : "Choose a date and a time.";
  error.hidden = false;
  input.focus();
}

// Says things to a screen reader, and short ones to everybody.

import { byId, h, icon, iconButton } from "./dom.js";
import { on } from "./store.js";

export function announce(words) {
  const line = h("div", {}, words);
  byId("announcer").append(line);
  setTimeout(() => line.remove(), 4000);
}

// what was said to one person is not for the next
on("me", () => byId("announcer").replaceChildren());

const SHOWN_MS = 8000;

/** A note in the corner. A problem stays until it is closed. */
export function toast(words, { problem = false } = {}) {
  const close = () => note.remove();
  const note = h(
    "div",
    { class: `toast ${problem ? "toast-problem" : ""}`, role: problem ? "alert" : "status" },
    icon(problem ? "warn" : "check"),
    h("p", {}, words),
    iconButton("close", "Dismiss", close),
  );
  byId("toasts").append(note);
  if (!problem) setTimeout(close, SHOWN_MS);
}

/** What went wrong between the sandbox and the app, as a sentence; null when all went well. */
export function problemOf(answer, app) {
  if (!answer.error && !(answer.status >= 400)) return null;
  const why = answer.error ? `${answer.error}`.replaceAll("_", " ") : `HTTP ${answer.status}`;
  return `${app} did not answer as it should (${why}, ${Math.round(answer.ms ?? 0)} ms). The traffic inspector shows what was said.`;
}

// A form of the app's: drawn, kept while it changes, checked, submitted; what is wrong is said under the field.

import { announce, problemOf } from "./announce.js";
import { post, Refused } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { check } from "./checks.js";
import { rememberFocus, trap } from "./dialog.js";
import { byId, carryFocus, cover, fill, focusable, h, icon, iconButton } from "./dom.js";
import { plainText } from "./mrkdwn.js";
import { loadMessages, loadReplies, loadState, on, page } from "./store.js";
import { Surface } from "./surface.js";

/** Per view what was filled in: a view that comes back from under another one is as it was left. */
const filled = new Map();
let shown = null;
let giveBack = null;
let release = null;

export function startModal() {
  on("state", draw);
  on("me", draw);
}

function draw() {
  const modal = page.state?.modal;
  if (!modal?.view) return shown && remove();
  const { view } = modal;
  const mark = view.hash || JSON.stringify(view);
  if (shown?.id === view.id && shown.mark === mark) return;
  if (!giveBack) open();
  const again = shown?.id === view.id;
  const fresh = drawView(view, modal.depth);
  const old = byId("modal").querySelector(".modal");
  const scrolled = again ? old.querySelector(".modal-body").scrollTop : 0;
  const focus = again ? carryFocus(old, fresh) : () => focusFirst(fresh, view);
  fill(
    byId("modal"),
    h(
      "div",
      { class: "backdrop modal-backdrop" },
      h("div", { class: "modal-frame", role: "dialog", "aria-modal": "true", "aria-labelledby": "modal-title" }, fresh),
    ),
  );
  fresh.querySelector(".modal-body").scrollTop = scrolled;
  release?.();
  release = trap(fresh, { onEscape: close });
  shown = { ...shown, id: view.id, mark, view, node: fresh };
  focus();
}

const BEHIND = ["sidebar", "main", "thread", "skips"];

function open() {
  giveBack = rememberFocus();
  byId("workspace").classList.add("has-modal");
  cover("modal", BEHIND, true);
}

function remove() {
  release?.();
  release = shown = null;
  fill(byId("modal"));
  byId("workspace").classList.remove("has-modal");
  cover("modal", BEHIND, false);
  giveBack?.();
  giveBack = null;
}

function drawView(view, depth) {
  if (!filled.has(view.id)) filled.set(view.id, new Map());
  const surface = new Surface("modal", { view_id: view.id }, view.blocks, {
    filled: filled.get(view.id),
    state: view.state,
  });
  const title = plainText(view.title) || "Form";
  const submit =
    (view.submit || view.blocks.some((block) => block.type === "input")) &&
    h(
      "button",
      { type: "submit", class: "button button-primary", data: { focus: "submit" } },
      plainText(view.submit) || "Submit",
    );
  const form = h(
    "form",
    {
      class: "modal",
      tabindex: "-1",
      novalidate: true,
      autocomplete: "off",
      on: { submit: (event) => (event.preventDefault(), send(form, surface)) },
    },
    h(
      "div",
      { class: "modal-head" },
      depth > 1
        ? iconButton("back", "Back", close)
        : h("span", { class: "face face-app face-small", "aria-hidden": "true" }, icon("loop")),
      h("h2", { id: "modal-title" }, title),
      iconButton("close", "Close", close),
    ),
    h(
      "div",
      { class: "modal-body blocks" },
      drawBlocks(view.blocks, surface),
      h("p", { class: "modal-problem", role: "alert", hidden: true }),
    ),
    h(
      "div",
      { class: "modal-foot" },
      h("span", { class: "by-app" }, `A form of ${page.state.app.name}`),
      h(
        "button",
        { type: "button", class: "button", data: { focus: "close" }, on: { click: close } },
        plainText(view.close) || "Cancel",
      ),
      submit,
    ),
  );
  form.addEventListener("input", (event) => clearError(event.target.closest(".input-block")));
  return form;
}

function focusFirst(form, view) {
  const wanted = view.blocks.find((block) => block.element?.focus_on_load);
  const field = (wanted && fieldOf(form, wanted.block_id)) || form.querySelector(".modal-body .input-block");
  const target = (field && focusable(field)[0]) || form.querySelector('[type="submit"]') || form;
  target.focus({ preventScroll: true });
}

const fieldOf = (form, block) => form.querySelector(`.input-block[data-block="${CSS.escape(block)}"]`);

async function close() {
  const { id } = shown;
  try {
    await post("close", { user: page.me, view_id: id });
    filled.delete(id);
  } catch (error) {
    if (error instanceof Refused) return loadState();
    return say("The sandbox is not answering. What you typed is still here.");
  }
  loadState();
}

async function send(form, surface) {
  if (form.getAttribute("aria-busy") === "true") return;
  const view_id = surface.where.view_id;
  const wrong = check(surface);
  if (Object.keys(wrong).length) return showErrors(form, wrong);
  form.setAttribute("aria-busy", "true");
  say("");
  try {
    const answer = await post("submit", { user: page.me, view_id, values: surface.values() });
    settle(form, view_id, answer);
  } catch (error) {
    say(
      error instanceof Refused
        ? error.message
        : "The sandbox is not answering. What you typed is still here; try again when it is back.",
    );
  }
  form.removeAttribute("aria-busy");
}

function settle(form, view_id, answer) {
  if (answer.errors && Object.keys(answer.errors).length) return showErrors(form, answer.errors);
  const problem = problemOf(answer, page.state.app.name);
  if (problem) return say(`${problem} What you typed is still here.`);
  if (answer.closed) {
    filled.delete(view_id);
    announce("Submitted");
  }
  loadState();
  loadMessages();
  loadReplies();
}

function say(words) {
  const line = byId("modal").querySelector(".modal-problem");
  if (!line) return;
  line.textContent = words;
  line.hidden = !words;
  if (words) line.scrollIntoView({ block: "nearest" });
}

function showErrors(form, errors) {
  form.querySelectorAll(".input-block").forEach(clearError);
  const fields = Object.entries(errors).map(([block, words]) => showError(fieldOf(form, block), words));
  const lost = Object.entries(errors)
    .filter((_, index) => !fields[index])
    .map(([, words]) => words);
  if (lost.length) say(lost.join(" "));
  const first = [...form.querySelectorAll(".input-block.is-wrong")][0];
  if (first) focusable(first)[0]?.focus();
  announce(Object.values(errors).join(" "));
}

function showError(field, words) {
  if (!field) return null;
  const line = field.querySelector(".error");
  line.textContent = words;
  line.hidden = false;
  field.classList.add("is-wrong");
  field.querySelectorAll("input, textarea").forEach((input) => input.setAttribute("aria-invalid", "true"));
  return field;
}

function clearError(field) {
  if (!field?.classList.contains("is-wrong")) return;
  field.classList.remove("is-wrong");
  field.querySelector(".error").hidden = true;
  field.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
}

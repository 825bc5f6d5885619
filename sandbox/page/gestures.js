// What the tour's steps are made of: the same presses and keystrokes that a person makes, on what is visible.

import { closeCrm, crmIsOpen } from "./crm.js";
import { byId } from "./dom.js";
import { all, below, field, form, labelled, message, seen, shows, standing, startsWith, visible } from "./looking.js";
import { onPhone, page } from "./store.js";

const WAIT_MS = 20_000;
const LOOK_MS = 80;
const KEY_MS = 26;
const BEFORE_PRESS_MS = 420;
const CLOCK_STEPS = 40;
/** Until a new address is heard of. */
const MOVED_MS = 50;

/** `pace` 1 is for watching, 0 for no pauses at all. */
export class Hands {
  constructor({ stopped }) {
    this.stopped = stopped;
    this.facts = {};
    this.pace = new URLSearchParams(location.search).get("pace") === "fast" ? 0 : 1;
  }

  say(words) {
    return typeof words === "string" ? words.replace(/\{(\w+)\}/g, (whole, name) => this.facts[name] ?? whole) : words;
  }

  async rest(ms) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0.4 : 1;
    await new Promise((done) => setTimeout(done, ms * this.pace * still));
    this.check();
  }

  check() {
    if (this.stopped()) throw new Stopped();
  }

  /** What `look` finds, as soon as it finds it. */
  async until(look, what, { within = WAIT_MS } = {}) {
    const end = performance.now() + within;
    for (;;) {
      this.check();
      const found = look();
      if (found) return found;
      if (performance.now() > end)
        throw new NotSeen(`Waited ${Math.round(within / 1000)} seconds for ${this.say(what)}, and it did not come.`);
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  }

  /** Shows what it is going to press, then presses it; what was drawn anew in between is found again. */
  async press(look, what) {
    const shown = await this.until(look, what);
    if (!(shown instanceof Element)) return;
    shown.scrollIntoView({ block: "nearest", inline: "nearest" });
    shown.classList.add("tour-touch");
    try {
      await this.rest(BEFORE_PRESS_MS);
    } finally {
      shown.classList.remove("tour-touch");
    }
    const node = await this.until(look, what);
    node.focus({ preventScroll: true });
    node.click();
  }

  async type(input, text) {
    input.focus();
    const put = (words) => {
      input.value = words;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    if (this.pace) {
      for (let at = 1; at <= text.length; at += 2) {
        put(text.slice(0, at));
        await this.rest(KEY_MS);
      }
    }
    put(text);
  }
}

export class Stopped extends Error {}
/** Said to the person as it is. */
export class NotSeen extends Error {}

// --- the gestures ----------------------------------------------------------------------------------------------------

/** On the phone its sheet lies over everything else. */
const clearPhone = () => onPhone() && crmIsOpen() && closeCrm();

async function be(hands, name) {
  clearPhone();
  const button = () => startsWith(name, "#people .person");
  await hands.until(button, `${name} among the people`);
  const isMe = () => button().getAttribute("aria-pressed") === "true";
  if (onPhone() && !isMe() && !visible(button())) await hands.press(() => byId("me-button"), "the switch of persons");
  if (!isMe()) await hands.press(button, `${name} among the people`);
  else document.querySelector("#people.is-open .icon-button")?.click();
  await hands.until(
    () => page.state?.me === page.me && startsWith(name, "#people .person")?.getAttribute("aria-pressed") === "true",
    `being ${name}`,
  );
}

async function open(hands, name) {
  clearPhone();
  if (form()) await hands.press(() => !form() || labelled("Close", form()), "the form to close");
  const row = () => startsWith(name, "#sidebar .place");
  await hands.until(row, `${name} in the list`);
  const back = () => all(".back").find(visible);
  while (onPhone() && back()) {
    back().click();
    await hands.rest(200);
    await new Promise(requestAnimationFrame);
  }
  await hands.press(row, `${name} in the list`);
  await new Promise((done) => setTimeout(done, MOVED_MS));
  await hands.until(() => row()?.getAttribute("aria-current") === "page", `${name} to open`);
  if (page.thread) labelled("Close thread", byId("thread"))?.click();
  hands.before = new Set();
  if (!name.startsWith("#")) return;
  await hands.until(() => page.messages, `the messages of ${name}`);
}

async function tab(hands, name) {
  const button = () => all('#main [role="tab"]').find((node) => node.textContent === name);
  await hands.until(button, `the tab ${name}`);
  if (button().getAttribute("aria-selected") !== "true") await hands.press(button, `the tab ${name}`);
  await hands.until(() => button()?.getAttribute("aria-selected") === "true", `the tab ${name} to open`);
}

async function write(hands, words) {
  const input = await hands.until(() => document.querySelector("#main .composer textarea"), "the message box");
  hands.before = new Set(standing());
  await hands.type(input, hands.say(words));
  await hands.press(() => labelled("Send", byId("main")), "Send");
}

async function wait(hands, condition) {
  const found = await hands.until(() => seen(hands, condition), condition.what, { within: condition.within });
  if (found instanceof Element) bringIntoView(found);
  if (condition.also && isTall(found)) center(found, condition.also);
  for (const [name, pattern] of Object.entries(condition.remember || {})) {
    hands.facts[name] = found.textContent.match(pattern).at(-1);
    if (isTall(found)) center(found, pattern);
  }
}

/** Of what has no room on the page at once, the beginning is read first. */
const isTall = (node) => node.offsetHeight > byId("main").clientHeight / 2;
const bringIntoView = (node) => node.scrollIntoView({ block: isTall(node) ? "start" : "nearest" });

const center = (node, words) =>
  all(".block", node)
    .find((block) => shows(block, words))
    ?.scrollIntoView({ block: "center" });

const named = (words) => [words].flat().find((one) => typeof one === "string") || "the message";

async function press(hands, { button, after, ...where }) {
  const look = () => {
    const found = message(hands, { ...where, button });
    return found && (after ? below(hands.say(after), button, found) : labelled(button, found));
  };
  await hands.press(look, `the button ${button} on ${hands.say(after || named(where.message))}`);
}

async function thread(hands, where) {
  const look = () => message(hands, where)?.querySelector(".replies");
  await hands.press(look, `the thread of ${where.message}`);
  await hands.until(() => visible(byId("thread")) && page.replies, "the thread to open");
}

/** Writes below a message, which may have no reply yet. With fingers the way there is the message's menu. */
async function answer(hands, { words, ...where }) {
  const begin = "Reply in thread";
  const button = () => labelled(begin, message(hands, where) || byId("layer"));
  const more = () => labelled("Message menu", message(hands, where) || byId("layer"));
  const item = () => all('[role="menuitem"]').find((node) => node.textContent === begin);
  await hands.until(() => button() || more(), `${begin} on ${named(where.message)}`);
  if (!button()) await hands.press(more, `the menu of ${named(where.message)}`);
  await hands.press(() => button() || item(), begin);
  const input = () => visible(byId("thread")) && page.replies && document.querySelector("#thread .composer textarea");
  await hands.type(await hands.until(input, "the thread to open"), hands.say(words));
  await hands.press(() => labelled("Send", byId("thread")), "Send");
}

async function type(hands, { field: words, text }) {
  const input = await hands.until(() => field(words)?.querySelector("input, textarea"), `the field ${words}`);
  await hands.type(input, hands.say(text));
}

async function choose(hands, { field: words, option }) {
  const input = await hands.until(() => field(words)?.querySelector("input"), `the field ${words}`);
  if (input.value.startsWith(option)) return;
  input.focus();
  await hands.type(input, option);
  // its own list: that of the field before may still be open
  const list = () => byId(input.getAttribute("aria-controls")) || document.createElement("i");
  const row = () => all('[role="option"]', list()).find((node) => node.textContent.startsWith(option));
  await hands.press(row, `${option} among the choices of ${words}`);
}

async function submit(hands) {
  const button = () => form()?.querySelector('[type="submit"]');
  await hands.until(button, "the form's button");
  const before = form();
  await hands.press(button, "the form's button");
  const answered = () =>
    form() !== before ||
    (before.getAttribute("aria-busy") !== "true" && before.querySelector(".is-wrong, .modal-problem:not([hidden])"));
  const left = await hands.until(answered, "the form to be taken");
  if (left !== true)
    throw new NotSeen(
      `The form was not taken: ${before.querySelector(".is-wrong .error, .modal-problem:not([hidden])").textContent}`,
    );
}

async function close(hands) {
  await hands.press(() => !form() || labelled("Close", form()), "the form to close");
  await hands.until(() => !form(), "the form to close");
}

/** Opens the record of the deal whose name stands above the block that shows `above`. */
async function record(hands, { above, ...where }) {
  const look = () => {
    const blocks = all(".block", message(hands, where) || document.createElement("i"));
    const to = blocks.findIndex((node) => shows(node, above));
    return blocks
      .slice(0, Math.max(0, to))
      .map((node) => node.querySelector(".record-link"))
      .findLast(Boolean);
  };
  await hands.press(look, `the deal above “${above}”`);
  await hands.until(crmIsOpen, "the record to open");
}

async function leave() {
  if (crmIsOpen()) closeCrm();
}

/** What comes due by another job is not looked at for long: it is not what the tour waits for. */
const patience = (job, came) => (!job || came === job ? 1500 : 100);

/**
 * Moves to the next scheduled event again and again until something is seen; `job` is the one by which it comes.
 * What is `fresh` was not there when the tour first began to wait for it.
 */
async function clock(hands, { until, job }) {
  const began = `before ${until.what}`;
  if (until.fresh) {
    await hands.until(() => page.messages && standing().length, "the messages");
    hands.before = new Set((hands.facts[began] ||= standing()));
  }
  let came = null;
  const idle = () => byId("topbar").getAttribute("aria-busy") !== "true";
  for (let step = 0; step < CLOCK_STEPS; step += 1) {
    // the note may already be on its way: look a moment before time moves on
    const there = await hands
      .until(() => seen(hands, until), until.what, { within: step ? patience(job, came) : 400 })
      .catch((error) => {
        if (!(error instanceof NotSeen)) throw error;
      });
    if (there) return bringIntoView(there);
    const button = startsWith("Next scheduled event", ".clock-button");
    if (button.disabled) throw new NotSeen(`Nothing more is scheduled, and ${hands.say(until.what)} did not come.`);
    if (!visible(button)) await hands.press(() => document.querySelector(".clock-face"), "the clock");
    came = button.querySelector("small").textContent.split(" · ")[0];
    await hands.press(() => !button.disabled && button, "Next scheduled event");
    await hands.until(idle, "the clock to arrive", { within: 90_000 });
  }
  throw new NotSeen(`${CLOCK_STEPS} scheduled events passed, and ${hands.say(until.what)} did not come.`);
}

const WITH_FORMS = { type, choose, submit, close };
export const GESTURES = { be, open, tab, write, wait, press, thread, answer, ...WITH_FORMS, record, leave, clock };

// A list of messages with day dividers: keeps its place while it changes, moves by arrow keys, tells what is new.

import { announce } from "./announce.js";
import { h, icon, keyed } from "./dom.js";
import { drawMessage, summary } from "./message.js";
import { page } from "./store.js";
import { dayName, dayOf, now, ofTs } from "./time.js";

const TOGETHER_S = 300;
const NEAR_END = 90;

export class MessageList {
  /** `foot` stands after the first message in a thread. */
  constructor({ label, inThread = false }) {
    this.inThread = inThread;
    this.place = null;
    this.list = h("div", {
      class: "message-list",
      role: "log",
      "aria-label": label,
      "aria-live": "off",
      tabindex: "-1",
      on: { keydown: (event) => this.steer(event) },
    });
    this.jump = h(
      "button",
      { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd() } },
      icon("down"),
      "New messages",
    );
    this.scroller = h(
      "div",
      {
        class: "scroller",
        on: {
          scroll: () => this.atEnd() && (this.jump.hidden = true),
          focusin: (event) => this.hold(event.target.closest(".message")),
        },
      },
      this.list,
    );
    this.node = h("div", { class: "message-pane" }, this.scroller, this.jump);
    new ResizeObserver(() => this.stuck && this.toEnd(this.from)).observe(this.scroller);
  }

  atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const left = scrollHeight - scrollTop - clientHeight;
    if (left < 2) this.from = null;
    this.stuck = left < NEAR_END;
    return this.stuck;
  }

  /**
   * As far as `from`, a selector for the first of what is new, stays in sight: what is longer than the pane is read
   * from its start, and stays there until somebody has scrolled to the end.
   */
  toEnd(from = null) {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.stuck = true;
    this.from = from;
    const first = from && this.list.querySelector(from);
    if (!first || first.getBoundingClientRect().top >= this.scroller.getBoundingClientRect().top) return;
    first.scrollIntoView({ block: "start" });
    this.atEnd();
  }

  /**
   * `place` names what is shown; a new place starts at its end, or where it is new, and tells nothing. `unread` marks
   * the last ones as new.
   */
  show(place, messages, { channel, empty, unread = 0 }) {
    const same = place === this.place;
    const stay = !same || this.atEnd();
    const held = !same && this.list.contains(document.activeElement);
    if (!same) {
      this.list.replaceChildren();
      this.freshFrom = unread ? firstUnread(messages, unread) : null;
    }
    this.place = place;
    const before = new Set([...this.list.querySelectorAll(".message")].map((node) => node.dataset.ts));
    keyed(this.list, messages.length ? this.items(messages, channel) : [{ key: "empty", stamp: place, draw: empty }], {
      key: (item) => item.key,
      stamp: (item) => item.stamp,
      draw: (item) => item.draw(),
    });
    this.tabStop();
    const fresh = same && before.size ? othersOf(messages).filter((message) => !before.has(message.ts)) : [];
    this.tell(fresh, stay);
    if (stay) this.toEnd(!same ? ".fresh" : fresh.length ? `[data-ts="${fresh[0].ts}"]` : this.from);
    if (held) (this.list.querySelector('.message[tabindex="0"]') || this.list).focus({ preventScroll: true });
    this.find();
  }

  items(messages, channel) {
    const items = [];
    let last = null;
    messages.forEach((message, index) => {
      const day = dayOf(ofTs(message.ts));
      if (!this.inThread && day !== (last && dayOf(ofTs(last.ts)))) items.push(divider(day, message));
      if (message.ts === this.freshFrom)
        items.push({
          key: "fresh",
          stamp: "fresh",
          draw: () => h("div", { class: "fresh", role: "separator", "aria-label": "New" }, h("span", {}, "New")),
        });
      const compact = follows(last, message) && !(this.inThread && index === 1) && items.at(-1).key === `m${last.ts}`;
      items.push({
        key: `m${message.ts}`,
        stamp: JSON.stringify([message, compact, channel, dayOf(now())]),
        draw: () => drawMessage(message, { compact, inThread: this.inThread, channel }),
      });
      if (this.inThread && index === 0 && messages.length > 1) items.push(count(messages.length - 1));
      last = message;
    });
    return items;
  }

  tell(fresh, stay) {
    fresh.forEach((message) => announce(`${message.ephemeral ? "Only visible to you. " : ""}${summary(message)}`));
    if (fresh.length && !stay) this.jump.hidden = false;
  }

  // one message at a time is a stop for Tab; arrows move between them
  tabStop() {
    const all = [...this.list.querySelectorAll(".message")];
    const held = all.find((node) => node.dataset.ts === this.held) || all.at(-1);
    all.forEach((node) => setStop(node, node === held));
  }

  hold(node) {
    if (!node || node.dataset.ts === this.held) return;
    this.held = node.dataset.ts;
    this.tabStop();
  }

  steer(event) {
    if (!event.target.classList.contains("message")) return;
    const all = [...this.list.querySelectorAll(".message")];
    const at = all.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(to, all.length - 1))].focus();
  }

  /** Scrolls to a message that a link asked for. */
  find() {
    const node = page.lookFor && this.list.querySelector(`[data-ts="${page.lookFor}"]`);
    if (!node) return;
    page.lookFor = null;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
  }
}

function setStop(node, stop) {
  node.tabIndex = stop ? 0 : -1;
  node.querySelectorAll(".tools button").forEach((button) => (button.tabIndex = stop ? 0 : -1));
}

const othersOf = (messages) => messages.filter((message) => message.user !== page.me || message.ephemeral);

const divider = (day, message) => ({
  key: `d${day}`,
  stamp: dayName(ofTs(message.ts)),
  draw: () => h("div", { class: "day" }, h("h3", {}, dayName(ofTs(message.ts)))),
});

const count = (replies) => ({
  key: "count",
  stamp: `${replies}`,
  draw: () => h("div", { class: "reply-count" }, `${replies} ${replies === 1 ? "reply" : "replies"}`),
});

const follows = (last, message) =>
  // what has blocks is a card of its own, with its own name above it
  Boolean(last) &&
  !message.blocks?.length &&
  last.user === message.user &&
  last.bot_id === message.bot_id &&
  last.username === message.username &&
  !last.ephemeral === !message.ephemeral &&
  Number(message.ts) - Number(last.ts) < TOGETHER_S;

function firstUnread(messages, unread) {
  const others = messages.filter((message) => message.user !== page.me && !message.ephemeral);
  return others.at(-unread)?.ts ?? null;
}

// The small tagged things inside a text: links, people, channels, broadcasts and dates.

import { openCrm } from "./crm.js";
import { h, icon } from "./dom.js";
import { channelOf, nameOf, openChannel, page, userOf } from "./store.js";
import { fillDate, fullTime } from "./time.js";

const RECORD = /^https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)\/hubspot\/contacts\/\d+\/record\/0-3\/(\d+)$/;
const SAFE = /^(https?:|mailto:|tel:)/i;
const PERMALINK = /\/archives\/([CDG]\w+)\/p(\d{10})(\d{6})(?:\?(?:.*&)?thread_ts=([\d.]+))?/;

/** A link that may be followed, or its words where the address is of no safe kind. */
export function link(url, label) {
  if (!SAFE.test(url)) return document.createTextNode(label || url);
  const [, port, deal] = url.match(RECORD) || [];
  if (deal && port === location.port) return recordLink(url, label, deal);
  const inside = url.match(PERMALINK);
  if (inside && channelOf(inside[1])) {
    const [, channel, seconds, micros, thread] = inside;
    const follow = (event) => {
      event.preventDefault();
      openChannel(channel, thread || null);
      page.lookFor = thread ? null : `${seconds}.${micros}`;
    };
    return h("a", { href: url, on: { click: follow } }, label || url);
  }
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label || url);
}

/** Opens the CRM beside the chat; with a key held down, the CRM's own page as any link does. */
function recordLink(url, label, deal) {
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openCrm(deal);
  };
  const title = "Open in the CRM beside the chat";
  return h("a", { class: "record-link", href: url, title, on: { click: follow } }, icon("record"), label || url);
}

export function person(id, label) {
  const user = userOf(id);
  const mine = id === page.me;
  return h("span", { class: mine ? "mention mention-me" : "mention" }, `@${user ? nameOf(user) : label || id}`);
}

export function channel(id, label) {
  const known = channelOf(id);
  if (!known) return h("span", { class: "mention" }, label ? `#${label}` : "a private channel");
  return h(
    "button",
    { type: "button", class: "mention mention-link", on: { click: () => openChannel(id) } },
    `#${known.name}`,
  );
}

export const broadcast = (word) => h("span", { class: "mention mention-me" }, `@${word}`);

export function date(seconds, template, fallback, url) {
  if (!/^\d+(\.\d+)?$/.test(seconds)) return document.createTextNode(fallback || template);
  const words = fillDate(seconds, template);
  const time = h(
    "time",
    { datetime: new Date(Number(seconds) * 1000).toISOString(), title: fullTime(new Date(Number(seconds) * 1000)) },
    words,
  );
  return url ? link(url, words) : time;
}

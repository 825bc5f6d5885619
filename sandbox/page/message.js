// One message: who, when, what, its replies, and what can be done with it.

import { problemOf, toast } from "./announce.js";
import { post, Refused } from "./api.js";
import { drawBody } from "./blocks.js";
import { h, icon, iconButton } from "./dom.js";
import { face } from "./faces.js";
import { openMenu } from "./menu.js";
import { asWords } from "./mrkdwn.js";
import { appUser, nameOf, openThread, page, titleOf, userOf } from "./store.js";
import { Surface } from "./surface.js";
import { clockTime, fullTime, ofTs, whenInside } from "./time.js";

export const senderOf = (message) => userOf(message.user || (message.bot_id && appUser()));
export const senderName = (message) =>
  message.username || (senderOf(message) ? nameOf(senderOf(message)) : page.state?.app.name || "Somebody");

const WORDS_IN_NAME = 140;
export const summary = (message) => `${senderName(message)}: ${asWords(message.text).slice(0, WORDS_IN_NAME)}`;

/** `compact` follows a message of the same person and shows no name; `inThread` offers no reply. */
export function drawMessage(message, { compact = false, inThread = false, channel }) {
  const sender = senderOf(message);
  const date = ofTs(message.ts);
  const surface = new Surface("message", { channel, ts: message.ts }, message.blocks || [], { state: message.state });
  const node = h(
    "article",
    {
      class: `message ${compact ? "is-compact" : ""} ${message.ephemeral ? "is-private" : ""}`,
      tabindex: "-1",
      "aria-label": `${summary(message)}, ${clockTime(date)}`,
      data: { ts: message.ts, sender: message.user || message.bot_id || "" },
    },
    compact ? h("span", { class: "gutter" }, time(date)) : face(message.bot_id ? null : sender),
    h(
      "div",
      { class: "message-body" },
      message.ephemeral && h("p", { class: "private-mark" }, icon("eye"), "Only visible to you"),
      !compact &&
        h(
          "div",
          { class: "byline" },
          h("strong", {}, senderName(message)),
          message.bot_id
            ? h("span", { class: "app-mark" }, "App")
            : h("span", { class: "byline-title" }, titleOf(sender)),
          time(date),
        ),
      h("div", { class: "blocks" }, drawBody(message, surface)),
      message.edited && h("span", { class: "edited" }, "(edited)"),
      !inThread && message.reply_count > 0 && replies(message),
    ),
    !message.ephemeral && tools(message, { inThread, channel }),
  );
  return node;
}

const time = (date) => h("time", { datetime: date.toISOString(), title: fullTime(date) }, clockTime(date));

function replies(message) {
  const count = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  const faces = (message.reply_users || []).slice(0, 3).map((id) => face(userOf(id), "face-tiny"));
  return h(
    "button",
    { type: "button", class: "replies", data: { focus: "replies" }, on: { click: () => openThread(message.ts) } },
    h("span", { class: "face-row" }, faces),
    h("b", {}, count),
    message.latest_reply && h("span", {}, `Last reply ${whenInside(ofTs(message.latest_reply))}`),
  );
}

function tools(message, { inThread, channel }) {
  const reply =
    !inThread &&
    !message.thread_ts?.replace(message.ts, "") &&
    iconButton("reply", "Reply in thread", () => openThread(message.ts), { tabindex: "-1", data: { focus: "reply" } });
  const more = iconButton("more", "Message menu", () => showMenu(more, message, { channel, reply }), {
    tabindex: "-1",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    data: { focus: "more" },
  });
  return h("div", { class: "tools", role: "group", "aria-label": "Message actions" }, reply, more);
}

function showMenu(button, message, { channel, reply }) {
  const shortcuts = page.state.shortcuts.filter((one) => one.type === "message");
  const app = page.state.app.name;
  openMenu(
    button,
    [
      ...shortcuts.map((one) => ({
        label: one.name,
        hint: app,
        choose: () => runShortcut(one, { channel, ts: message.ts }),
      })),
      ...(reply ? [{ label: "Reply in thread", choose: () => openThread(message.ts) }] : []),
      ...(message.permalink ? [{ label: "Copy link", choose: () => copy(message.permalink) }] : []),
    ],
    { label: "Message menu", empty: "No shortcuts." },
  );
}

async function copy(words) {
  await navigator.clipboard.writeText(words);
  toast("Link copied.");
}

export async function runShortcut(shortcut, where = {}) {
  try {
    const problem = problemOf(
      await post("shortcut", { user: page.me, callback_id: shortcut.callback_id, ...where }),
      page.state.app.name,
    );
    // in a conversation the sandbox says it there, to this person
    if (problem && !where.ts) toast(problem, { problem: true });
  } catch (error) {
    toast(error instanceof Refused ? error.message : "The sandbox is not answering. Try again when it is back.", {
      problem: true,
    });
  }
}

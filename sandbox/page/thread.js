// The right: a message and its replies.

import { Composer } from "./composer.js";
import { byId, fill, h, iconButton } from "./dom.js";
import { MessageList } from "./message_list.js";
import { closeThread, firstNameOf, here, on, page, userOf } from "./store.js";

const list = new MessageList({ label: "Replies", inThread: true });
const composer = new Composer({ id: "thread-composer", inThread: true });
const title = h("p", { class: "topic" });

export function startThread() {
  const head = h(
    "header",
    { class: "pane-head" },
    iconButton("back", "Back to the messages", closeThread, { class: "phone-only back" }),
    h("h2", {}, "Thread"),
    title,
    iconButton("close", "Close thread", close, { class: "wide-only" }),
  );
  const foot = h("div", { class: "pane-foot" }, composer.node);
  fill(byId("thread"), head, list.node, foot);
  byId("thread").addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && close());
  for (const topic of ["place", "state"]) on(topic, drawFrame);
  on("replies", drawReplies);
}

function close() {
  const parent = page.thread;
  closeThread();
  requestAnimationFrame(() => document.querySelector(`#main [data-ts="${parent}"]`)?.focus());
}

let opened = null;

function drawFrame() {
  const channel = here();
  const open = Boolean(page.thread && channel);
  byId("thread").hidden = !open;
  byId("workspace").classList.toggle("has-thread", open);
  if (!open) return void (opened = null);
  title.textContent = channel.kind === "im" ? `with ${firstNameOf(userOf(channel.user))}` : `#${channel.name}`;
  const key = `${page.me}/${channel.id}/${page.thread}`;
  composer.show({ key, channel: channel.id, thread: page.thread, label: "Reply in thread" });
  composer.node.hidden = channel.is_archived || (channel.kind === "channel" && !channel.is_member);
  if (opened !== key && !document.activeElement?.closest("#people, #tour")) composer.input.focus();
  opened = key;
}

function drawReplies() {
  if (!page.thread || !page.replies || !here()) return;
  list.show(`${page.me}/${page.thread}`, page.replies, {
    channel: here().id,
    empty: () => h("p", { class: "nothing" }, "This message was deleted."),
  });
}

// The middle: a channel's or a person's messages with the composer, or the app's Home.

import { toast } from "./announce.js";
import { post } from "./api.js";
import { Composer } from "./composer.js";
import { byId, fill, h, icon, iconButton } from "./dom.js";
import { face } from "./faces.js";
import { drawHome } from "./home.js";
import { MessageList } from "./message_list.js";
import { openAppMessages } from "./sidebar.js";
import {
  appUser,
  firstNameOf,
  here,
  inApp,
  isApp,
  loadState,
  nameOf,
  on,
  openHome,
  openList,
  page,
  titleOf,
  userOf,
} from "./store.js";

const list = new MessageList({ label: "Messages" });
const composer = new Composer({ id: "composer" });
const head = h("header", { class: "pane-head" });
const home = h("div", { class: "home", role: "tabpanel", "aria-label": "Home", tabindex: "-1" });
const foot = h("div", { class: "pane-foot" });

export function startConversation() {
  byId("main").append(head, home, list.node, foot);
  for (const topic of ["state", "place", "me"]) on(topic, drawFrame);
  on("messages", drawMessages);
  on("state", () => page.place?.home && drawHome(home));
  on("place", () => page.place?.home && drawHome(home));
}

function drawFrame() {
  if (!page.state) return;
  const atHome = Boolean(page.place?.home);
  document.body.dataset.pane = page.thread ? "thread" : page.place ? "main" : "list";
  home.hidden = !atHome;
  list.node.hidden = atHome;
  fillHead();
  fillFoot(atHome);
  document.title = `${placeName()} · ${page.state.team.name}`;
}

const placeName = () =>
  inApp()
    ? page.state.app.name
    : here()?.kind === "im"
      ? nameOf(userOf(here().user))
      : here()
        ? `#${here().name}`
        : page.state.team.name;

let headMark = "";
function fillHead() {
  const channel = here();
  const mark = JSON.stringify([page.me, page.place, channel, page.state.app.name, page.state.users.length]);
  if (mark === headMark) return;
  headMark = mark;
  const focused = head.contains(document.activeElement) && document.activeElement.id;
  const back = iconButton("back", "Back to the channels", openList, { class: "phone-only back" });
  fill(
    head,
    back,
    inApp()
      ? appTitle()
      : channel?.kind === "im"
        ? personTitle(userOf(channel.user))
        : channel && channelTitle(channel),
  );
  if (focused) byId(focused)?.focus();
}

const channelTitle = (channel) => [
  h("h2", {}, icon(channel.is_private ? "lock" : "hash"), channel.name),
  h("p", { class: "topic", title: channel.topic }, channel.topic),
];
const personTitle = (user) => [
  h("h2", {}, face(user, "face-small"), nameOf(user)),
  h("p", { class: "topic" }, titleOf(user)),
];

function appTitle() {
  const atHome = Boolean(page.place.home);
  const tab = (id, words, selected, choose) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id,
        "aria-selected": String(selected),
        tabindex: selected ? "0" : "-1",
        on: { click: choose, keydown: otherTab },
      },
      words,
    );
  return [
    h("h2", {}, face(userOf(appUser()), "face-small"), page.state.app.name),
    h(
      "div",
      { class: "tabs", role: "tablist", "aria-label": page.state.app.name },
      tab("tab-home", "Home", atHome, openHome),
      tab("tab-messages", "Messages", !atHome, openAppMessages),
    ),
  ];
}

function otherTab(event) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const other = [...event.target.parentNode.children].find((one) => one !== event.target);
  other.focus();
  other.click();
}

function fillFoot(atHome) {
  const channel = here();
  if (atHome || !channel) return fill(foot);
  if (channel.is_archived)
    return fill(
      foot,
      h("p", { class: "closed-note" }, icon("lock"), "This channel is archived. It can be read, but not written to."),
    );
  if (channel.kind === "channel" && !channel.is_member)
    return fill(
      foot,
      h(
        "p",
        { class: "closed-note" },
        `You are not in #${channel.name}.`,
        h("button", { type: "button", class: "button", on: { click: () => join(channel) } }, `Join #${channel.name}`),
      ),
    );
  if (!foot.contains(composer.node)) fill(foot, composer.node);
  const to = channel.kind === "im" ? firstNameOf(userOf(channel.user)) : `#${channel.name}`;
  composer.show({ key: `${page.me}/${channel.id}`, channel: channel.id, thread: null, label: `Message ${to}` });
}

async function join(channel) {
  await post("channel", { channel: channel.id, invite: page.me }).catch((error) =>
    toast(error.message, { problem: true }),
  );
  loadState();
}

const SKELETON_MS = 150;
let waiting;

function drawMessages() {
  const channel = here();
  clearTimeout(waiting);
  if (!channel || page.place?.home) return;
  const place = `${page.me}/${channel.id}`;
  list.node.setAttribute("aria-busy", String(!page.messages));
  if (!page.messages) {
    if (list.place !== place) waiting = setTimeout(() => !page.messages && skeleton(), SKELETON_MS);
    return;
  }
  list.show(place, page.messages, { channel: channel.id, unread: channel.unread, empty: () => nothingYet(channel) });
  markRead(channel);
}

function skeleton() {
  list.place = null;
  fill(
    list.list,
    [70, 45, 85].map((width) => {
      const bar = h("i");
      bar.style.width = `${width}%`;
      return h("div", { class: "skeleton", "aria-hidden": "true" }, h("b"), bar);
    }),
  );
}

function nothingYet(channel) {
  const user = channel.kind === "im" ? userOf(channel.user) : null;
  const words = !user
    ? [`This is the beginning of #${channel.name}`, channel.topic || "Nobody has written here yet."]
    : isApp(user.id)
      ? [
          `Nothing from ${nameOf(user)} yet`,
          "What concerns you is told here: decisions on your reports, and when a fix has shipped.",
        ]
      : [`You and ${firstNameOf(user)}`, "Nothing here yet. Say hello."];
  return h(
    "div",
    { class: "nothing" },
    user ? face(user, "face-large") : h("span", { class: "nothing-mark" }, icon("hash")),
    h("h3", {}, words[0]),
    h("p", {}, words[1]),
  );
}

function markRead(channel) {
  if ((!channel.unread && !channel.mentions) || document.hidden) return;
  post("read", { user: page.me, channel: channel.id }).then(loadState, () => {});
}

on("state", () => here() && page.messages && list.place === `${page.me}/${page.place.channel}` && markRead(here()));

// The list of places: channels, the app, direct messages, with what is unread.

import { announce, toast } from "./announce.js";
import { post, Refused } from "./api.js";
import { byId, carryFocus, h, icon } from "./dom.js";
import { face } from "./faces.js";
import {
  appChannel,
  appUser,
  firstNameOf,
  here,
  inApp,
  isApp,
  loadState,
  nameOf,
  on,
  openChannel,
  openHome,
  page,
  people,
  userOf,
} from "./store.js";

export function startSidebar() {
  for (const topic of ["state", "place", "me"]) on(topic, draw);
}

let mark = "";

function draw() {
  if (!page.state) return;
  const next = JSON.stringify([
    page.me,
    page.place,
    page.state.team,
    page.state.app,
    page.state.channels,
    page.state.users,
  ]);
  if (next === mark) return;
  mark = next;
  const nav = byId("sidebar");
  const scrolled = nav.querySelector(".sidebar-scroll")?.scrollTop || 0;
  const fresh = h("div", { class: "sidebar-scroll" }, parts());
  const focus = carryFocus(nav, fresh);
  const scroll = nav.querySelector(".sidebar-scroll");
  if (scroll) scroll.replaceWith(fresh);
  else nav.append(h("header", { class: "team" }, h("p", {}, page.state.team.name)), fresh);
  fresh.scrollTop = scrolled;
  focus();
}

function parts() {
  const channels = page.state.channels.filter((one) => one.kind === "channel");
  const mine = channels.filter((one) => one.is_member);
  const others = channels.filter((one) => !one.is_member && !one.is_private);
  return [
    group("Channels", mine.map(channelRow)),
    group("Apps", [appRow()]),
    group(
      "Direct messages",
      people()
        .filter((user) => user.id !== page.me)
        .map(personRow),
    ),
    others.length > 0 && group("More channels", others.map(channelRow)),
  ];
}

const group = (title, rows) =>
  h(
    "section",
    {},
    h("h2", {}, title),
    h(
      "ul",
      {},
      rows.map((row) => h("li", {}, row)),
    ),
  );

/** A place: its drawing, its name, its marks. The whole is one name for a screen reader: "sales-east, 2 mentions". */
function row({ key, drawing, name, words = name, current, muted = false, choose, ...news }) {
  // what is open in front of somebody is being read
  const { unread = 0, mentions = 0 } = current && !page.place?.home ? {} : news;
  const marks = mentions ? `${mentions} ${mentions === 1 ? "mention" : "mentions"}` : unread ? `${unread} unread` : "";
  return h(
    "button",
    {
      type: "button",
      class: `place ${unread || mentions ? "is-unread" : ""} ${muted ? "is-muted" : ""}`,
      "aria-current": current ? "page" : null,
      "aria-label": [words, marks].filter(Boolean).join(", "),
      data: { focus: key, place: key },
      on: { click: choose },
    },
    drawing,
    h("span", { class: "place-name" }, name),
    mentions > 0 ? h("span", { class: "badge" }, String(mentions)) : unread > 0 && h("span", { class: "dot" }),
  );
}

const channelRow = (channel) =>
  row({
    key: channel.id,
    drawing: icon(channel.is_private ? "lock" : "hash"),
    name: channel.name,
    words: `#${channel.name}${channel.is_archived ? ", archived" : ""}`,
    current: here()?.id === channel.id,
    unread: channel.unread,
    mentions: channel.mentions,
    muted: channel.is_archived || !channel.is_member,
    choose: () => openChannel(channel.id),
  });

function appRow() {
  const { app } = page.state;
  const channel = appChannel();
  const unread = channel?.unread || 0;
  // a direct message is meant for this person: its unread ones count as mentions do
  return row({
    key: "app",
    drawing: face(userOf(appUser()), "face-small"),
    name: app.name,
    words: `${app.name}, app`,
    current: inApp(),
    mentions: unread,
    choose: () => (unread ? openChannel(channel.id) : openHome()),
  });
}

function personRow(user) {
  const channel = page.state.channels.find((one) => one.kind === "im" && one.user === user.id && !isApp(user.id));
  return row({
    key: user.id,
    drawing: face(user, "face-small"),
    name: nameOf(user),
    current: Boolean(channel) && here()?.id === channel.id,
    mentions: channel?.unread || 0,
    choose: () => openIm(user, channel),
  });
}

/** Direct messages with somebody, also the first ones. */
async function openIm(user, channel) {
  if (await openWith(user.id, channel)) announce(`Direct messages with ${firstNameOf(user)}`);
}

/** The messages of the app, also the first ones. */
export const openAppMessages = () => openWith(appUser(), appChannel());

/** Makes the conversation when there is none. True when it was made; whoever went elsewhere meanwhile stays there. */
async function openWith(user, channel) {
  if (channel) return void openChannel(channel.id);
  const from = location.hash;
  try {
    const { channel: made } = await post("open_im", { user: page.me, with: user });
    // a place that the page does not know yet cannot be gone to
    await loadState();
    if (location.hash !== from) return false;
    openChannel(made.id ?? made);
    return true;
  } catch (error) {
    toast(error instanceof Refused ? error.message : NOT_ANSWERING, { problem: true });
    return false;
  }
}

const NOT_ANSWERING = "The sandbox is not answering. Try again when it is back.";

/** The next or previous place of the list, as Alt+Down and Alt+Up go. */
export function step(by) {
  const rows = [...byId("sidebar").querySelectorAll(".place")];
  const at = rows.findIndex((one) => one.hasAttribute("aria-current"));
  rows[(at + by + rows.length) % rows.length]?.click();
}

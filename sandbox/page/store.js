// What the page knows: who I am, where I am, what the sandbox last said. Drawing modules listen to topics.

import { get, listen, post, Refused, Unreachable } from "./api.js";

/** `place` is `{channel}`, `{home: true}` or null (the list, on a phone). `thread` is a ts or null. */
export const page = {
  me: null,
  place: null,
  thread: null,
  state: null,
  messages: null,
  replies: null,
  online: true,
  restored: false,
};

const listeners = {};
export const on = (topic, listener) => (listeners[topic] ||= []).push(listener);
export const tell = (topic, detail) => (listeners[topic] || []).forEach((listener) => listener(detail));

const seen = new Map();
const places = new Map();
const HOME = "home";
const FIRST_PERSON = "U0RITA";
const narrow = matchMedia("(max-width: 760px)");
export const onPhone = () => narrow.matches;

// --- names -----------------------------------------------------------------------------------------------------------

export const userOf = (id) => page.state?.users.find((user) => user.id === id) || null;
export const channelOf = (id) => page.state?.channels.find((channel) => channel.id === id) || null;
export const nameOf = (user) => user?.real_name || user?.profile?.real_name || user?.name || "Someone";
export const firstNameOf = (user) => nameOf(user).split(" ")[0];
export const titleOf = (user) => user?.title || user?.profile?.title || "";
export const appUser = () => page.state?.app.user_id || page.state?.app.bot_user_id || page.state?.app.user || null;
export const isApp = (id) => Boolean(id) && id === appUser();
export const people = () =>
  (page.state?.users || []).filter((user) => !user.is_bot && !user.deleted && !isApp(user.id));
export const appChannel = () =>
  page.state?.channels.find((channel) => channel.kind === "im" && isApp(channel.user)) || null;
export const here = () => (page.place?.channel ? channelOf(page.place.channel) : null);
export const inApp = () => Boolean(page.place?.home || (page.place?.channel && isApp(here()?.user)));

// --- where I am: the address after the # -----------------------------------------------------------------------------

function address({ me = page.me, place = page.place, thread = page.thread }) {
  const where = place ? (place.home ? HOME : place.channel) : "";
  return `#/${[me, where, place && !place.home && thread].filter(Boolean).join("/")}`;
}

function readAddress() {
  const [, me, where, thread] = location.hash.split("/");
  const place = !where ? null : where === HOME ? { home: true } : { channel: where };
  return { me: me || null, place, thread: thread || null };
}

export function go(change, { replace = false } = {}) {
  const next = address(change);
  if (next === location.hash) return;
  if (replace) {
    history.replaceState(null, "", next);
    followAddress();
  } else location.hash = next;
}

export const openChannel = (id, thread = null) => go({ place: { channel: id }, thread });
export const openHome = () => go({ place: { home: true }, thread: null });
export const openThread = (ts) => go({ thread: ts });
export const closeThread = () => go({ thread: null });
export const openList = () => go({ place: null, thread: null });

/** The same place as somebody else, where that is possible. */
export function become(id) {
  if (id === page.me) return;
  localStorage.setItem("me", id);
  const personal = page.place?.home ? page.place : here()?.kind === "im" ? null : page.place;
  const wasInAppMessages = inApp() && !page.place.home;
  go({
    me: id,
    place: personal || (wasInAppMessages ? { home: false, channel: "app" } : places.get(id) || null),
    thread: null,
  });
}

export const followAddress = () => {
  const next = readAddress();
  if (!next.me) return go({ me: page.me, place: next.place }, { replace: true });
  const other = next.me !== page.me;
  Object.assign(page, next);
  if (other) {
    page.state = page.state && { ...page.state, modal: null, home: null };
    tell("me");
  }
  if (other || !page.state) loadState();
  settle();
};

/** Replaces a place that this person cannot be in, then loads what the place shows. */
function settle() {
  if (!page.state || page.state.me !== page.me) return showPlace();
  const wanted = page.place;
  if (wanted?.channel === "app" || (wanted?.channel && !channelOf(wanted.channel))) {
    const other = wanted.channel === "app" ? appChannel() : null;
    return go({ place: other ? { channel: other.id } : null, thread: null }, { replace: true });
  }
  if (!wanted && !onPhone()) return go({ place: places.get(page.me) || firstPlace(), thread: null }, { replace: true });
  if (wanted) places.set(page.me, wanted);
  showPlace();
}

function firstPlace() {
  const mine = page.state.channels.filter(
    (channel) => channel.kind === "channel" && channel.is_member && !channel.is_archived,
  );
  return mine.length ? { channel: mine[0].id } : { home: true };
}

let shown = "";
function showPlace() {
  const address = location.hash;
  if (address === shown) return tell("place");
  shown = address;
  // what was seen before is shown at once, unless there is something new to be marked in it
  const known = page.place?.channel && !here()?.unread && seen.get(`${page.me}/${page.place.channel}`);
  page.messages = known || null;
  page.replies = (page.thread && seen.get(`${page.me}/${page.place?.channel}/${page.thread}`)) || null;
  tell("place");
  tell("messages");
  tell("replies");
  if (page.state?.me !== page.me) return;
  if (page.place?.home) visitHome();
  if (page.place?.channel) loadMessages();
  if (page.thread) loadReplies();
}

/** Tells the app that its Home is looked at; until it answered, nothing is said about an empty one. */
async function visitHome() {
  page.visiting = true;
  await post("open_home", { user: page.me }).then(loadState, trouble);
  page.visiting = false;
  tell("state");
}

// --- loading: one request of a kind at a time, the newest answer counts ----------------------------------------------

function loader(fetchAndKeep) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await fetchAndKeep().then(() => connection(true), trouble);
    } while (again);
    running = null;
  };
  return () => {
    if (running) again = true;
    else running = run();
    return running;
  };
}

export const loadState = loader(async () => {
  const me = page.me;
  const state = await get("state", { user: me }).catch((error) => {
    if (!(error instanceof Refused) || me === FIRST_PERSON) throw error;
    go({ me: FIRST_PERSON, place: null, thread: null }, { replace: true });
  });
  if (me !== page.me) return void loadState();
  const first = page.state?.me !== me;
  page.state = { ...state, me };
  page.stateAt = Date.now();
  tell("state");
  if (first) {
    shown = "";
    settle();
  }
});

export const loadMessages = loader(async () => {
  const { me, place } = page;
  if (!place?.channel) return;
  const { messages } = await get("messages", { user: me, channel: place.channel });
  seen.set(`${me}/${place.channel}`, messages);
  if (me !== page.me || place.channel !== page.place?.channel) return;
  page.messages = messages;
  tell("messages");
});

export const loadReplies = loader(async () => {
  const { me, place, thread } = page;
  if (!thread || !place?.channel) return;
  const { messages } = await get("messages", { user: me, channel: place.channel, thread_ts: thread });
  seen.set(`${me}/${place.channel}/${thread}`, messages);
  if (me !== page.me || thread !== page.thread) return;
  page.replies = messages;
  tell("replies");
});

function trouble(error) {
  if (error instanceof Unreachable) return connection(false);
  if (error instanceof Refused) return tell("refused", error.message);
  throw error;
}

function connection(online) {
  if (online === page.online) return;
  page.online = online;
  tell("connection");
}

// --- what the sandbox tells by itself --------------------------------------------------------------------------------

function onEvent({ type, channel, user }) {
  if (user && user !== page.me && type !== "message") return;
  if (type === "traffic" || type === "crm") return tell(type);
  if (type === "clock" || type === "state") tell("crm");
  if (type === "message" && (!channel || channel === page.place?.channel)) {
    loadMessages();
    if (page.thread) loadReplies();
  }
  loadState();
}

/** Everything again, after a reset or a broken line. */
export function loadAll() {
  seen.clear();
  loadState();
  loadMessages();
  loadReplies();
  tell("traffic");
  tell("crm");
}

export function start() {
  addEventListener("hashchange", followAddress);
  page.me = readAddress().me || localStorage.getItem("me") || FIRST_PERSON;
  followAddress();
  listen({
    onEvent,
    onGone: () => connection(false),
    onOpen: () => {
      connection(true);
      loadAll();
    },
  });
}

// The list above a composer: commands after "/", people after "@", channels after "#".

import { announce } from "./announce.js";
import { byId, fill, freshId, h } from "./dom.js";
import { face } from "./faces.js";
import { nameOf, page, people, titleOf, appUser, userOf } from "./store.js";

const MOST = 8;
const WORD = /(^|[\s(])([@#])([\p{L}\p{N}_.-]*)$/u;

/** What can be completed where the caret stands: `{from, items: [{text, insert, hint, face}]}` or null. */
export function completions(text, caret, { commands }) {
  const before = text.slice(0, caret);
  const slash = commands && before.match(/^\/[\w-]*$/);
  if (slash) return { from: 0, kind: "Commands", items: matching(page.state.commands.map(ofCommand), before) };
  const word = before.match(WORD);
  if (!word) return null;
  const items =
    word[2] === "@"
      ? [...people(), userOf(appUser())].filter(Boolean).map(ofPerson)
      : page.state.channels.filter((one) => one.kind === "channel").map(ofChannel);
  return {
    from: caret - word[3].length - 1,
    kind: word[2] === "@" ? "People" : "Channels",
    items: matching(items, word[2] + word[3]),
  };
}

const matching = (items, typed) =>
  items.filter((item) => item.search.some((word) => word.toLowerCase().startsWith(typed.toLowerCase()))).slice(0, MOST);

const ofCommand = (one) => ({
  text: one.command,
  insert: `${one.command} `,
  hint: [one.usage_hint, one.description].filter(Boolean).join(" · "),
  search: [one.command],
});
const ofPerson = (user) => ({
  text: nameOf(user),
  insert: `@${nameOf(user)} `,
  hint: titleOf(user) || "App",
  user,
  search: [`@${nameOf(user)}`, `@${nameOf(user).split(" ").at(-1)}`, `@${user.name}`],
});
const ofChannel = (channel) => ({
  text: `#${channel.name}`,
  insert: `#${channel.name} `,
  hint: channel.topic,
  search: [`#${channel.name}`],
});

/** The list itself. `take(item, from)` puts what was chosen into the text. */
export class CompletionList {
  constructor(input, take) {
    this.input = input;
    this.take = take;
    this.id = freshId("completion");
    this.node = h("div", {
      id: this.id,
      class: "listbox completion",
      role: "listbox",
      "aria-label": "Suggestions",
      on: { pointerdown: (event) => event.preventDefault() },
    });
  }

  get open() {
    return this.node.isConnected;
  }

  show(found) {
    const words = found && JSON.stringify([found.kind, found.items.map((item) => item.text)]);
    if (!found?.items.length) return this.close();
    this.found = found;
    if (words !== this.words) announce(`${found.items.length} suggestions: ${found.items[0].text}`);
    this.words = words;
    fill(
      this.node,
      found.items.map((item, index) => this.row(item, index)),
    );
    byId("popups").append(this.node);
    this.input.setAttribute("aria-controls", this.id);
    const at = this.input.closest(".composer").getBoundingClientRect();
    Object.assign(this.node.style, {
      left: `${at.left}px`,
      width: `${at.width}px`,
      bottom: `${innerHeight - at.top + 6}px`,
      top: "auto",
      maxHeight: `${at.top - 20}px`,
    });
    this.point(0);
  }

  row(item, index) {
    return h(
      "div",
      {
        id: freshId("suggestion"),
        class: "option",
        role: "option",
        "aria-selected": "false",
        on: { click: () => this.choose(index), pointermove: () => this.point(index) },
      },
      item.user && face(item.user, "face-tiny"),
      h("span", {}, item.text),
      item.hint && h("small", {}, item.hint),
    );
  }

  point(at) {
    this.at = (at + this.found.items.length) % this.found.items.length;
    [...this.node.children].forEach((row, index) => {
      row.classList.toggle("is-at", index === this.at);
      row.setAttribute("aria-selected", String(index === this.at));
    });
    this.input.setAttribute("aria-activedescendant", this.node.children[this.at].id);
  }

  choose(index = this.at) {
    const { items, from } = this.found;
    this.close();
    this.take(items[index], from);
  }

  /** True when the key was for the list. */
  steer(event) {
    if (!this.open) return false;
    const keys = {
      ArrowDown: () => this.point(this.at + 1),
      ArrowUp: () => this.point(this.at - 1),
      Tab: () => this.choose(),
      Enter: () => this.choose(),
      Escape: () => this.close(),
    };
    if (!(event.key in keys) || event.shiftKey) return false;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
    return true;
  }

  close() {
    this.words = null;
    this.node.remove();
    this.input.removeAttribute("aria-activedescendant");
    this.input.removeAttribute("aria-controls");
  }
}

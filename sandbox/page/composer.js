// Where one writes: messages, slash commands, mentions; and the shortcuts behind the bolt.

import { toast } from "./announce.js";
import { post, Refused } from "./api.js";
import { CompletionList, completions } from "./completion.js";
import { h, iconButton } from "./dom.js";
import { openMenu } from "./menu.js";
import { runShortcut } from "./message.js";
import { appUser, loadMessages, loadReplies, loadState, nameOf, page, people, userOf } from "./store.js";

const COMMAND = /^\/[\w-]+/;
const TALLEST = 220;

export class Composer {
  /** Drafts are kept by person and place, so that looking elsewhere loses nothing. */
  constructor({ id, inThread = false }) {
    this.inThread = inThread;
    this.drafts = new Map();
    this.sent = Promise.resolve();
    this.waiting = 0;
    this.input = h("textarea", {
      id,
      rows: "1",
      autocomplete: "off",
      spellcheck: "true",
      "aria-autocomplete": "list",
      "aria-describedby": `${id}-note`,
      data: { focus: id },
      on: {
        input: () => this.typed(),
        keydown: (event) => this.key(event),
        click: () => this.complete(),
        blur: () => this.list.close(),
      },
    });
    this.list = new CompletionList(this.input, (item, from) => this.insert(item, from));
    this.sendButton = iconButton("send", "Send", () => this.send(), { class: "send" });
    this.bolt = inThread
      ? null
      : iconButton("bolt", "Shortcuts", () => this.shortcuts(), {
          class: "bolt",
          "aria-haspopup": "menu",
          "aria-expanded": "false",
        });
    this.note = h("p", { id: `${id}-note`, class: "composer-note", role: "status" });
    this.node = h(
      "form",
      { class: "composer", on: { submit: (event) => (event.preventDefault(), this.send()) } },
      h("div", { class: "composer-box" }, this.bolt, this.input, this.sendButton),
      this.note,
    );
  }

  /** `place` is `{key, channel, thread, label}`. */
  show(place) {
    if (this.place?.key === place.key) return;
    if (this.place) this.drafts.set(this.place.key, this.input.value);
    this.place = place;
    this.input.setAttribute("aria-label", place.label);
    this.input.placeholder = place.label;
    this.list.close();
    this.put(this.drafts.get(place.key) || "");
  }

  typed({ complete = true } = {}) {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
    this.sendButton.classList.toggle("is-ready", Boolean(this.input.value.trim()));
    this.say(
      this.inThread && COMMAND.test(this.input.value)
        ? "Slash commands do not work in threads. Write it in the channel, or use a message's menu."
        : this.hint(),
    );
    if (complete) this.complete();
  }

  hint() {
    const typed = this.input.value.match(/^\/[\w-]+(?=\s)/)?.[0];
    const command = !this.inThread && page.state?.commands.find((one) => one.command === typed);
    return command ? `${command.command} ${command.usage_hint || ""} · ${command.description || ""}` : "";
  }

  say(words) {
    if (this.note.textContent !== words) this.note.textContent = words;
  }

  complete() {
    this.list.show(completions(this.input.value, this.input.selectionStart, { commands: !this.inThread }));
  }

  insert(item, from) {
    const after = this.input.value.slice(this.input.selectionStart);
    this.input.value = this.input.value.slice(0, from) + item.insert + after.trimStart();
    this.input.focus();
    this.input.setSelectionRange(from + item.insert.length, from + item.insert.length);
    this.typed({ complete: false });
  }

  key(event) {
    if (event.isComposing || this.list.steer(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  shortcuts() {
    const all = page.state.shortcuts.filter((one) => one.type === "global");
    openMenu(
      this.bolt,
      all.map((one) => ({
        label: one.name,
        hint: one.description || page.state.app.name,
        choose: () => runShortcut(one),
      })),
      { label: "Shortcuts", align: "start", empty: "The app has no global shortcuts." },
    );
  }

  /** What is typed while this is on its way is the next message, here or wherever one went; they leave in order. */
  send() {
    const text = this.input.value;
    if (!text.trim()) return;
    if (this.inThread && COMMAND.test(text)) return this.input.focus();
    const place = { ...this.place, user: page.me };
    this.put("");
    this.waiting += 1;
    this.node.setAttribute("aria-busy", "true");
    this.sent = this.sent.then(() => this.deliver(text, place));
  }

  async deliver(text, place) {
    try {
      const sent = await (COMMAND.test(text) ? this.command(text, place) : this.message(text, place));
      if (!sent) this.giveBack(text, place);
    } catch (error) {
      this.giveBack(text, place);
      toast(error instanceof Refused ? error.message : "The sandbox is not answering. What you wrote is still here.", {
        problem: true,
      });
    }
    this.waiting -= 1;
    if (!this.waiting) this.node.setAttribute("aria-busy", "false");
    loadState();
    loadMessages();
    if (this.inThread) loadReplies();
  }

  async message(text, { user, channel, thread }) {
    await post("message", { user, channel, text: withIds(text), ...(thread ? { thread_ts: thread } : {}) });
    return true;
  }

  /** False when it went wrong: what did is said in the channel, to this person. */
  async command(text, { user, channel }) {
    const command = text.match(COMMAND)[0];
    const words = withIds(text.slice(command.length).trim());
    const answer = await post("command", { user, channel, command, text: words });
    return !answer.error;
  }

  /** What could not be sent stands again where it was written, before what was written there since. */
  giveBack(text, { key }) {
    const here = this.place.key === key;
    const since = here ? this.input.value : this.drafts.get(key);
    const words = [text, since].filter(Boolean).join("\n");
    if (here) this.put(words);
    else this.drafts.set(key, words);
  }

  put(words) {
    this.input.value = words;
    this.typed({ complete: false });
  }
}

/** Names of people and channels as their ids, the way Slack's own client sends them. */
export function withIds(text) {
  const everyone = [...people(), userOf(appUser())].filter(Boolean).sort((a, b) => nameOf(b).length - nameOf(a).length);
  const named = everyone.reduce((sent, user) => sent.replaceAll(`@${nameOf(user)}`, `<@${user.id}>`), text);
  const channels = page.state.channels.filter((one) => one.kind === "channel");
  return channels.reduce(
    (sent, { id, name }) => sent.replace(new RegExp(`(^|\\s)#${name}(?![\\w-])`, "g"), `$1<#${id}>`),
    named,
  );
}

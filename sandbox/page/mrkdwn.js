// Slack's mrkdwn into DOM nodes: what is tagged becomes a tag's node, what is escaped becomes text.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { broadcast, channel, date, link, person } from "./links.js";

/** Slack escapes exactly three characters. */
export const unescape = (text) => text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);

const words = (text) => withEmoji(unescape(text));

// --- inside a line ---------------------------------------------------------------------------------------------------

const STYLES = { "*": "strong", _: "em", "~": "s" };
const STARTS = new RegExp(
  [
    "(?<code>`[^`\\n]+`)",
    "(?<tag><[^<>\\n]+>)",
    "(?<url>https?://[^\\s<>|]*[^\\s<>|.,;:!?)\\]'\"])",
    // a mark opens after a gap and closes before one, with no blank at its inner sides
    "(?<style>(?<![\\p{L}\\p{N}])(?<mark>[*_~])(?!\\s|\\k<mark>)(?:[^\\n]*?[^\\s])??\\k<mark>(?![\\p{L}\\p{N}]))",
  ].join("|"),
  "gu",
);

/** Nodes of one run of text without line structure. */
export function inline(text, how = {}) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(STARTS)) {
    if (found[0].length < 2 || (how.verbatim && found.groups.url)) continue;
    if (found.index > from) nodes.push(words(text.slice(from, found.index)));
    nodes.push(one(found, how));
    from = found.index + found[0].length;
  }
  if (from < text.length) nodes.push(words(text.slice(from)));
  return nodes;
}

function one({ 0: whole, groups }, how) {
  if (groups.code) return h("code", {}, plainTags(whole.slice(1, -1)));
  if (groups.tag) return tagged(whole.slice(1, -1));
  if (groups.url) return link(unescape(whole), unescape(whole));
  const inner = whole.slice(1, -1);
  return inner ? h(STYLES[groups.mark], {}, inline(inner, how)) : whole;
}

const plainTags = (text) =>
  unescape(text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target, label) => label || target));

function tagged(inside) {
  const [target, ...rest] = inside.split("|");
  const label = rest.length ? words(rest.join("|")) : null;
  if (target.startsWith("@")) return person(target.slice(1), label);
  if (target.startsWith("#")) return channel(target.slice(1), label);
  if (target.startsWith("!date^")) {
    const [, seconds, template, url] = target.split("^");
    return date(seconds, unescape(template || ""), label, url);
  }
  if (target.startsWith("!subteam^")) return broadcast((label || "group").replace(/^@/, ""));
  if (target.startsWith("!")) return broadcast(label?.replace(/^@/, "") || target.slice(1));
  return link(unescape(target), label);
}

// --- lines: quotes, lists, preformatted ------------------------------------------------------------------------------

const QUOTE = /^(?:&gt;|>)(?!&gt;|>) ?/;
const QUOTE_ALL = /^(?:&gt;&gt;&gt;|>>>) ?/;
const BULLET = /^\s*[•◦-]\s+(?=\S)/;
const NUMBER = /^\s*\d{1,3}[.)]\s+(?=\S)/;

/** Nodes of a whole mrkdwn text. `verbatim` leaves bare addresses alone. */
export function mrkdwn(text, how = {}) {
  return String(text ?? "")
    .split(/```\n?/)
    .flatMap((part, index, all) => {
      const open = index % 2 === 1 && index < all.length - 1;
      if (open) return part ? h("pre", {}, plainTags(part.replace(/\n$/, ""))) : [];
      const kept = index % 2 === 1 ? "```" + part : part;
      return lines(index ? kept.replace(/^\n/, "") : kept, how);
    });
}

function lines(text, how) {
  if (!text) return [];
  const nodes = [];
  let rest = text.split("\n");
  while (rest.length) {
    const kind = RUNS.find(({ pattern }) => pattern.test(rest[0]));
    const taken = QUOTE_ALL.test(rest[0]) ? quoteAll(rest, how) : kind ? run(rest, kind, how) : plain(rest, how);
    nodes.push(taken.node);
    rest = rest.slice(taken.count);
  }
  return nodes;
}

const quoteAll = (rest, how) => ({
  count: rest.length,
  node: h("blockquote", {}, broken([rest[0].replace(QUOTE_ALL, ""), ...rest.slice(1)], how)),
});
const quote = (run, how) =>
  h(
    "blockquote",
    {},
    broken(
      run.map((line) => line.replace(QUOTE, "")),
      how,
    ),
  );

/** A line of a list that is set in and has no mark of its own goes on with the one before. */
const INDENTED = /^\s{2,}\S/;

function items(run, pattern, how) {
  const all = [];
  for (const line of run) {
    if (pattern.test(line)) all.push([line]);
    else all.at(-1).push(line);
  }
  return all.map(([first, ...more]) => {
    const told = [first.replace(pattern, ""), ...more.map((line) => line.trim())];
    return h("li", { class: /^\s{2,}/.test(first) ? "deeper" : null }, broken(told, how));
  });
}

const RUNS = [
  { pattern: QUOTE, draw: quote },
  { pattern: BULLET, draw: (run, how) => h("ul", {}, items(run, BULLET, how)) },
  {
    pattern: NUMBER,
    draw: (run, how) => h("ol", { start: Number.parseInt(run[0].trim(), 10) }, items(run, NUMBER, how)),
  },
];

function run(rest, { pattern, draw }, how) {
  const isList = pattern !== QUOTE;
  const end = rest.findIndex((line, index) => !pattern.test(line) && !(isList && index && INDENTED.test(line)));
  const count = end < 0 ? rest.length : end;
  return { count, node: draw(rest.slice(0, count), how) };
}

function plain(rest, how) {
  const end = rest.findIndex((line) => QUOTE_ALL.test(line) || RUNS.some(({ pattern }) => pattern.test(line)));
  const count = end < 0 ? rest.length : end;
  return { count, node: h("div", { class: "lines" }, broken(rest.slice(0, count), how)) };
}

/** Lines with breaks between them; an empty line is half a line high. */
function broken(run, how) {
  return run.flatMap((line, index) => [index ? h("br", { class: line ? null : "gap" }) : null, ...inline(line, how)]);
}

/** A text object of Block Kit, or a plain string. */
export function textOf(object) {
  if (!object) return [];
  if (typeof object === "string") return [object];
  return object.type === "mrkdwn" ? mrkdwn(object.text, object) : [plainText(object)];
}

export const plainText = (object) =>
  typeof object === "string"
    ? object
    : object
      ? object.emoji === false
        ? unescape(object.text)
        : words(object.text)
      : "";

/** mrkdwn as one line of plain words, for names and announcements. */
export function asWords(text) {
  const holder = h("div", {}, mrkdwn(text));
  return holder.textContent.replace(/\s+/g, " ").trim();
}

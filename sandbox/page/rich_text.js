// The `rich_text` block into DOM nodes.

import { h } from "./dom.js";
import { EMOJI } from "./emoji.js";
import { broadcast, channel, date, link, person } from "./links.js";

const LEAVES = {
  text: (leaf) => leaf.text,
  link: (leaf) => link(leaf.url, leaf.text),
  user: (leaf) => person(leaf.user_id),
  usergroup: () => broadcast("group"),
  channel: (leaf) => channel(leaf.channel_id),
  broadcast: (leaf) => broadcast(leaf.range),
  emoji: (leaf) => EMOJI[leaf.name] ?? `:${leaf.name}:`,
  date: (leaf) => date(String(leaf.timestamp), leaf.format, leaf.fallback, leaf.url),
  color: (leaf) => leaf.value,
};
const STYLES = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };

function leaf(element) {
  const draw = LEAVES[element.type];
  if (!draw) return element.text || "";
  return Object.entries(STYLES).reduce(
    (node, [style, tag]) => (element.style?.[style] ? h(tag, {}, node) : node),
    draw(element),
  );
}

const leaves = (holder) => holder.elements.map(leaf);

const PARTS = {
  rich_text_section: (part) => h("div", { class: "lines" }, leaves(part)),
  rich_text_quote: (part) => h("blockquote", {}, leaves(part)),
  rich_text_preformatted: (part) => h("pre", {}, leaves(part)),
  rich_text_list: (part) =>
    h(
      part.style === "ordered" ? "ol" : "ul",
      { class: `indent-${part.indent || 0}`, start: (part.offset || 0) + 1 },
      part.elements.map((item) => h("li", {}, leaves(item))),
    ),
};

export const richText = (block) => block.elements.map((part) => PARTS[part.type]?.(part) ?? "");

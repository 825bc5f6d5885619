// The `markdown` block: a little of the usual Markdown into DOM nodes.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./links.js";

const INLINE =
  /(`[^`]+`)|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])|\[([^\]]+)\]\(([^)\s]+)\)/g;

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    nodes.push(withEmoji(text.slice(from, found.index)), one(found));
    from = found.index + found[0].length;
  }
  return [...nodes, withEmoji(text.slice(from))];
}

function one([, code, bold, strong, struck, slanted, label, url]) {
  if (code) return h("code", {}, code.slice(1, -1));
  if (bold || strong) return h("strong", {}, inline(bold || strong));
  if (struck) return h("s", {}, inline(struck));
  return slanted ? h("em", {}, inline(slanted)) : link(url, label);
}

const KINDS = [
  {
    test: /^#{1,6} /,
    draw: (run) => run.map((line) => h("p", { class: "block-header" }, inline(line.replace(/^#+ /, "")))),
  },
  {
    test: /^> ?/,
    draw: (run) =>
      h(
        "blockquote",
        {},
        run.map((line) => h("div", {}, inline(line.replace(/^> ?/, "")))),
      ),
  },
  {
    test: /^\s*[-*+] /,
    draw: (run) =>
      h(
        "ul",
        {},
        run.map((line) => h("li", {}, inline(line.replace(/^\s*[-*+] /, "")))),
      ),
  },
  {
    test: /^\s*\d+[.)] /,
    draw: (run) =>
      h(
        "ol",
        {},
        run.map((line) => h("li", {}, inline(line.replace(/^\s*\d+[.)] /, "")))),
      ),
  },
  { test: /^(---|\*\*\*)\s*$/, draw: () => h("hr") },
  { test: /^\s*$/, draw: () => [] },
];
const PARAGRAPH = {
  draw: (run) =>
    h(
      "p",
      {},
      run.flatMap((line, index) => [index ? h("br") : null, ...inline(line)]),
    ),
};

const kindOf = (line) => KINDS.find((kind) => kind.test.test(line)) || PARAGRAPH;

export function markdown(text) {
  return text
    .split(/^```\w*\n([\s\S]*?)^```$/m)
    .flatMap((part, index) => (index % 2 ? h("pre", {}, part.replace(/\n$/, "")) : prose(part)));
}

function prose(text) {
  const nodes = [];
  let rest = text.split("\n");
  while (rest.length) {
    const kind = kindOf(rest[0]);
    const end = rest.findIndex((line) => kindOf(line) !== kind);
    const count = end < 0 ? rest.length : end;
    nodes.push(kind.draw(rest.slice(0, count)));
    rest = rest.slice(count);
  }
  return nodes.flat();
}

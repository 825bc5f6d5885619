// JSON as coloured text nodes.

import { h } from "./dom.js";

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export function json(value) {
  if (value === undefined || value === null || value === "") return [h("span", { class: "json-word" }, "empty")];
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(TOKEN)) {
    nodes.push(
      text.slice(from, found.index),
      h("span", { class: kindOf(found) }, found[1] || found[0]),
      found[2] || "",
    );
    from = found.index + found[0].length;
  }
  return [...nodes, text.slice(from)];
}

function kindOf([, string, colon, word]) {
  if (string) return colon ? "json-key" : "json-string";
  return word ? "json-word" : "json-number";
}

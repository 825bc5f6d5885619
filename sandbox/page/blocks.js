// The layout blocks of Block Kit, in messages, forms and on the Home tab.

import { h } from "./dom.js";
import { drawElement, isGroup } from "./elements.js";
import { markdown } from "./markdown.js";
import { mrkdwn, plainText, textOf } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

function section(block, surface) {
  const words = [
    block.text && h("div", { class: "section-text" }, textOf(block.text)),
    block.fields &&
      h(
        "div",
        { class: "fields" },
        block.fields.map((field) => h("div", { class: "field-text" }, textOf(field))),
      ),
  ];
  if (!block.accessory) return words;
  const wide = !["button", "overflow", "image"].includes(block.accessory.type);
  const name = block.text ? plainText({ text: block.text.text.replace(/[*_~`]/g, "") }) : "Choose";
  return h(
    "div",
    { class: wide ? "with-accessory with-wide-accessory" : "with-accessory" },
    h("div", {}, words),
    h("div", { class: "accessory" }, drawElement(block.accessory, block, surface, { words: name })),
  );
}

const image = (block) =>
  h(
    "figure",
    {},
    block.title && h("figcaption", {}, plainText(block.title)),
    h("img", { class: "image-large", src: block.image_url, alt: block.alt_text, loading: "lazy" }),
  );

const contextPart = (part) =>
  part.type === "image"
    ? h("img", { class: "image-context", src: part.image_url, alt: part.alt_text })
    : h("div", { class: "context-text" }, textOf(part));

/** A labelled input. Its error is put into the empty line that stands under it. */
function input(block, surface) {
  const id = `field-${block.block_id}-${surface.kind}`;
  const required = !block.optional;
  const group = isGroup(block.element);
  const label = { id, required, words: plainText(block.label), describedBy: `${id}-optional ${id}-hint ${id}-error` };
  return h(
    "div",
    { class: "input-block", data: { block: block.block_id } },
    h(
      "div",
      { class: "label-line" },
      h(
        group ? "span" : "label",
        { class: "label", id: `${id}-label`, for: group ? null : id },
        plainText(block.label),
      ),
      h("span", { class: "optional", id: `${id}-optional`, hidden: required }, "optional"),
    ),
    drawElement(block.element, block, surface, label),
    h("p", { class: "hint", id: `${id}-hint`, hidden: !block.hint }, block.hint && textOf(block.hint)),
    h("p", { class: "error", id: `${id}-error`, hidden: true }),
  );
}

const cell = (one) => (one.type === "rich_text" ? richText(one) : [one.text ?? ""]);

const table = (block) =>
  h(
    "div",
    { class: "table" },
    h(
      "table",
      {},
      block.rows.map((row, index) =>
        h(
          "tr",
          {},
          row.map((one) => h(index ? "td" : "th", {}, cell(one))),
        ),
      ),
    ),
  );

const DRAW = {
  section,
  actions: (block, surface) => block.elements.map((element) => drawElement(element, block, surface)),
  context: (block) => block.elements.map(contextPart),
  divider: () => h("hr"),
  header: (block) => h("h3", { class: "block-header" }, plainText(block.text)),
  image,
  rich_text: richText,
  markdown: (block) => markdown(block.text),
  input,
  table,
};

/** A node for each block. A block this page does not know says so instead of vanishing. */
export const drawBlocks = (blocks, surface) =>
  blocks.map((block) =>
    h(
      "div",
      { class: `block block-${block.type}` },
      DRAW[block.type]?.(block, surface) ??
        h("span", { class: "unknown" }, `This page cannot show a ${block.type} block.`),
    ),
  );

/** A message's body: its blocks, else its text. */
export const drawBody = (message, surface) =>
  message.blocks?.length ? drawBlocks(message.blocks, surface) : h("div", { class: "block" }, mrkdwn(message.text));

// The interactive elements of Block Kit: buttons, menus, selects, inputs. Each is a function from its JSON to a node.

import { confirmed } from "./dialog.js";
import { h, icon, freshId } from "./dom.js";
import { openMenu } from "./menu.js";
import { plainText, textOf } from "./mrkdwn.js";
import { drawSelect, SELECTS } from "./selects.js";
import { valueKey } from "./surface.js";

/** Shows that a control waits for the app, so that nobody presses it twice by mistake. */
async function whileBusy(node, work) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  await work().finally(() => node.removeAttribute("aria-busy"));
}

function button(element, block, surface) {
  const style = { primary: "button-primary", danger: "button-danger" }[element.style] || "";
  const press = async () => {
    if (!(await confirmed(element.confirm, plainText, textOf))) return;
    if (element.url) open(element.url, "_blank", "noopener");
    await whileBusy(node, () => surface.act(block, element, { value: element.value }));
  };
  const node = h(
    "button",
    {
      type: "button",
      class: `button ${style}`,
      "aria-label": element.accessibility_label,
      data: { focus: element.action_id },
      on: { click: press },
    },
    plainText(element.text),
  );
  return node;
}

function overflow(element, block, surface) {
  const take = async (option) => {
    if (!(await confirmed(element.confirm, plainText, textOf))) return;
    if (option.url) open(option.url, "_blank", "noopener");
    await whileBusy(node, () => surface.act(block, element, { selected_option: option }));
  };
  const show = () =>
    openMenu(
      node,
      element.options.map((option) => ({
        label: plainText(option.text),
        hint: plainText(option.description),
        choose: () => take(option),
      })),
      { label: "More choices" },
    );
  const node = h(
    "button",
    {
      type: "button",
      class: "button button-overflow",
      "aria-label": "More choices",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { focus: element.action_id },
      on: { click: show },
    },
    icon("more"),
  );
  return node;
}

/** What every input shares: its name, its hint, whether it must be filled. */
function common(element, block, label) {
  return {
    id: label.id,
    "aria-label": label.id ? null : label.words,
    "aria-required": label.required ? "true" : null,
    "aria-describedby": label.describedBy,
    placeholder: plainText(element.placeholder) || null,
    data: { focus: `${block.block_id}/${element.action_id}` },
  };
}

const KEYBOARDS = { email_text_input: "email", url_text_input: "url", number_input: "decimal" };

function typed(element, block, surface, label) {
  const value = surface.value(block, element);
  const many = element.multiline;
  const input = h(many ? "textarea" : "input", {
    ...common(element, block, label),
    class: "input",
    type: many ? null : "text",
    inputmode: KEYBOARDS[element.type],
    autocomplete: "off",
    rows: many ? 4 : null,
    value: value ?? "",
  });
  const count = element.max_length ? h("span", { class: "count", hidden: true }) : null;
  const triggers = element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  const send = () => surface.act(block, element, { value: input.value || null });
  const keep = () => {
    surface.keep(block, element, input.value);
    showCount(count, input.value.length, element.max_length);
    if (block.dispatch_action && triggers.includes("on_character_entered")) send();
  };
  const enter = (event) => {
    if (event.key !== "Enter" || event.isComposing || many) return;
    if (block.dispatch_action && triggers.includes("on_enter_pressed")) {
      event.preventDefault();
      send();
    }
  };
  input.addEventListener("input", keep);
  input.addEventListener("keydown", enter);
  showCount(count, input.value.length, element.max_length);
  return count ? h("div", { class: "counted" }, input, count) : input;
}

const NEAR_THE_LIMIT = 0.8;

function showCount(count, length, most) {
  if (!count) return;
  count.hidden = length < most * NEAR_THE_LIMIT;
  count.textContent = `${length.toLocaleString("en-US")} of ${most.toLocaleString("en-US")}`;
  count.classList.toggle("is-over", length > most);
}

const PICKERS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

function picker(element, block, surface, label) {
  const value = surface.value(block, element);
  const input = h("input", {
    ...common(element, block, label),
    class: "input input-picker",
    type: PICKERS[element.type],
  });
  const isMoment = element.type === "datetimepicker";
  if (value) input.value = isMoment ? new Date(value * 1000).toISOString().slice(0, 16) : value;
  input.addEventListener("change", async () => {
    const chosen = !input.value ? null : isMoment ? Date.parse(`${input.value}Z`) / 1000 : input.value;
    surface.keep(block, element, chosen);
    if (!sends(block)) return;
    if (await confirmed(element.confirm, plainText, textOf))
      await surface.act(block, element, { [valueKey(element)]: chosen });
  });
  return input;
}

/** Elements outside an input block tell the app at once; inside one, only when it asks for that. */
export const sends = (block) => block.type !== "input" || block.dispatch_action === true;

function ticks(element, block, surface, label) {
  const many = element.type === "checkboxes";
  const name = freshId("ticks");
  const chosen = () => [surface.value(block, element)].flat().filter(Boolean);
  const change = (option, on) => {
    const others = chosen().filter((one) => one.value !== option.value);
    const next = many
      ? element.options.filter((one) =>
          one.value === option.value ? on : others.some((other) => other.value === one.value),
        )
      : option;
    surface.keep(block, element, next);
    if (sends(block)) surface.act(block, element, { [valueKey(element)]: next });
  };
  const row = (option, index) =>
    h(
      "label",
      { class: "tick" },
      h("input", {
        type: many ? "checkbox" : "radio",
        name,
        checked: chosen().some((one) => one.value === option.value),
        data: { focus: `${block.block_id}/${element.action_id}${index ? `/${index}` : ""}` },
        on: { change: (event) => change(option, event.target.checked) },
      }),
      h("span", {}, textOf(option.text), option.description && h("small", {}, textOf(option.description))),
    );
  return h(
    "div",
    {
      class: "ticks",
      role: many ? "group" : "radiogroup",
      "aria-labelledby": label.id ? `${label.id}-label` : null,
      "aria-label": label.id ? null : label.words,
      "aria-describedby": label.describedBy,
      "aria-required": !many && label.required ? "true" : null,
    },
    element.options.map(row),
  );
}

const image = (element) =>
  h("img", { class: "image-small", src: element.image_url, alt: element.alt_text, loading: "lazy" });

const DRAW = {
  button,
  overflow,
  image,
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  datepicker: picker,
  timepicker: picker,
  datetimepicker: picker,
  checkboxes: ticks,
  radio_buttons: ticks,
  ...Object.fromEntries(SELECTS.map((type) => [type, drawSelect])),
};

/** `label` is `{words}` for a lone element, `{id, required, describedBy}` inside an input block. */
export function drawElement(element, block, surface, label = { words: plainText(element.placeholder) || "Choose" }) {
  const draw = DRAW[element.type];
  return draw
    ? draw(element, block, surface, label)
    : h("span", { class: "unknown" }, `This page cannot show a ${element.type.replaceAll("_", " ")}.`);
}

export const isGroup = (element) => element.type === "checkboxes" || element.type === "radio_buttons";

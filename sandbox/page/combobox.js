// One list to choose from, for every select of Block Kit: type to narrow, arrows, Enter; one or many.

import { announce } from "./announce.js";
import { fill, freshId, h, icon, iconButton } from "./dom.js";
import { place, watchOutside } from "./popup.js";

const TYPING_MS = 150;

/** `load(typed)` gives `[{label, options: [{value, text, description}]}]`; `onChange` gets the chosen options. */
export function combobox({
  label,
  labelledBy,
  describedBy,
  placeholder,
  many = false,
  most = Infinity,
  chosen = [],
  load,
  onChange,
  required,
  inert,
  mark,
}) {
  const listId = freshId("list");
  const shape = { open: false, options: [], at: -1, chosen: [...chosen], ask: 0 };
  const input = h("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder,
    disabled: inert,
    "aria-label": labelledBy ? null : label,
    "aria-labelledby": labelledBy,
    "aria-describedby": describedBy,
    "aria-required": required ? "true" : null,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    data: { focus: mark },
  });
  const list = h("div", {
    id: listId,
    class: "listbox",
    role: "listbox",
    "aria-label": "Choices",
    "aria-multiselectable": many ? "true" : null,
  });
  const chips = h("span", { class: "chips" });
  const clear = iconButton("close", "Clear the choice", () => choose([]), { class: "combobox-clear", tabindex: "-1" });
  const box = h("div", { class: `combobox ${many ? "combobox-many" : ""}` }, chips, input, clear, icon("down"));
  let stop = () => {};

  const show = () => {
    fill(chips, many ? shape.chosen.map(chip) : []);
    if (!many) input.value = shape.chosen[0]?.text ?? "";
    input.placeholder = many && shape.chosen.length ? "" : placeholder || "";
    clear.hidden = many || required || !shape.chosen.length;
  };
  const chip = (option) =>
    h(
      "span",
      { class: "chip" },
      option.text,
      iconButton("close", `Remove ${option.text}`, () => choose(shape.chosen.filter((one) => one !== option))),
    );

  async function narrow(typed) {
    const ask = ++shape.ask;
    const groups = await load(typed);
    if (ask !== shape.ask || !shape.open) return;
    shape.options = groups.flatMap((group) => group.options);
    fill(
      list,
      shape.options.length
        ? groups.map(drawGroup)
        : h("p", { class: "menu-empty" }, typed ? "Nothing matches." : "Nothing to choose from."),
    );
    const held = shape.options.findIndex((option) => isChosen(option));
    point(many || typed ? 0 : Math.max(held, 0));
    place(list, box, { width: true });
    if (typed) announce(`${shape.options.length} choices`);
  }
  const isChosen = (option) => shape.chosen.some((one) => one.value === option.value);

  function drawGroup(group) {
    const rows = group.options.map(drawOption);
    return group.label
      ? h(
          "div",
          { role: "group", "aria-label": group.label },
          h("div", { class: "listbox-group", "aria-hidden": "true" }, group.label),
          rows,
        )
      : rows;
  }
  const drawOption = (option) =>
    h(
      "div",
      {
        id: freshId("option"),
        role: "option",
        "aria-selected": String(isChosen(option)),
        class: "option",
        on: { click: () => take(option), pointermove: () => point(shape.options.indexOf(option)) },
      },
      h("span", {}, option.text),
      option.description && h("small", {}, option.description),
      isChosen(option) && icon("check"),
    );

  function point(at) {
    shape.at = shape.options.length ? (at + shape.options.length) % shape.options.length : -1;
    const rows = list.querySelectorAll('[role="option"]');
    rows.forEach((row, index) => row.classList.toggle("is-at", index === shape.at));
    const row = rows[shape.at];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      if (list.scrollHeight > list.clientHeight) row.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function open(typed = "") {
    if (!shape.open) {
      shape.open = true;
      shape.options = [];
      fill(list, h("p", { class: "menu-empty" }, "Looking…"));
      place(list, box, { width: true });
      input.setAttribute("aria-expanded", "true");
      input.setAttribute("aria-controls", listId);
      stop = watchOutside(list, box, { close: () => close(), follow: () => place(list, box, { width: true }) });
    }
    shape.looking = narrow(typed);
    return shape.looking;
  }
  function close() {
    if (!shape.open) return;
    shape.open = false;
    stop();
    list.remove();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.removeAttribute("aria-controls");
    if (many) input.value = "";
    else show();
  }
  function take(option) {
    const next = !many
      ? [option]
      : isChosen(option)
        ? shape.chosen.filter((one) => one.value !== option.value)
        : [...shape.chosen, option].slice(0, most);
    if (many) input.value = "";
    else close();
    choose(next);
    if (many) shape.looking = narrow("");
    if (isHere() || document.activeElement === document.body) input.focus();
  }
  function choose(next) {
    const same = next.length === shape.chosen.length && next.every(isChosen);
    shape.chosen = next;
    show();
    if (!same) onChange(next);
  }

  let typing = null;
  const narrowNow = () => {
    clearTimeout(typing);
    typing = null;
    return open(input.value.trim());
  };
  const isHere = () => box.contains(document.activeElement) || list.contains(document.activeElement);
  // Enter may come before the list does: it waits, also when the focus goes on. It never submits the form.
  const enter = async () => {
    if (typing) narrowNow();
    shape.entered = true;
    await shape.looking;
    shape.entered = false;
    if (shape.open && shape.options[shape.at]) take(shape.options[shape.at]);
    else if (!isHere()) close();
  };
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(narrowNow, TYPING_MS);
    if (!many && input.value === "" && shape.chosen.length && !required) choose([]);
  });
  input.addEventListener("click", () => !shape.open && open());
  input.addEventListener("focus", () => !many && input.select());
  input.addEventListener("blur", () => setTimeout(() => !isHere() && !shape.entered && close(), 120));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (shape.open) point(shape.at + (event.key === "ArrowDown" ? 1 : -1));
      else open();
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape" && shape.open) {
      event.preventDefault();
      close();
    } else if (event.key === "Backspace" && many && !input.value && shape.chosen.length)
      choose(shape.chosen.slice(0, -1));
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener(
    "click",
    (event) => (event.target === box || event.target.closest(".icon-down")) && (input.focus(), open()),
  );
  show();
  return { node: box, input };
}

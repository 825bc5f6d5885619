// Builds DOM nodes. Whatever people typed becomes a text node; nothing here, or anywhere on this page, parses HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element. `on` holds listeners, `data` the dataset; null and false leave an attribute out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

const ICONS = {
  back: ["M12.5 4.5 7 10l5.5 5.5"],
  bolt: ["M11 2.5 4.5 11.5H9.5L9 17.5l6.5-9H10.5z"],
  check: ["M4.5 10.5 8.5 14.5 15.5 6"],
  clock: ["M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15z", "M10 6v4.2l2.8 1.8"],
  close: ["M5.5 5.5l9 9M14.5 5.5l-9 9"],
  copy: ["M7.5 7.5h8v8h-8z", "M12.5 7.5v-3h-8v8h3"],
  down: ["M5.5 8 10 12.5 14.5 8"],
  eye: ["M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5z", "M10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"],
  half: ["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M10 3v14", "M10 6.5h6M10 10h7M10 13.5h6"],
  hash: ["M8 3.5 6.5 16.5M13.5 3.5 12 16.5M3.8 7.5h13M3.2 12.5h13"],
  keyboard: ["M2.5 5.5h15v9h-15z", "M5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7"],
  lock: ["M5 9h10v7.5H5z", "M7 9V6.5a3 3 0 0 1 6 0V9"],
  loop: ["M15 7.8A5.6 5.6 0 0 0 4.7 9M5 12.2A5.6 5.6 0 0 0 15.3 11", "M15.5 4.5v3.5H12M4.5 15.5V12H8"],
  moon: ["M15.8 12.2A6.5 6.5 0 0 1 7.8 4.2a6.5 6.5 0 1 0 8 8z"],
  more: ["M4.5 10h.01M10 10h.01M15.5 10h.01"],
  next: ["M4.5 5 10.5 10l-6 5zM14.5 5v10"],
  pencil: ["M12.5 4.5l3 3L7 16l-3.6.6L4 13z", "M10.8 6.2l3 3"],
  pause: ["M7 4.5v11M13 4.5v11"],
  play: ["M6.5 4.2 15.5 10l-9 5.8z"],
  plus: ["M10 4.5v11M4.5 10h11"],
  record: ["M4 3.5h12v13H4z", "M7 7.2h6M7 10.2h6M7 13.2h3.5"],
  reply: ["M3.5 5h13v8.5h-7L6 16.5v-3H3.5z"],
  restart: ["M4.5 10A5.5 5.5 0 1 0 6.5 5.8", "M6.8 2.8v3.4h3.4"],
  send: ["M3.5 10.000 16.5 4 12.5 16.5 9.8 11.2z"],
  sun: [
    "M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z",
    "M10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7 6 6M14 14l1.3 1.3M15.3 4.7 14 6M6 14l-1.3 1.3",
  ],
  traffic: ["M6.5 16V4.5M6.5 4.5 3.5 7.5M6.5 4.5l3 3M13.5 4v11.5M13.5 15.5l-3-3M13.5 15.5l3-3"],
  warn: ["M10 3 17.5 16.5h-15z", "M10 8v4M10 14.2h.01"],
};

/** A decorative drawing; the control around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 20 20",
    class: `icon icon-${name}`,
    "aria-hidden": "true",
  })) {
    svg.setAttribute(key, value);
  }
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** A button that shows only a drawing. */
export function iconButton(name, label, onClick, props = {}) {
  const { class: extra = "", ...rest } = props;
  return h(
    "button",
    {
      type: "button",
      class: `icon-button ${extra}`,
      "aria-label": label,
      title: label,
      on: { click: onClick },
      ...rest,
    },
    icon(name),
  );
}

export const byId = (id) => document.getElementById(id);

export const fill = (node, ...children) => {
  node.replaceChildren(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
};

const covers = new Map();

/** Puts `ids` out of reach while `by` lies over them; what something else lies over, too, stays so. */
export function cover(by, ids, on) {
  for (const id of ids) {
    if (!covers.has(id)) covers.set(id, new Set());
    covers.get(id)[on ? "add" : "delete"](by);
    byId(id).inert = covers.get(id).size > 0;
  }
}

let lastId = 0;
export const freshId = (prefix) => `${prefix}-${++lastId}`;

const FOCUSABLE =
  "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), summary, [tabindex]";

/** What Tab would reach inside `node`, in order. */
export function focusable(node) {
  return [...node.querySelectorAll(FOCUSABLE)].filter((one) => one.tabIndex >= 0 && one.checkVisibility());
}

/** Where the focus stood in `old`, found again in `fresh`: by its data-focus, else the whole. */
export function carryFocus(old, fresh) {
  const active = document.activeElement;
  if (!old.contains(active)) return () => {};
  const mark = active.dataset.focus;
  const caret = active.selectionStart ?? null;
  return () => {
    const same = mark && fresh.querySelector(`[data-focus="${CSS.escape(mark)}"]`);
    const target = same || fresh;
    target.focus({ preventScroll: true });
    if (same && caret !== null && "setSelectionRange" in same) trySelection(same, caret);
  };
}

function trySelection(input, caret) {
  // date and number inputs have a caret but refuse to be told where it stands
  if (["text", "search", "url", "tel", "textarea"].includes(input.type)) input.setSelectionRange(caret, caret);
}

const stamps = new WeakMap();

/** Makes `parent` show `items`, touching only what changed: focus, scroll and selections elsewhere stay. */
export function keyed(parent, items, { key, stamp, draw }) {
  const standing = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const names = items.map(key);
  const staying = new Set(names);
  const bereft = removed(parent, staying);
  let cursor = parent.firstElementChild;
  for (const [at, item] of items.entries()) {
    const name = names[at];
    const mark = stamp(item);
    let node = standing.get(name);
    if (!node || stamps.get(node) !== mark) {
      const fresh = draw(item);
      fresh.dataset.key = name;
      stamps.set(fresh, mark);
      if (node) {
        const focus = carryFocus(node, fresh);
        if (cursor === node) cursor = node.nextElementSibling;
        node.replaceWith(fresh);
        focus();
      } else parent.insertBefore(fresh, cursor);
      node = fresh;
      if (cursor && node.nextElementSibling !== cursor) parent.insertBefore(node, cursor);
      continue;
    }
    if (node === cursor) cursor = cursor.nextElementSibling;
    else moved(node, () => parent.insertBefore(node, cursor));
  }
  bereft();
}

/** Takes out what does not stay. A focus that stood in it goes to what then stands in its place, or before it. */
function removed(parent, staying) {
  const all = [...parent.children];
  const held = all.findIndex((node) => node.contains(document.activeElement) && !staying.has(node.dataset.key));
  all.filter((node) => !staying.has(node.dataset.key)).forEach((node) => node.remove());
  return () => {
    if (held < 0) return;
    const left = [...parent.children];
    const near = [...left.slice(held), ...left.slice(0, held).reverse()];
    const target = near.map((node) => (node.matches("[tabindex]") ? node : node.querySelector("button"))).find(Boolean);
    (target || parent).focus({ preventScroll: true });
  };
}

/** A node that is put elsewhere loses the focus that stood in it. */
function moved(node, put) {
  const active = document.activeElement;
  const held = node.contains(active);
  put();
  if (held) active.focus({ preventScroll: true });
}

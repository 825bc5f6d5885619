// A menu that hangs from a button: arrow keys, Enter, Escape, and the focus goes back.

import { rememberFocus } from "./dialog.js";
import { h } from "./dom.js";
import { place, watchOutside } from "./popup.js";

let closeOpen = () => {};

/** `items`: `[{label, hint, danger, href, choose}]`; nothing to choose says `empty`. */
export function openMenu(anchor, items, { label, align = "end", empty = "Nothing here." } = {}) {
  closeOpen();
  const rows = items.map((item) => row(item));
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, on: { keydown: (event) => steer(event, rows, close) } },
    rows.length ? rows : h("p", { class: "menu-empty" }, empty),
  );
  const back = rememberFocus(anchor);
  const stop = watchOutside(menu, anchor, { close: () => close(false), follow: () => place(menu, anchor, { align }) });
  anchor.setAttribute("aria-expanded", "true");
  place(menu, anchor, { align });
  (rows[0] || anchor).focus();
  closeOpen = close;

  function close(giveBack = true) {
    const lost = menu.contains(document.activeElement);
    stop();
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    closeOpen = () => {};
    if (giveBack || lost) back();
  }

  function row({ label: words, hint, danger, choose }) {
    const take = () => {
      close();
      choose();
    };
    return h(
      "button",
      { type: "button", role: "menuitem", tabindex: "-1", class: danger ? "danger" : null, on: { click: take } },
      h("span", {}, words),
      hint && h("small", {}, hint),
    );
  }
  return close;
}

function steer(event, rows, close) {
  const at = rows.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
  if (event.key in moves) {
    event.preventDefault();
    rows.at((moves[event.key] + rows.length) % rows.length)?.focus();
  }
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

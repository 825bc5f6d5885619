// A dialog of the page's own: keeps the focus inside, closes on Escape, gives the focus back.

import { byId, focusable, freshId, h, iconButton } from "./dom.js";

/** Keeps Tab inside `node` (and the tour, while it is shown). Gives back how to let go. */
export function trap(node, { onEscape }) {
  const keys = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onEscape();
    }
    if (event.key === "Tab") cycle(event, node);
  };
  node.addEventListener("keydown", keys);
  return () => node.removeEventListener("keydown", keys);
}

function cycle(event, node) {
  const stops = focusable(node);
  if (!stops.length) return event.preventDefault();
  const tour = byId("tour").hidden ? [] : focusable(byId("tour"));
  const all = [...stops, ...tour];
  const at = all.indexOf(document.activeElement);
  const edge = event.shiftKey ? at <= 0 : at === all.length - 1 || (tour.length > 0 && at === stops.length - 1);
  if (!edge) return;
  event.preventDefault();
  all[(at + (event.shiftKey ? -1 : 1) + all.length) % all.length].focus();
}

/** Where the focus should return to: the element itself, one that was drawn again in its place, or what it stood in. */
export function rememberFocus(active = document.activeElement) {
  const mark = active?.dataset.focus;
  const key = active?.closest("[data-key]")?.dataset.key;
  return () => {
    const around = document.querySelector(`[data-key="${CSS.escape(key ?? "")}"]`);
    const again = mark && around?.querySelector(`[data-focus="${CSS.escape(mark)}"]`);
    const target =
      active?.isConnected && active !== document.body
        ? active
        : again || around || document.querySelector("#main textarea") || byId("main");
    target.focus({ preventScroll: true });
  };
}

/** A dialog in the middle of the window. `draw(close)` gives its content; the promise is what `close` was called with. */
export function openDialog({ title, draw, small = false, alert = false }) {
  const back = rememberFocus();
  const id = freshId("dialog");
  return new Promise((done) => {
    const close = (answer) => {
      release();
      backdrop.remove();
      back();
      done(answer);
    };
    const box = h(
      "div",
      {
        class: `dialog ${small ? "dialog-small" : ""}`,
        role: alert ? "alertdialog" : "dialog",
        "aria-modal": "true",
        "aria-labelledby": id,
      },
      h(
        "div",
        { class: "dialog-head" },
        h("h2", { id }, title),
        iconButton("close", "Close", () => close()),
      ),
      draw(close),
    );
    const backdrop = h(
      "div",
      { class: "backdrop", on: { pointerdown: (event) => event.target === backdrop && close() } },
      box,
    );
    const release = trap(box, { onEscape: () => close() });
    byId("layer").append(backdrop);
    (box.querySelector("[data-first]") || focusable(box)[1] || focusable(box)[0]).focus();
  });
}

/** A button's own "are you sure" (Block Kit's confirm object). True when the person agreed. */
export function confirmed(confirm, plainText, textOf) {
  if (!confirm) return Promise.resolve(true);
  const danger = confirm.style === "danger";
  const first = { first: "" };
  return openDialog({
    title: plainText(confirm.title) || "Are you sure?",
    small: true,
    alert: true,
    draw: (close) => [
      h("div", { class: "dialog-body" }, textOf(confirm.text)),
      h(
        "div",
        { class: "dialog-foot" },
        h(
          "button",
          { type: "button", class: "button", data: danger ? first : {}, on: { click: () => close(false) } },
          plainText(confirm.deny) || "Cancel",
        ),
        h(
          "button",
          {
            type: "button",
            class: `button ${danger ? "button-danger-solid" : "button-primary"}`,
            data: danger ? {} : first,
            on: { click: () => close(true) },
          },
          plainText(confirm.confirm) || "Yes",
        ),
      ),
    ],
  }).then(Boolean);
}

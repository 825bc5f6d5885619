// The app's Home tab, as the app last published it for this person.

import { drawBlocks } from "./blocks.js";
import { carryFocus, fill, h, icon } from "./dom.js";
import { page } from "./store.js";
import { Surface } from "./surface.js";

const filled = new Map();
let mark = null;

export function drawHome(home) {
  const view = page.state?.home;
  const next = JSON.stringify([page.me, view?.hash, view?.blocks, !view && page.visiting]);
  if (next === mark) return;
  mark = next;
  home.setAttribute("aria-busy", String(!view && page.visiting === true));
  if (!view && page.visiting) return void fill(home);
  if (!view)
    return void fill(
      home,
      h(
        "div",
        { class: "nothing" },
        h("span", { class: "nothing-mark" }, icon("loop")),
        h("h3", {}, "Nothing here yet"),
        h("p", {}, "The app fills this page when it is opened for the first time."),
      ),
    );
  if (!filled.has(view.id)) filled.set(view.id, new Map());
  const surface = new Surface("home", { view_id: view.id }, view.blocks, {
    filled: filled.get(view.id),
    state: view.state,
  });
  const fresh = h("div", { class: "home-body blocks" }, drawBlocks(view.blocks, surface));
  const focus = carryFocus(home, fresh);
  fill(home, fresh);
  focus();
}

// A person's or the app's picture: initials on a colour of their own.

import { h, icon } from "./dom.js";
import { isApp, nameOf, people } from "./store.js";

const HUES = [25, 262, 152, 305, 72, 205, 345, 112];

function hueOf(user) {
  const at = people().findIndex((one) => one.id === user.id);
  return at < 0 ? null : HUES[at % HUES.length];
}

/** Decorative: the name always stands beside it or in the control's name. */
export function face(user, size = "") {
  if (!user || isApp(user.id))
    return h("span", { class: `face face-app ${size}`, "aria-hidden": "true" }, icon("loop"));
  const hue = hueOf(user);
  const node = h(
    "span",
    { class: `face ${hue === null ? "face-nobody" : ""} ${size}`, "aria-hidden": "true" },
    nameOf(user).slice(0, 2),
  );
  if (hue !== null) node.style.setProperty("--hue", hue);
  return node;
}

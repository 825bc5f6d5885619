// Who I am: everyone I can act as, one press away.

import { byId, fill, h, iconButton } from "./dom.js";
import { face } from "./faces.js";
import { closeBeside } from "./popup.js";
import { become, firstNameOf, nameOf, on, onPhone, page, people, titleOf, userOf } from "./store.js";

export function startPeople() {
  on("state", draw);
  on("me", draw);
  const isOpen = () => onPhone() && byId("people").classList.contains("is-open");
  closeBeside(byId("people"), "me-button", { isOpen, close: () => showPeople(false) });
}

let mark = "";

function draw() {
  if (!page.state) return;
  const next = JSON.stringify([page.me, people()]);
  if (next === mark) return;
  mark = next;
  const focused = document.activeElement?.closest("#people .person");
  fill(
    byId("people"),
    h(
      "header",
      { class: "people-head" },
      h("h2", {}, "You are"),
      iconButton("close", "Close", () => showPeople(false), { class: "phone-only" }),
    ),
    h(
      "ul",
      {},
      people().map((user, index) => h("li", {}, person(user, index))),
    ),
  );
  // A focus on who I was goes on to who I am, as when Alt+U came right after Alt+5.
  const same = focused?.ariaPressed === "true" ? '[aria-pressed="true"]' : `[data-person="${focused?.dataset.person}"]`;
  if (focused) byId("people").querySelector(same)?.focus();
}

function person(user, index) {
  const take = () => {
    become(user.id);
    showPeople(false);
  };
  return h(
    "button",
    {
      type: "button",
      class: "person",
      "aria-pressed": String(user.id === page.me),
      "aria-label": `${nameOf(user)}, ${titleOf(user)}`,
      title: `${nameOf(user)}, ${titleOf(user)} (Alt+${index + 1})`,
      data: { person: user.id },
      on: { click: take },
    },
    face(user),
    h("span", { class: "person-words" }, h("b", {}, firstNameOf(user)), h("small", {}, titleOf(user))),
  );
}

/** The number keys' way: 1 is the first person. */
export function becomeNumber(number) {
  const user = people()[number - 1];
  if (user) become(user.id);
}

export function focusPeople() {
  showPeople(true);
  byId("people").querySelector('[aria-pressed="true"]')?.focus();
}

/** On the phone the list is a sheet. */
export function showPeople(open) {
  byId("people").classList.toggle("is-open", open);
  byId("me-button")?.setAttribute("aria-expanded", String(open));
}

export const meButton = () => {
  const button = h("button", {
    type: "button",
    id: "me-button",
    class: "icon-button phone-only",
    "aria-expanded": "false",
    "aria-controls": "people",
    on: { click: () => showPeople(!byId("people").classList.contains("is-open")) },
  });
  const show = () => {
    const user = userOf(page.me);
    if (!user) return;
    button.setAttribute("aria-label", `You are ${nameOf(user)}, ${titleOf(user)}. Switch person`);
    fill(button, face(user));
  };
  on("state", show);
  on("me", show);
  return button;
};

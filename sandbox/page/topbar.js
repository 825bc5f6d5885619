// The bar above everything: the clock, the tour, the CRM, the inspector, light and dark, and what the keys do.

import { drawClock } from "./clock.js";
import { crmButton } from "./crm.js";
import { openDialog } from "./dialog.js";
import { byId, fill, h, icon, iconButton } from "./dom.js";
import { meButton } from "./people.js";
import { on, page } from "./store.js";
import { tourButton } from "./tour.js";
import { trafficButton } from "./traffic.js";

const THEMES = { auto: "half", light: "sun", dark: "moon" };
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const WORDS = { auto: "as the system", light: "light", dark: "dark" };

const theme = () => document.documentElement.dataset.theme;

function themeButton() {
  const button = iconButton(THEMES[theme()], "Theme", turn);
  const show = () => {
    fill(button, icon(THEMES[theme()]));
    button.title = `Theme: ${WORDS[theme()]}`;
    button.setAttribute("aria-label", `Theme: ${WORDS[theme()]}. Switch to ${WORDS[NEXT[theme()]]}`);
  };
  function turn() {
    document.documentElement.dataset.theme = NEXT[theme()];
    localStorage.setItem("theme", theme());
    show();
  }
  show();
  return button;
}

const KEYS = [
  ["Alt+1 … Alt+8", "Act as somebody else"],
  ["Alt+U", "Go to the people I can be"],
  ["Alt+↑  Alt+↓", "Previous, next conversation"],
  ["↑  ↓", "Between messages, once one has the focus"],
  ["/", "Write; at the beginning of a message, complete a command"],
  ["Enter  Shift+Enter", "Send, new line"],
  ["Alt+N", "Next scheduled event"],
  ["Alt+P", "Play or pause the tour"],
  ["Alt+C", "The CRM beside the chat"],
  ["Alt+I", "Traffic inspector"],
  ["Esc", "Close what is open"],
  ["?", "This list"],
];

export const showKeys = () =>
  openDialog({
    title: "Keys",
    small: true,
    draw: () =>
      h(
        "div",
        { class: "dialog-body" },
        h(
          "dl",
          { class: "keys" },
          KEYS.map(([keys, words]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, words)]),
        ),
      ),
  });

export function startTopbar() {
  const title = h("h1", { class: "sr" }, "Sandbox");
  on("state", () => (title.textContent = page.state.team.name));
  fill(
    byId("topbar"),
    title,
    h("div", { class: "brand" }, icon("loop"), h("span", {}, "Sandbox")),
    drawClock(),
    h(
      "div",
      { class: "topbar-tools" },
      tourButton(),
      crmButton(),
      trafficButton(),
      themeButton(),
      iconButton("keyboard", "Keyboard shortcuts", showKeys, { class: "wide-only" }),
      meButton(),
    ),
  );
}

// Editing one field where it stands: the control that fits its kind, Save and Cancel.

import { announce, toast } from "./announce.js";
import { post, Refused } from "./api.js";
import { sentence } from "./crm_words.js";
import { freshId, h } from "./dom.js";
import { page } from "./store.js";

const INPUTS = { date: { type: "date" }, number: { type: "text", inputmode: "decimal" } };
const ROWS = { text: "2", long: "5" };

/** `saved` is called once the CRM has taken it, `leave` when nothing is to change. */
export function editor(deal, field, { saved, leave }) {
  const problem = h("p", { class: "error", id: freshId("problem"), role: "alert" });
  const control = drawControl(field, problem.id);
  const save = h("button", { type: "submit", class: "button button-small button-primary" }, "Save");
  const submit = async (event) => {
    event.preventDefault();
    if (save.getAttribute("aria-busy")) return;
    problem.textContent = "";
    save.setAttribute("aria-busy", "true");
    try {
      await post("crm/edit", { user: page.me, deal, field: field.name, value: control.value });
      announce(`${field.label} is saved.`);
      await saved();
    } catch (error) {
      const words = sentence(error);
      if (!form.isConnected) return toast(`${field.label} is not saved. ${words}`, { problem: true });
      problem.textContent = error instanceof Refused ? words : `${words} What you wrote is still here.`;
      control.setAttribute("aria-invalid", "true");
      control.focus();
    }
    save.removeAttribute("aria-busy");
  };
  const keys = (event) => {
    const atOnce = field.kind === "text" && event.target === control;
    const taken = event.key === "Enter" && (event.ctrlKey || event.metaKey || atOnce);
    if (event.key !== "Escape" && !taken) return;
    event.preventDefault();
    if (event.key === "Escape") leave();
    else form.requestSubmit();
  };
  const form = h(
    "form",
    { class: "record-editor", on: { submit, keydown: keys } },
    control,
    problem,
    h(
      "div",
      { class: "record-editor-foot" },
      save,
      h("button", { type: "button", class: "button button-small", on: { click: leave } }, "Cancel"),
    ),
  );
  return form;
}

function drawControl(field, problem) {
  const data = { first: "", focus: "control" };
  const named = { class: "input", "aria-label": field.label, "aria-describedby": problem, data };
  if (field.kind === "choice")
    return h("select", named, [{ value: "", label: "Empty" }, ...field.choices].filter(fits(field)).map(option(field)));
  if (ROWS[field.kind]) return h("textarea", { ...named, rows: ROWS[field.kind], value: field.typed });
  return h("input", { ...named, ...INPUTS[field.kind], autocomplete: "off", value: field.typed });
}

/** A stage is never empty. */
const fits = (field) => (choice) => choice.value !== "" || field.name !== "dealstage";

const option = (field) => (choice) =>
  h("option", { value: choice.value, selected: choice.value === field.typed }, choice.label);

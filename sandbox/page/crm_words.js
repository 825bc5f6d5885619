// How the CRM's values read: days, amounts, and who changed something.

import { Refused } from "./api.js";

/** What went wrong with a call to the CRM. */
export const sentence = (error) => (error instanceof Refused ? error.message : "The CRM is not answering.");

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const days = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "short", day: "numeric", year: "numeric" });

/** "2026-12-01" as "Dec 1, 2026". What is no day stays as it is. */
export const dayShort = (text) => (DAY.test(text) ? days.format(new Date(`${text}T00:00:00Z`)) : text);

export const money = ({ amount, currency }) => [amount, currency].filter(Boolean).join(" ");

/** A field's value for people; `kind` is that of its editor. */
export const valueShown = ({ shown, kind }) => (kind === "date" ? dayShort(shown) : shown);

/** Kinds of hands, in the CRM's words: what to call each, and how to draw it. */
const HANDS = {
  CRM_UI: { words: "by hand", drawing: null },
  AUTOMATION_PLATFORM: { words: "workflow", drawing: "bolt" },
  IMPORT: { words: "import", drawing: "down" },
  INTEGRATION: { words: "app", drawing: "loop" },
  CALCULATED: { words: "calculated", drawing: "half" },
};

export const handOf = (source) =>
  HANDS[source] || { words: source.toLowerCase().replaceAll("_", " "), drawing: "half" };

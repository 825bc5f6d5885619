// Finding things on the page by what they show, as a person does; for the tour.

import { byId } from "./dom.js";
import { page } from "./store.js";

export const visible = (node) => node?.checkVisibility({ visibilityProperty: true }) ?? false;
export const shows = (node, words) =>
  words instanceof RegExp ? words.test(node.textContent) : node.textContent.includes(words);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];
export const labelled = (words, root) =>
  all("button", root).find(
    (node) => visible(node) && (node.textContent.trim() === words || node.getAttribute("aria-label") === words),
  );

/** Of several buttons that say the same, the one below the block that shows `after`. */
export function below(after, words, root) {
  const blocks = all(".block", root);
  const from = blocks.findIndex((node) => shows(node, after));
  return from < 0 ? undefined : blocks.slice(from + 1).map((node) => labelled(words, node)).find(Boolean);
}

export const startsWith = (words, selector) =>
  all(selector).find((node) => (node.getAttribute("aria-label") || node.textContent).trim().startsWith(words));
export const form = () => byId("modal").querySelector(".modal");

/** The field with this visible label. */
export function field(words) {
  const label = all(".label", form() || byId("modal")).find((node) => node.textContent.trim() === words);
  return label?.closest(".input-block") || null;
}

export const standing = () => all("#main .message").map((node) => node.dataset.ts);

/**
 * The message of a condition: the newest one that shows all it asks for. `message` is one text or several; `reply` says
 * that it stands in the open thread.
 */
export function message(hands, { message: words, reply, private: own, button, without = [], ...more }) {
  const { replies, also, last, fresh } = more;
  const wanted = [words].flat().map((one) => hands.say(one));
  const found = all(reply ? "#thread:not([hidden]) .message" : "#main .message").filter((node) => {
    if (!wanted.every((one) => shows(node, one))) return false;
    if (own && !node.classList.contains("is-private")) return false;
    return !fresh || !hands.before.has(node.dataset.ts);
  });
  const fits = (node) =>
    (!button || labelled(button, node)) &&
    !without.some((one) => labelled(one, node)) &&
    (!also || shows(node, also)) &&
    (!replies || Number.parseInt(node.querySelector(".replies b")?.textContent || "0", 10) >= replies);
  return last ? [found.at(-1)].find((node) => node && fits(node)) : found.findLast(fits);
}

/** What a condition asks for, where it stands on the page by now. */
export function seen(hands, condition) {
  if ("form" in condition) return condition.form ? field(condition.form) : !form();
  if (condition.says) return form() && shows(form(), condition.says) && form();
  if (condition.record) return recordShows(condition.record);
  if (condition.home) return shows(document.querySelector("#main .home"), hands.say(condition.home));
  return page.place?.channel && message(hands, condition);
}

/** The newest change of the record beside the chat that shows all of `words`. */
const recordShows = (words) =>
  all("#crm:not([hidden]) .change").find((change) => words.every((one) => shows(change, one)));

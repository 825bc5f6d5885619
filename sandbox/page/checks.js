// What Slack's client checks in a form before it is sent at all.

import { valueKey } from "./surface.js";

const isEmpty = (value) =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && !value.length) ||
  (typeof value === "string" && !value.trim());

const TESTS = {
  email_text_input: (value) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : "This is not an e-mail address. It looks like name@company.com.",
  url_text_input: (value) =>
    /^https?:\/\/\S+\.\S+$|^https?:\/\/(localhost|\d)/i.test(value)
      ? null
      : "This is not a link. It starts with https://.",
  number_input: (value, element) => number(value, element),
};

function number(value, { is_decimal_allowed: decimal, min_value: min, max_value: max }) {
  if (!(decimal ? /^-?\d+([.]\d+)?$/ : /^-?\d+$/).test(value))
    return decimal ? "Write a number." : "Write a whole number.";
  if (min !== undefined && Number(value) < Number(min)) return `Write a number of ${min} or more.`;
  return max !== undefined && Number(value) > Number(max) ? `Write a number of ${max} or less.` : null;
}

function problem(block, value) {
  const { element } = block;
  if (isEmpty(value)) return block.optional ? null : "Please fill this in.";
  if (element.max_length && value.length > element.max_length)
    return `This has ${value.length.toLocaleString("en-US")} characters; ${element.max_length.toLocaleString("en-US")} fit.`;
  if (element.min_length && value.length < element.min_length)
    return `Write at least ${element.min_length} characters.`;
  return TESTS[element.type]?.(value, element) ?? null;
}

/** What is wrong, by block_id. */
export function check(surface) {
  const inputs = surface.blocks.filter((block) => block.type === "input" && valueKey(block.element));
  return Object.fromEntries(
    inputs
      .map((block) => [block.block_id, problem(block, surface.value(block, block.element))])
      .filter(([, words]) => words),
  );
}

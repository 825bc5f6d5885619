// Times as the company reads them: in its own zone, relative to the sandbox's clock.

import { page } from "./store.js";

export const zone = () => page.state?.team.timezone || page.state?.team.tz || "America/New_York";
/** The sandbox's clock ticks on between two looks at it. */
export const now = () =>
  new Date(Date.parse(page.state?.now || new Date().toISOString()) + Date.now() - (page.stateAt || Date.now()));
export const ofTs = (ts) => new Date(Number(ts) * 1000);

const formats = new Map();

function format(options) {
  const key = zone() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone(), ...options }));
  return formats.get(key);
}

const show = (options) => (date) =>
  format(options)
    .format(date)
    .replace(/\u202f/g, " ");

export const clockTime = show({ hour: "numeric", minute: "2-digit" });
export const shortDay = show({ weekday: "short", month: "short", day: "numeric" });
export const zoneName = (date) =>
  format({ timeZoneName: "short" })
    .formatToParts(date)
    .find((part) => part.type === "timeZoneName").value;
export const fullTime = (date) =>
  `${show({ weekday: "long", month: "long", day: "numeric", year: "numeric" })(date)}, ${clockTime(date)} ${zoneName(date)}`;

/** "2026-11-23" in the company's zone. */
export function dayOf(date) {
  const part = Object.fromEntries(
    format({ year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(date)
      .map((one) => [one.type, one.value]),
  );
  return `${part.year}-${part.month}-${part.day}`;
}

/** "Today", "Yesterday" or "Friday, November 20". */
export function dayName(date, { otherwise = show({ weekday: "long", month: "long", day: "numeric" }) } = {}) {
  const days = Math.round((Date.parse(dayOf(now())) - Date.parse(dayOf(date))) / 86_400_000);
  return { "-1": "Tomorrow", 0: "Today", 1: "Yesterday" }[days] || otherwise(date);
}

export const whenShort = (date) => `${dayName(date, { otherwise: shortDay })}, ${clockTime(date)}`;

/** The same in the middle of a sentence. */
export const whenInside = (date) => lowered(whenShort(date));

const lowered = (words) => words.replace(/^(Today|Yesterday|Tomorrow)\b/, (day) => day.toLowerCase());

/** "2026-11-23T10:05" in the company's zone, as a datetime-local input wants it. */
export function toLocalInput(date) {
  const hour = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);
  return `${dayOf(date)}T${hour}`;
}

/** The instant at which the company's clocks show `local` ("2026-11-23T10:05"). */
export function fromLocalInput(local) {
  const wanted = Date.parse(`${local}Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess += wanted - Date.parse(`${toLocalInput(new Date(guess))}Z`);
  return new Date(guess);
}

const TOKENS = {
  date_num: (date) => dayOf(date),
  date: show({ month: "long", day: "numeric", year: "numeric" }),
  date_short: show({ month: "short", day: "numeric", year: "numeric" }),
  date_long: show({ weekday: "long", month: "long", day: "numeric", year: "numeric" }),
  time: clockTime,
  time_secs: show({ hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago: (date) => ago(date),
};

function ago(date) {
  const minutes = Math.round((date - now()) / 60_000);
  const [amount, unit] =
    Math.abs(minutes) < 60
      ? [minutes, "minute"]
      : Math.abs(minutes) < 1440
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat("en-US", { numeric: "auto" }).format(amount, unit);
}

/** Fills Slack's `{date_short} at {time}`; the `_pretty` ones say "yesterday" where they can. */
export function fillDate(seconds, template) {
  const date = new Date(Number(seconds) * 1000);
  return template.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name.endsWith("_pretty")) {
      const plain = TOKENS[name.slice(0, -"_pretty".length)];
      return plain
        ? lowered(dayName(date, { otherwise: plain }))
        : whole;
    }
    return TOKENS[name]?.(date) ?? whole;
  });
}

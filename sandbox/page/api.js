// Talks to the sandbox: calls under /_control and its stream of events.

export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {}

async function ask(path, init) {
  let answer;
  try {
    answer = await fetch(`_control/${path}`, init);
  } catch (error) {
    throw new Unreachable(error.message);
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(body.error || `The sandbox answered ${answer.status}.`, answer.status);
  return body;
}

export function get(call, query = {}) {
  const search = new URLSearchParams(
    Object.entries(query).filter(([, value]) => value !== null && value !== undefined),
  );
  return ask(`${call}?${search}`, { cache: "no-store" });
}

export function post(call, body = {}) {
  return ask(call, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

const PAUSES_MS = [500, 1000, 2000, 4000];

/** Keeps a stream of events open for good. `onOpen` is called on every (re)connection. */
export function listen({ onEvent, onOpen, onGone }) {
  let tries = 0;
  const connect = () => {
    const stream = new EventSource("_control/events");
    stream.onopen = () => {
      tries = 0;
      onOpen();
    };
    stream.onmessage = (message) => onEvent(JSON.parse(message.data));
    stream.onerror = () => {
      stream.close();
      onGone();
      setTimeout(connect, PAUSES_MS[Math.min(tries++, PAUSES_MS.length - 1)]);
    };
  };
  connect();
}

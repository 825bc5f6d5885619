// Places small lists beside what opened them, always inside the window.

import { byId } from "./dom.js";

const GAP = 4;
const EDGE = 8;

/** Shows `node` under `anchor` (above it where there is more room). */
export function place(node, anchor, { width = null, align = "start" } = {}) {
  if (!node.isConnected) byId("popups").append(node);
  const at = anchor.getBoundingClientRect();
  const below = innerHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  if (width) node.style.minWidth = `${at.width}px`;
  node.style.maxHeight = `${Math.max(below, above)}px`;
  const size = node.getBoundingClientRect();
  const under = size.height <= below || below >= above;
  const left = align === "end" ? at.right - size.width : at.left;
  node.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - size.width - EDGE))}px`;
  node.style.top = under ? `${at.bottom + GAP}px` : `${Math.max(EDGE, at.top - GAP - size.height)}px`;
}

/**
 * Calls `close` when somebody presses elsewhere or scrolls `anchor` away, `follow` when it moves and is still seen: a
 * message that arrives scrolls what stands above it, a keyboard on the screen shrinks the window. Gives back how to
 * stop watching.
 */
export function watchOutside(node, anchor, { close, follow }) {
  const outside = ({ target }) => node.contains(target) || anchor.contains(target) || close();
  const scrolled = ({ target }) => {
    if (!target.contains(anchor)) return;
    if (isSeen(anchor, target)) follow();
    else close();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("scroll", scrolled, true);
  addEventListener("resize", follow);
  return () => {
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("scroll", scrolled, true);
    removeEventListener("resize", follow);
  };
}

/** A press beside a sheet closes it, and presses nothing else; the tour goes on over it. */
export function closeBeside(sheet, opener, { isOpen, close }) {
  const beside = (event) => {
    if (!isOpen() || [sheet, byId(opener), byId("tour")].some((node) => node?.contains(event.target))) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  document.addEventListener("click", beside, true);
}

function isSeen(anchor, scroller) {
  const at = anchor.getBoundingClientRect();
  const { top, bottom } = scroller === document ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  return at.top >= top && at.bottom <= bottom;
}

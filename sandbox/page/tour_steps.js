// The tour: the loop from a complaint to "it works now", a thread that goes around the CRM, and the forecast call.
// `tour.js` plays it.
//
// A step has a title, a sentence or two, and gestures. A gesture is `[name, what it needs]`; all of them are in
// `gestures.js` and act on what stands on the page by its visible label. `wait` names what must be seen before the tour
// goes on; `remember` keeps what a pattern finds in it, and `{report}` in later words is replaced by it. A step whose
// `already` is seen was done by hand.

import { A_THREAD_GOES_BY, THE_WEEKS_LIST } from "./tour_threads.js";

const WORDS = "Implementation risk is required at proposal before I can know it";
const TITLE = "Implementation risk moves to negotiation";
const ASKED = /\d+ of your deals? (is|are) not ready/;
const PREVIEW = /This is what the meeting will see/;
const HELD_BACK_IN_NUDGE = /^(?!.*This is what the meeting will see).*Not asked: .*Next step \(F-\d+/s;
const HELD_BACK = /Not asked: .*Next step \((F-\d+)/;
const UNNAMED = "Champion is empty";
const NAMED = /You saved Champion|Champion is saved/;
const NEXT_STEP = /Next step (last changed|is empty|says)/;
const CALL = "Weekly forecast call";
const CALLOWAY = "Calloway Paper – port drayage";

export const STEPS = [
  {
    title: "Rita reports",
    say: "Rita is asked for something she cannot know yet. She says so in one line, where she already is; only she sees the answer.",
    do: [
      ["be", "Rita"],
      ["open", "#sales-east"],
      ["write", `/crm-friction ${WORDS}`],
      [
        "wait",
        {
          message: /F-\d+/,
          private: true,
          fresh: true,
          remember: { report: /F-\d+/ },
          what: "a private answer with the number of the report",
        },
      ],
    ],
  },
  {
    title: "It reaches who decides",
    say: "Theo owns triage. The report stands in #crm-triage as a card, with who asked and how long it has waited.",
    do: [
      ["be", "Theo"],
      ["open", "#crm-triage"],
      ["wait", { message: "{report}", button: "Fix", what: "the card of {report} in #crm-triage" }],
    ],
  },
  {
    title: "Theo decides",
    say: "A decision is made in the open: Theo takes the fix himself, the card changes, and a reply stands in its thread.",
    already: { message: "{report}", button: "Mark as shipped", replies: 1 },
    do: [
      ["be", "Theo"],
      ["open", "#crm-triage"],
      ["press", { button: "Fix", message: "{report}" }],
      ["wait", { form: "Fix owner", what: "the form that asks for the fix owner" }],
      ["choose", { field: "Fix owner", option: "Theo" }],
      ["submit"],
      ["wait", { message: "{report}", button: "Mark as shipped", what: "the card of {report} with Mark as shipped" }],
      ["wait", { message: "{report}", replies: 1, what: "the decision in the card's thread" }],
      ["thread", { message: "{report}" }],
    ],
  },
  {
    title: "Rita is told",
    say: "Whoever asked hears of the decision privately, without having to look for it.",
    do: [
      ["be", "Rita"],
      ["open", "Adoption"],
      ["tab", "Messages"],
      ["wait", { message: "{report}", what: "a direct message about {report}" }],
    ],
  },
  {
    title: "The fix ships",
    say: "When the change is in the CRM, Theo writes what changed, in words for those who use it.",
    already: { message: "{report}", without: ["Fix", "Mark as shipped"] },
    do: [
      ["be", "Theo"],
      ["open", "#crm-triage"],
      ["press", { button: "Mark as shipped", message: "{report}" }],
      ["wait", { form: "What changed", what: "the form for the release note" }],
      ["type", { field: "Title", text: TITLE }],
      [
        "type",
        {
          field: "What changed",
          text: "Implementation risk is asked at negotiation, after the first call with delivery. Until then it may stay empty.",
        },
      ],
      ["submit"],
      ["wait", { form: null, what: "the form to be accepted" }],
    ],
  },
  {
    title: "The note posts itself",
    say: "Nobody has to remember the announcement. The clock moves to the next scheduled event until the note stands in #crm-updates.",
    do: [
      ["be", "Theo"],
      ["open", "#crm-updates"],
      ["clock", { until: { message: [TITLE, "{report}"], what: "the release note in #crm-updates" } }],
    ],
  },
  {
    title: "Rita says whether it works",
    say: "Shipped is not the end: everyone who asked is told, and answers with one press.",
    do: [
      ["be", "Rita"],
      ["open", "Adoption"],
      ["tab", "Messages"],
      ["press", { button: "It works now", message: "{report}", last: true }],
      ["wait", { message: "{report}", without: ["It works now"], last: true, what: "the answer to be taken" }],
    ],
  },
  {
    title: "One confirmed",
    say: "The note counts who confirmed. That, and not the release, closes the loop.",
    do: [
      ["be", "Rita"],
      ["open", "#crm-updates"],
      ["wait", { message: [TITLE, "{report}"], also: /Works for 1 person/, what: "one confirmation on the note" }],
    ],
  },
  ...A_THREAD_GOES_BY,
  {
    title: "A working day before the call",
    say: "Before anybody else, Rita sees her own deals as the forecast call will see them. What has open friction is not asked.",
    do: [
      ["be", "Rita"],
      ["open", "Adoption"],
      ["tab", "Messages"],
      [
        "clock",
        {
          until: { message: PREVIEW, button: "Update now", what: "a preview of Rita's deals" },
          job: "nudges",
        },
      ],
    ],
  },
  {
    title: "Update now",
    say: "What the CRM lacks is typed here, in a form with the fields of that deal. It is written to the CRM at once.",
    already: { message: NAMED },
    do: [
      ["be", "Rita"],
      ["open", "Adoption"],
      ["tab", "Messages"],
      ["press", { button: "Update now", message: PREVIEW, after: UNNAMED }],
      ["wait", { form: "Champion", what: "the form with the deal's champion" }],
      ["type", { field: "Champion", text: "Ines Duarte" }],
      ["submit"],
      ["wait", { says: "is saved in the CRM", what: "the CRM to take it" }],
      ["close"],
      ["wait", { message: PREVIEW, also: NAMED, what: "the message to say that it is done" }],
    ],
  },
  {
    title: "The record beside the chat",
    say: "A deal's name opens its record, with its history: what was typed in Slack stands in the CRM, and who wrote it.",
    do: [
      ["be", "Rita"],
      ["open", "Adoption"],
      ["tab", "Messages"],
      ["record", { message: NAMED, above: NAMED }],
      ["wait", { record: ["CRM adoption", "Champion", "Ines Duarte"], what: "the change in the record's history" }],
    ],
  },
  {
    title: "An hour before the call",
    say: "The clock moves to the next forecast call. Its digest says which deals are not ready and why, what is held back, and what changed since.",
    do: [
      ["leave"],
      ["be", "Maya"],
      ["open", "#forecast"],
      [
        "clock",
        {
          until: { message: CALL, button: "Mark reviewed", fresh: true, what: "a digest in #forecast" },
          job: "pre-forecast-digest",
        },
      ],
    ],
  },
  {
    title: "Maya marks what was discussed",
    say: "After the call Maya says which deals were gone through, and why one is not ready. The next digest shows it, and owners hear that their updates were used.",
    already: { message: CALL, also: /Reviewed by/, last: true },
    do: [
      ["be", "Maya"],
      ["open", "#forecast"],
      ["press", { button: "Mark reviewed", message: CALL, last: true }],
      ["wait", { form: "Accepted", what: "the form with the deals of the call" }],
      ["choose", { field: "Accepted", option: "Harbor Foods" }],
      ["choose", { field: "Not ready", option: "Calloway Paper" }],
      ["submit"],
      ["wait", { form: CALLOWAY, what: "the form that asks why" }],
      ["type", { field: CALLOWAY, text: "Their buyer is away. The date moves when he is back." }],
      ["submit"],
      ["wait", { form: null, what: "the form to be accepted" }],
      ["wait", { message: CALL, also: /Reviewed by/, last: true, what: "the digest to show who reviewed" }],
    ],
  },
  ...THE_WEEKS_LIST,
  {
    title: "Asked once a day",
    say: "Where the company asks more firmly, Rita gets one message a day, in her hours. The next step is still left out: nobody is asked about open friction.",
    do: [
      ["leave"],
      ["be", "Rita"],
      ["open", "Adoption"],
      ["tab", "Messages"],
      [
        "clock",
        {
          until: { message: HELD_BACK_IN_NUDGE, what: "a day's message in which the next step is held back" },
          job: "nudges",
        },
      ],
      ["wait", { message: HELD_BACK_IN_NUDGE, remember: { friction: HELD_BACK }, what: "what holds it back" }],
    ],
  },
  {
    title: "Theo fixes what was in the way",
    say: "The next step was paused because of {friction}. Theo takes it on and ships it: that, and not a reminder, is what was missing.",
    already: { message: "{friction}", without: ["Fix", "Mark as shipped"], also: /Shipped/ },
    do: [
      ["be", "Theo"],
      ["open", "#crm-triage"],
      ["press", { button: "Fix", message: "{friction}" }],
      ["wait", { form: "Fix owner", what: "the form that asks for the fix owner" }],
      ["choose", { field: "Fix owner", option: "Theo" }],
      ["submit"],
      ["wait", { message: "{friction}", button: "Mark as shipped", what: "the card with Mark as shipped" }],
      ["press", { button: "Mark as shipped", message: "{friction}" }],
      ["wait", { form: "What changed", what: "the form for the release note" }],
      ["type", { field: "Title", text: "Next step can be edited on the phone" }],
      ["type", { field: "What changed", text: "The phone app shows it on top of each deal, and saves it there." }],
      ["submit"],
      ["wait", { form: null, what: "the form to be accepted" }],
    ],
  },
  {
    title: "Now it is asked",
    say: "The fix is out, so the pause is over: in her next message Rita is asked for the next step, too.",
    do: [
      ["be", "Rita"],
      ["open", "Adoption"],
      ["tab", "Messages"],
      [
        "clock",
        {
          until: {
            message: [ASKED, NEXT_STEP],
            button: "Update now",
            fresh: true,
            what: "a message that asks for the next step",
          },
          job: "nudges",
        },
      ],
    ],
  },
  {
    title: "All of it in one place",
    say: "Home shows Rita her reports, what is open for everyone, and what shipped. Now it is your turn: report something.",
    do: [
      ["be", "Rita"],
      ["open", "Adoption"],
      ["tab", "Home"],
      ["wait", { home: "{report}", what: "{report} on the Home tab" }],
    ],
  },
];

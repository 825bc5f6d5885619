// The tour: the loop from a complaint to "it works now", told as data. `tour.js` plays it.
//
// A step has a title, one sentence, and gestures. A gesture is `[name, what it needs]`; all of them are in `gestures.js` and act
// on what stands on the page by its visible label. `wait` names what must be seen before the tour goes on; `remember` keeps what
// a pattern finds in it, and `{report}` in later words is replaced by it. A step whose `already` is seen was done by hand.

const WORDS = "Implementation risk is required at proposal before I can know it";
const TITLE = "Implementation risk moves to negotiation";

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

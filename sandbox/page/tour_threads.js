// The tour's steps about threads that go around the CRM: the private note, and a week later the list and a report.

const KICKOFF =
  "Kickoff with Delmar Fruit is tomorrow and the handoff says nothing about it: what did we promise them, and who decides there?";
const PROMISED =
  "Container counts every Monday and one named dispatcher for the first 90 days. Their operations lead decides, her deputy signs. It's all in my notes.";
const MISSING = "Promised outcomes are not in the handoff when the kickoff comes, so they are asked for in Slack";
const NOTE = "Does the CRM make this hard?";
const LISTED = "is on this week's list";
const WEEK = ["Work around the CRM", "{signal}"];

export const A_THREAD_GOES_BY = [
  {
    title: "Work goes around the CRM",
    say: "Cleo needs what was promised to a customer, and the CRM does not have it. She asks in the channel, Rita answers in the thread.",
    do: [
      ["be", "Cleo"],
      ["open", "#handoff"],
      ["write", KICKOFF],
      ["wait", { message: KICKOFF, fresh: true, what: "Cleo's question in #handoff" }],
      ["be", "Rita"],
      ["open", "#handoff"],
      ["answer", { message: KICKOFF, last: true, words: PROMISED }],
      ["wait", { message: KICKOFF, replies: 1, last: true, what: "Rita's answer in the thread" }],
    ],
  },
  {
    title: "Once it is quiet",
    say: "When nobody has written for 90 seconds the bot reads the thread; the clock moves there. Only Cleo, who began it, is asked.",
    do: [
      ["be", "Cleo"],
      ["open", "#handoff"],
      ["thread", { message: KICKOFF, last: true }],
      [
        "clock",
        {
          until: { message: NOTE, button: "It is a workaround", reply: true, what: "a private note in the thread" },
          job: "threads",
        },
      ],
    ],
  },
  {
    title: "Cleo says so",
    say: "One press says whether the bot is right. It puts the thread on the week's list, and the bot learns from it. No word of the thread is kept.",
    already: { message: LISTED, reply: true },
    do: [
      ["be", "Cleo"],
      ["open", "#handoff"],
      ["thread", { message: KICKOFF, last: true }],
      ["press", { button: "It is a workaround", message: NOTE, reply: true }],
      [
        "wait",
        { message: LISTED, reply: true, remember: { signal: /W-\d+/ }, what: "the note to say that it is on the list" },
      ],
    ],
  },
];

export const THE_WEEKS_LIST = [
  {
    title: "The week's list",
    say: "Once a week the threads that went around the CRM stand in #crm-triage: of which kind, how many, and what the CRM lacks there.",
    do: [
      ["be", "Theo"],
      ["open", "#crm-triage"],
      ["clock", { until: { message: WEEK, what: "the week's list with {signal}" }, job: "signals-weekly" }],
    ],
  },
  {
    title: "A report comes of them",
    say: "Theo makes a report of them, for whoever asked in Slack. From here it goes the way of every other.",
    already: { message: WEEK, also: /part of F-\d+/ },
    do: [
      ["be", "Theo"],
      ["open", "#crm-triage"],
      ["press", { button: "File friction", message: WEEK, after: "{signal}" }],
      ["wait", { form: "What blocks you", what: "the form of a report" }],
      ["type", { field: "What blocks you", text: MISSING }],
      ["submit"],
      ["wait", { says: "is filed", remember: { threads: /(F-\d+) is filed/ }, what: "the report to be filed" }],
      ["close"],
      ["wait", { message: ["{threads}", MISSING], button: "Fix", what: "the card of {threads}" }],
    ],
  },
];

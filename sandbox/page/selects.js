// The selects of Block Kit, all drawn as one combobox; they differ in where their choices come from.

import { combobox } from "./combobox.js";
import { confirmed } from "./dialog.js";
import { plainText, textOf } from "./mrkdwn.js";
import { isApp, nameOf, page, titleOf, userOf, channelOf } from "./store.js";
import { valueKey } from "./surface.js";

export const SELECTS = ["static", "external", "users", "conversations", "channels"].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);

const matches = (typed) => (option) =>
  !typed || `${option.text} ${option.description || ""}`.toLowerCase().includes(typed.toLowerCase());

const ofOption = (option) => ({
  value: option.value,
  text: plainText(option.text),
  description: plainText(option.description),
  raw: option,
});
const ofUser = (user) => ({ value: user.id, text: nameOf(user), description: titleOf(user), raw: user.id });
const ofConversation = (channel) => ({
  value: channel.id,
  text: channel.kind === "im" ? nameOf(userOf(channel.user)) : `#${channel.name}`,
  raw: channel.id,
});

const groups = (given) =>
  (given.option_groups?.length ? given.option_groups : [{ label: null, options: given.options || [] }]).map(
    (group) => ({ label: group.label && plainText(group.label), options: group.options.map(ofOption) }),
  );

const narrowed = (all, typed) =>
  all
    .map((group) => ({ ...group, options: group.options.filter(matches(typed)) }))
    .filter((group) => group.options.length);

const fixed = (options) => (typed) => narrowed([{ label: null, options }], typed);

const DEFAULT_QUERY_LENGTH = 3;

const SOURCES = {
  static: (element) => (typed) => narrowed(groups(element), typed),
  external: (element, block, surface) => async (typed) => {
    if (typed.length < (element.min_query_length ?? DEFAULT_QUERY_LENGTH)) return [];
    const answer = await surface.options(block, element, typed);
    return answer ? groups(answer) : [];
  },
  users: () => (typed) =>
    fixed(page.state.users.filter((user) => !user.deleted && !user.is_bot && !isApp(user.id)).map(ofUser))(typed),
  conversations: (element) => (typed) => fixed(conversations(element.filter).map(ofConversation))(typed),
  channels: () => (typed) => fixed(conversations({ include: ["public"] }).map(ofConversation))(typed),
};

function conversations(filter) {
  const kindOf = (channel) => (channel.kind === "im" ? "im" : channel.is_private ? "private" : "public");
  const wanted = filter?.include;
  return page.state.channels.filter(
    (channel) =>
      !channel.is_archived &&
      (!wanted || wanted.includes(kindOf(channel))) &&
      !(filter?.exclude_bot_users && isApp(channel.user)),
  );
}

/** What is chosen, as the combobox's options. */
function shown(value, kind) {
  const values = [value].flat().filter(Boolean);
  if (kind === "users") return values.map((id) => ofUser(userOf(id) || { id, name: id }));
  if (kind === "conversations" || kind === "channels")
    return values.map((id) => ofConversation(channelOf(id) || { id, name: id }));
  return values.map(ofOption);
}

export function drawSelect(element, block, surface, label) {
  const many = element.type.startsWith("multi_");
  const kind = element.type.replace("multi_", "").replace("_select", "");
  const sendsAtOnce = block.type !== "input" || block.dispatch_action === true;
  const onChange = async (options) => {
    const chosen = many ? options.map((option) => option.raw) : (options[0]?.raw ?? null);
    surface.keep(block, element, chosen);
    if (!sendsAtOnce || (!many && chosen === null)) return;
    if (await confirmed(element.confirm, plainText, textOf))
      await surface.act(block, element, { [valueKey(element)]: chosen });
  };
  const { node, input } = combobox({
    label: label.words,
    labelledBy: label.id ? `${label.id}-label` : null,
    describedBy: label.describedBy,
    required: label.required,
    many,
    most: element.max_selected_items,
    placeholder: plainText(element.placeholder),
    chosen: shown(surface.value(block, element), kind),
    load: async (typed) => SOURCES[kind](element, block, surface)(typed),
    onChange,
    mark: `${block.block_id}/${element.action_id}`,
  });
  if (label.id) input.id = label.id;
  return node;
}

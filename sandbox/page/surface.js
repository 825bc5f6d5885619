// Where blocks stand (a message, a form, the Home tab), what was filled in there, and how a gesture in them is sent.

import { announce, problemOf, toast } from "./announce.js";
import { post, Refused, Unreachable } from "./api.js";
import { loadMessages, loadReplies, loadState, page } from "./store.js";

const VALUE_KEYS = {
  plain_text_input: "value",
  email_text_input: "value",
  url_text_input: "value",
  number_input: "value",
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  users_select: "selected_user",
  conversations_select: "selected_conversation",
  channels_select: "selected_channel",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  checkboxes: "selected_options",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  multi_users_select: "selected_users",
  multi_conversations_select: "selected_conversations",
  multi_channels_select: "selected_channels",
};

export const valueKey = (element) => VALUE_KEYS[element.type];

/** What an element shows before anybody touched it. */
export function initial(element) {
  const key = valueKey(element);
  const given = element[`initial_${key.replace("selected_", "")}`];
  return given ?? (/s$/.test(key) ? [] : null);
}

/** Every element of a block that a person may use. */
export const elementsOf = (block) =>
  [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])].filter(Boolean);

/** `where` is `{channel, ts}` or `{view_id}`; `filled` maps "block/action" to what was chosen, and outlives a redraw. */
export class Surface {
  /** `state` is what the server knows to be chosen, for a page that was loaded again. */
  constructor(kind, where, blocks, { filled = new Map(), state } = {}) {
    Object.assign(this, { kind, where, blocks, filled, known: state?.values || state || {} });
  }

  value(block, element) {
    const key = `${block.block_id}/${element.action_id}`;
    if (this.filled.has(key)) return this.filled.get(key);
    const known = this.known[block.block_id]?.[element.action_id];
    return known && valueKey(element) in known ? known[valueKey(element)] : initial(element);
  }

  keep(block, element, value) {
    this.filled.set(`${block.block_id}/${element.action_id}`, value);
  }

  /** Slack's `state.values`: everything that can be filled in, also what is empty. */
  values() {
    const values = {};
    for (const block of this.blocks) {
      for (const element of elementsOf(block).filter(valueKey)) {
        const value = this.value(block, element);
        (values[block.block_id] ||= {})[element.action_id] = {
          type: element.type,
          [valueKey(element)]: value === "" ? null : value,
        };
      }
    }
    return values;
  }

  /** Sends a gesture on an element. `chosen` is what Slack calls the action's own part. */
  async act(block, element, chosen = {}) {
    const answer = await this.send("action", block, element, { element: chosen, values: this.values() });
    if (!answer) return;
    const problem = problemOf(answer, page.state.app.name || "The app");
    if (problem) toast(problem, { problem: true });
    else announce("Done");
    loadState();
    loadMessages();
    loadReplies();
  }

  options(block, element, typed) {
    return this.send("options", block, element, { value: typed });
  }

  async send(call, block, element, more) {
    try {
      return await post(call, {
        user: page.me,
        block_id: block.block_id,
        action_id: element.action_id,
        ...this.where,
        ...more,
      });
    } catch (error) {
      if (error instanceof Refused) toast(error.message, { problem: true });
      else if (error instanceof Unreachable)
        toast("The sandbox is not answering. Nothing was sent; try again when it is back.", { problem: true });
      else throw error;
      return null;
    }
  }
}

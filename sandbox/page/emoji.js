// A small common set of :emoji: names; an unknown name stays as it was typed.

export const EMOJI = {
  "+1": "👍", "-1": "👎", "100": "💯", alarm_clock: "⏰", arrow_right: "➡️", arrows_counterclockwise: "🔄", bangbang: "‼️", bar_chart: "📊", bell: "🔔",
  bellhop_bell: "🛎️", blue_circle: "🔵", bookmark: "🔖", books: "📚", bug: "🐛", bulb: "💡", busts_in_silhouette: "👥", calendar: "📆", card_index_dividers: "🗂️",
  chart_with_upwards_trend: "📈", clap: "👏", clipboard: "📋", clock1: "🕐", coffee: "☕", construction: "🚧", cry: "😢", date: "📅", dart: "🎯",
  ear: "👂", exclamation: "❗", eyes: "👀", fire: "🔥", gear: "⚙️", green_circle: "🟢", grin: "😁", hammer_and_wrench: "🛠️", handshake: "🤝",
  heart: "❤️", heavy_check_mark: "✔️", heavy_plus_sign: "➕", hourglass: "⌛", hourglass_flowing_sand: "⏳", inbox_tray: "📥", information_source: "ℹ️",
  joy: "😂", key: "🔑", label: "🏷️", large_green_circle: "🟢", large_yellow_circle: "🟡", large_blue_circle: "🔵", red_circle: "🔴", link: "🔗",
  lock: "🔒", loudspeaker: "📢", mag: "🔍", mailbox_with_mail: "📬", mega: "📣", memo: "📝", muscle: "💪", mute: "🔇", newspaper: "📰", no_bell: "🔕",
  no_entry: "⛔", no_entry_sign: "🚫", ok_hand: "👌", one: "1️⃣", two: "2️⃣", three: "3️⃣", package: "📦", page_facing_up: "📄", paperclip: "📎", partying_face: "🥳",
  pencil: "📝", pencil2: "✏️", point_right: "👉", pray: "🙏", pushpin: "📌", question: "❓", raised_hand: "✋", raised_hands: "🙌", rocket: "🚀",
  rotating_light: "🚨", scales: "⚖️", seedling: "🌱", shipit: "🚢", ship: "🚢", slightly_smiling_face: "🙂", smile: "😄", smiley: "😃", sob: "😭", sparkles: "✨",
  speech_balloon: "💬", star: "⭐", stop_sign: "🛑", sunny: "☀️", sweat_smile: "😅", tada: "🎉", thinking_face: "🤔", thumbsup: "👍", thumbsdown: "👎",
  thread: "🧵", tools: "🛠️", triangular_flag_on_post: "🚩", truck: "🚚", twisted_rightwards_arrows: "🔀", warning: "⚠️", wave: "👋", white_check_mark: "✅", white_circle: "⚪",
  wrench: "🔧", writing_hand: "✍️", x: "❌", yellow_circle: "🟡", zap: "⚡", zzz: "💤",
};

/** Text with its known emoji names replaced. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);

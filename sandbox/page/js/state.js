// What the page knows: plain data and pure functions over it.

export const state = {
  user: Number(localStorage.getItem("sandbox-user")) || 1001,
  people: [], person: null, bot: null, messages: new Map(), keyboard: null, keyboardOpen: true,
  commands: [], menuButton: null, description: "", replyTo: null,
};

export function groups(messages) {
  // Albums become one entry; everything else stands alone.
  const found = [];
  for (const message of messages) {
    const last = found.at(-1);
    if (message.media_group_id && last?.[0].media_group_id === message.media_group_id) last.push(message);
    else found.push([message]);
  }
  return found;
}

export const ordered = messages => [...messages.values()].sort((a, b) => a.message_id - b.message_id);

export const newest = messages => Math.max(0, ...[...messages.keys()]);

export function summary(message) {
  if (!message) return "";
  const signs = { photo: "🖼", video: "🎬", voice: "🎤", audio: "🎵", location: "📍", contact: "👤", invoice: "🧾", document: "📄", successful_payment: "✅", animation: "🎞", sticker: "🙂" };
  const words = message.text ?? message.caption ?? message.invoice?.title ?? message.contact?.first_name ?? "";
  return `${signs[message.kind] ?? ""} ${words}`.trim();
}

export function filterCommands(commands, typed) {
  if (!/^\/\w*$/.test(typed)) return [];
  return commands.filter(one => `/${one.command}`.startsWith(typed.toLowerCase()));
}

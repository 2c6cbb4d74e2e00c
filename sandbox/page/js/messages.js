// Bubbles.
import { byId, element, icon } from "./dom.js";
import { words } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { lightbox } from "./lightbox.js";
import { groups, ordered, state, summary } from "./state.js";
import { player } from "./voice.js";
import { clock, day, money, say, size } from "./words.js";

const SHOWN = 300;
const drawn = new Map(); // key → {stamp, node}
const MEDIA = ["photo", "video", "animation"];

const hooks = { command: () => {}, reply: () => {} };
export const onMessages = given => Object.assign(hooks, given);

function picture(message, photos, single) {
  const file = message[message.kind];
  if (message.kind !== "photo") return element("video", { class: single ? "single" : "", src: file.url, controls: true, preload: "metadata" });
  const ratio = Math.min(2.2, Math.max(.75, file.width / file.height));
  return element("button", { class: `photo ${single ? "single" : ""}`, type: "button", style: single ? `aspect-ratio:${ratio}` : null, "aria-label": message.caption ?? say("picture"),
    onclick: () => lightbox(photos, photos.findIndex(one => one.id === message.message_id)) },
    element("img", { src: file.url, alt: "", width: String(file.width), height: String(file.height) }));
}

function media(entry) {
  const photos = entry.filter(one => one.kind === "photo").map(one => ({ id: one.message_id, url: one.photo.url, caption: one.caption }));
  if (entry.length === 1) return picture(entry[0], photos, true);
  return element("div", { class: "album", dataset: { count: String(entry.length) } }, ...entry.map(one => picture(one, photos, false)));
}

function fileCard(message) {
  const file = message[message.kind];
  return element("a", { class: "file", href: file.url, target: "_blank", rel: "noopener", download: file.file_name ?? true },
    element("span", { class: "sign" }, icon("file")), element("span", {}, element("b", {}, file.file_name ?? say("document")), element("small", {}, size(file.file_size))));
}

function placeCard({ latitude, longitude }) {
  return element("div", { class: "place", role: "img", "aria-label": `${say("location")} ${latitude}, ${longitude}` },
    element("span", { class: "pin" }, "📍"), element("small", {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`));
}

function contactCard(contact) {
  return element("div", { class: "contact" }, element("span", { class: "avatar" }, contact.first_name[0]),
    element("span", {}, element("b", {}, [contact.first_name, contact.last_name].filter(Boolean).join(" ")), element("small", {}, contact.phone_number)));
}

function invoiceCard(invoice) {
  return element("div", { class: "invoice" }, invoice.photo_url && element("img", { src: invoice.photo_url, alt: "" }),
    element("b", {}, invoice.title), element("span", {}, invoice.description),
    element("span", { class: "sum" }, money(invoice.total_amount, invoice.currency) + (invoice.paid ? ` · ${say("invoicePaid")}` : "")));
}

function body(entry) {
  const [message] = entry;
  if (MEDIA.includes(message.kind)) return media(entry);
  if (message.kind === "location" || message.kind === "venue") return placeCard(message.location ?? message.venue.location);
  if (message.kind === "contact") return contactCard(message.contact);
  if (message.kind === "invoice") return invoiceCard(message.invoice);
  if (message.kind === "voice") return player(message.voice);
  return ["document", "audio", "sticker", "video_note"].includes(message.kind) ? fileCard(message) : null;
}

function service(message) {
  const payment = message.successful_payment ?? message.refunded_payment;
  const sum = payment && money(payment.total_amount, payment.currency);
  const text = message.kind === "successful_payment" ? say("paidNote", { sum }) : message.kind === "refunded_payment" ? say("refundedNote", { sum })
    : message.kind === "web_app_data" ? say("appData", { name: message.web_app_data.button_text }) : "·";
  return element("li", { class: "service", dataset: { id: String(message.message_id) } }, text);
}

function entryNode(entry) {
  const [message] = entry;
  if (["successful_payment", "refunded_payment", "web_app_data", "service"].includes(message.kind)) return service(message);
  const captioned = entry.find(one => one.caption) ?? message, text = captioned.text ?? captioned.caption;
  const visual = MEDIA.includes(message.kind) || ["location", "venue", "invoice"].includes(message.kind);
  const edited = entry.some(one => one.edited);
  const meta = element("span", { class: `meta ${text ? "" : "below"}` }, edited && say("edited"), element("time", {}, clock(message.date)));
  const quote = message.reply_to && element("button", { class: "reply-quote", type: "button", onclick: () => jump(message.reply_to) }, summary(state.messages.get(message.reply_to)) || message.reply_to_text || "…");
  const bubble = element("div", { class: `bubble ${visual ? "with-media" : ""} ${visual && !text && message.kind !== "invoice" ? "bare" : ""} ${edited ? "edited" : ""}` },
    quote, body(entry), text && words(text, captioned.entities, hooks.command), meta);
  const reply = element("button", { class: "do-reply", type: "button", "aria-label": say("reply"), title: say("reply"), onclick: () => hooks.reply(message) }, icon("reply"));
  return element("li", { class: `entry ${message.from_bot ? "" : "mine"}`, dataset: { id: String(message.message_id), kind: message.kind } },
    element("div", { class: "bubble-line" }, bubble, reply), message.buttons.length ? inlineKeyboard(message) : null);
}

function jump(id) {
  document.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: "center", behavior: "smooth" });
}

function about() {
  return element("li", { class: "about" }, element("div", { class: "big" }, "💐"), element("h3", {}, say("about")), element("p", {}, state.description || say("aboutPlain")));
}

export function forgetDrawn() { drawn.clear(); }

export function draw({ fresh = false } = {}) {
  const nodes = [], kept = new Set();
  let date = null;
  const entries = groups(ordered(state.messages)).slice(-SHOWN);
  for (const entry of entries) {
    const today = day(entry[0].date);
    if (today !== date) nodes.push(element("li", { class: "day" }, date = today));
    const key = entry[0].message_id, stamp = entry.map(one => one.seq).join();
    let known = drawn.get(key);
    if (known?.stamp !== stamp) {
      const arrived = !known && !fresh;
      known = { stamp, node: entryNode(entry) };
      if (arrived) known.node.classList.add("arrived");
      drawn.set(key, known);
    }
    kept.add(key);
    nodes.push(known.node);
  }
  for (const key of drawn.keys()) if (!kept.has(key)) drawn.delete(key);
  byId("log").replaceChildren(...(entries.length ? nodes : [about()]));
}

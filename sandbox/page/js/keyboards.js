// Buttons under messages and under the input field.
import { act } from "./api.js";
import { contactForm, failed, placeForm } from "./attach.js";
import { byId, element, icon, label } from "./dom.js";
import { paySheet, payByLink } from "./invoice.js";
import { openMiniApp } from "./miniapp.js";
import { state } from "./state.js";
import { alertBox, toast } from "./toast.js";
import { say } from "./words.js";

const MARKS = { url: "link", web_app: "app", pay: "card", copy_text: "copy" };
const waiting = new Map(); // query id → what to do when the bot answers

export function openLink(url) {
  const slug = /^https:\/\/t\.me\/(?:\$|invoice\/)([\w-]+)$/.exec(url)?.[1];
  if (slug) payByLink(slug).catch(failed);
  else window.open(url, "_blank", "noopener");
}

async function press(message, button, index, key) {
  if (button.kind === "pay" && message.invoice) return void paySheet(message.invoice, { message_id: message.message_id });
  if (button.kind === "web_app") return void openMiniApp(button.url, button.title);
  if (button.kind === "url" || button.kind === "login_url") return openLink(button.url);
  if (button.kind === "copy_text") {
    await navigator.clipboard?.writeText(button.data).catch(() => {});
    return toast(say("copied"));
  }
  key.classList.add("busy");
  const calm = () => key.classList.remove("busy");
  try {
    const { query_id: query } = await act(state.user, "tap", { message_id: message.message_id, button: index });
    if (!answeredEarly.delete(query)) {
      waiting.set(query, calm);
      setTimeout(() => { if (waiting.delete(query)) { calm(); toast(say("noAnswer")); } }, 15000);
    } else calm();
  } catch (error) { calm(); failed(error); }
}

const answeredEarly = new Set();

export function callbackAnswered({ query_id: query, text, show_alert: alert, url }) {
  const calm = waiting.get(query);
  if (calm) { waiting.delete(query); calm(); } else answeredEarly.add(query);
  if (url) openLink(url);
  if (text) alert ? alertBox(text) : toast(text);
}

export function inlineKeyboard(message) {
  let index = 0;
  const rows = message.buttons.map(row => element("div", { class: "row" }, ...row.map(button => {
    const place = index++;
    const mark = MARKS[button.kind] ? element("span", { class: "mark" }, icon(MARKS[button.kind])) : null;
    const paid = button.kind === "pay" && message.invoice?.paid;
    return element("button", { class: "key", type: "button", disabled: Boolean(paid), dataset: { kind: button.kind, style: button.style ?? "" },
      onclick: event => press(message, button, place, event.currentTarget) }, paid ? `✓ ${say("paid")}` : button.title, mark);
  })));
  return element("div", { class: "keys" }, ...rows);
}

async function pressReply(button) {
  if (button.kind === "request_contact") return contactForm();
  if (button.kind === "request_location") return placeForm();
  if (button.kind === "web_app") return openMiniApp(button.url, button.title, { keyboard: true });
  return act(state.user, "text", { text: button.title }).catch(failed);
}

export function drawReplyKeyboard() {
  const board = byId("keyboard"), toggle = byId("keyboard-toggle"), rows = state.keyboard?.rows ?? [];
  toggle.hidden = rows.length === 0;
  label(toggle, "keyboard", say("keyboard"));
  toggle.setAttribute("aria-expanded", String(state.keyboardOpen));
  board.hidden = rows.length === 0 || !state.keyboardOpen;
  board.replaceChildren(...rows.map(row => element("div", { class: "row" }, ...row.map(button =>
    element("button", { type: "button", onclick: () => pressReply(button) }, button.title)))));
}

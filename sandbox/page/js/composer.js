// The input field, the commands, the menu button, the reply in hand.
import { act } from "./api.js";
import { failed } from "./attach.js";
import { byId, element, icon, label } from "./dom.js";
import { openMiniApp } from "./miniapp.js";
import { filterCommands, state, summary } from "./state.js";
import { canRecord, record, recording } from "./voice.js";
import { say } from "./words.js";

const text = byId("text"), list = byId("commands");
let chosen = -1;

export async function write(words) {
  if (!words.trim()) return;
  const replyTo = state.replyTo;
  replyWith(null);
  await act(state.user, "text", { text: words, reply_to: replyTo }).catch(failed);
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${Math.min(150, text.scrollHeight)}px`;
  const speak = !text.value.trim() && canRecord();
  label(byId("send"), recording() ? "stop" : speak ? "mic" : "send", say(recording() ? "stopRecord" : speak ? "record" : "send"));
  byId("send").classList.toggle("recording", recording());
}

export function replyWith(message) {
  state.replyTo = message?.message_id ?? null;
  byId("reply").hidden = !message;
  if (!message) return;
  byId("reply").replaceChildren(element("span", {}, summary(message)),
    element("button", { class: "icon-button", type: "button", "aria-label": say("cancelReply"), onclick: () => replyWith(null) }, icon("close")));
  text.focus();
}

function offer(commands) {
  chosen = -1;
  list.hidden = commands.length === 0;
  list.replaceChildren(...commands.map(one => element("li", {}, element("button", { type: "button", role: "option", "aria-selected": "false", onclick: () => {
    offer([]); text.value = ""; fit(); write(`/${one.command}`); text.focus();
  } }, element("b", {}, `/${one.command}`), element("span", {}, one.description)))));
}

function walk(step) {
  const options = [...list.querySelectorAll("button")];
  options[chosen]?.setAttribute("aria-selected", "false");
  chosen = (chosen + step + options.length) % options.length;
  options[chosen].setAttribute("aria-selected", "true");
  options[chosen].scrollIntoView({ block: "nearest" });
}

export function drawComposer() {
  const menu = byId("menu"), app = state.menuButton?.type === "web_app";
  menu.hidden = !app && state.commands.length === 0;
  menu.classList.toggle("plain", !app);
  menu.setAttribute("aria-label", app ? state.menuButton.text : say("menu"));
  menu.replaceChildren(icon(app ? "app" : "menu"), element("span", {}, app ? state.menuButton.text : say("menu")));
  text.placeholder = say("message");
  text.setAttribute("aria-label", say("message"));
  label(byId("attach"), "attach", say("attach"));
  offer([]);
  fit();
}

export function setUpComposer() {
  byId("composer").addEventListener("submit", event => {
    event.preventDefault();
    if (recording() || (!text.value.trim() && canRecord())) return void record(fit);
    const words = text.value;
    text.value = "";
    offer([]);
    fit();
    write(words);
  });
  text.addEventListener("input", () => { fit(); offer(filterCommands(state.commands, text.value)); });
  text.addEventListener("keydown", event => {
    if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); return walk(event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Escape") { offer([]); replyWith(null); }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!list.hidden && chosen >= 0) return list.querySelectorAll("button")[chosen].click();
    if (text.value.trim()) byId("composer").requestSubmit();
  });
  byId("menu").addEventListener("click", () => {
    const button = state.menuButton;
    if (button?.type === "web_app") return openMiniApp(button.web_app.url, button.text);
    return offer(list.hidden ? state.commands : []);
  });
  document.addEventListener("click", event => { if (!event.target.closest("#footer")) offer([]); });
}

// Puts the page together: loads a chat, listens to it, draws what changed.
import * as api from "./api.js";
import { failed, personForm, setUpAttachments } from "./attach.js";
import { drawComposer, replyWith, setUpComposer, write } from "./composer.js";
import { byId, element, icon, label } from "./dom.js";
import { callbackAnswered, drawReplyKeyboard } from "./keyboards.js";
import { draw, forgetDrawn, onMessages } from "./messages.js";
import { drawPeople } from "./people.js";
import { newest, state } from "./state.js";
import { dress, watchTheme } from "./theme.js";
import { say, speak, spoken } from "./words.js";

const scroller = byId("scroller"), app = byId("app"), TYPING = 5000;
const ACTIONS = { typing: "typing", upload_photo: "uploading", upload_document: "uploading", upload_video: "uploading", upload_voice: "uploading", record_voice: "recording", record_video: "recording", find_location: "finding" };
let hush = () => {}, typingEnds = 0, missed = 0, peopleLater = 0;

const atBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120;
const toBottom = () => { scroller.scrollTop = scroller.scrollHeight; };

function status() {
  clearTimeout(typingEnds);
  byId("status").classList.remove("busy");
  byId("status").textContent = state.person?.blocked ? say("blocked") : say("bot", { name: state.person?.first_name ?? "" });
}

function busy(action) {
  byId("status").textContent = say(ACTIONS[action] ?? "typing");
  byId("status").classList.add("busy");
  clearTimeout(typingEnds);
  typingEnds = setTimeout(status, TYPING);
}

function countMissed() {
  byId("down").hidden = atBottom();
  if (atBottom()) missed = 0;
  byId("down-count").hidden = missed === 0;
  byId("down-count").textContent = String(missed);
}

function markRead() {
  if (document.hidden || app.dataset.view !== "chat" && matchMedia("(max-width: 760px)").matches || !state.messages.size) return;
  api.act(state.user, "read", { message_id: newest(state.messages) }).catch(() => {});
}

async function loadPeople() {
  const answer = await api.people();
  Object.assign(state, { people: answer.people, bot: answer.bot });
  drawPeople(choose);
  const others = state.people.reduce((sum, one) => sum + (one.id === state.user ? 0 : one.unread), 0);
  document.title = `${others ? `(${others}) ` : ""}${state.bot.first_name} · Sandbox Telegram`;
}

const soonPeople = () => { clearTimeout(peopleLater); peopleLater = setTimeout(() => loadPeople().catch(() => {}), 120); };

function drawStart() {
  const old = document.querySelector(".start");
  old?.remove();
  const fresh = state.messages.size === 0;
  byId("composer").hidden = fresh;
  if (fresh) byId("footer").append(element("button", { class: "start", type: "button", onclick: () => write("/start") }, say("start")));
}

function drawAll() {
  byId("people-title").textContent = say("title");
  byId("note").textContent = say("note");
  byId("bot-name").textContent = state.bot?.first_name ?? "";
  byId("add-person").replaceChildren(icon("plus"), say("add"));
  byId("language").textContent = spoken() === "ru" ? "EN" : "RU";
  byId("language").setAttribute("aria-label", say("language"));
  label(byId("back"), "back", say("back"));
  label(byId("block"), "ban", say(state.person?.blocked ? "unblock" : "block"));
  byId("down").setAttribute("aria-label", say("down"));
  byId("people").setAttribute("aria-label", say("people"));
  dress();
  status();
  drawPeople(choose);
  drawComposer();
  drawReplyKeyboard();
  drawStart();
  draw({ fresh: true });
}

async function load() {
  const chat = await api.chat(state.user);
  Object.assign(state, { person: chat.person, bot: chat.bot, keyboard: chat.keyboard, commands: chat.commands, menuButton: chat.menu_button, description: chat.description });
  state.messages = new Map(chat.messages.map(message => [message.message_id, message]));
  forgetDrawn();
  drawAll();
  toBottom();
  countMissed();
  markRead();
}

function changed({ message, keyboard }, isNew) {
  const follow = atBottom() || !message.from_bot;
  state.messages.set(message.message_id, message);
  if (JSON.stringify(keyboard) !== JSON.stringify(state.keyboard)) {
    state.keyboard = keyboard;
    state.keyboardOpen = true;
    drawReplyKeyboard();
  }
  draw();
  drawStart();
  if (message.from_bot && isNew) { status(); if (!follow) missed += 1; }
  if (follow) toBottom();
  countMissed();
  markRead();
  soonPeople();
}

function listen() {
  hush();
  let broken = false;
  hush = api.listen(state.user, {
    hello: () => { if (broken) { broken = false; load().catch(failed); } },
    error: () => { if (!broken) { broken = true; byId("status").textContent = say("lost"); } },
    message: event => changed(event, true),
    edited: event => changed(event, false),
    deleted: event => { state.messages.delete(event.message_id); draw(); countMissed(); },
    action: event => busy(event.action),
    callback_answer: callbackAnswered,
    commands: () => load().catch(failed),
    blocked: event => { state.person.blocked = event.blocked; drawAll(); },
    people: soonPeople,
    reload: () => load().catch(failed),
  });
}

async function choose(user) {
  state.user = user;
  localStorage.setItem("sandbox-user", String(user));
  app.dataset.view = "chat";
  replyWith(null);
  missed = 0;
  listen();
  await load().catch(failed);
  await loadPeople().catch(failed);
}

function setUp() {
  speak(spoken());
  onMessages({ command: write, reply: replyWith });
  watchTheme(() => {});
  setUpComposer();
  setUpAttachments();
  byId("down").prepend(icon("down"));
  byId("down").addEventListener("click", toBottom);
  scroller.addEventListener("scroll", countMissed, { passive: true });
  new ResizeObserver(() => { if (atBottom()) toBottom(); }).observe(byId("log"));
  byId("back").addEventListener("click", () => { app.dataset.view = "people"; loadPeople().catch(failed); });
  byId("language").addEventListener("click", () => { speak(spoken() === "ru" ? "en" : "ru"); forgetDrawn(); drawAll(); toBottom(); });
  byId("add-person").addEventListener("click", () => personForm(choose));
  byId("keyboard-toggle").addEventListener("click", () => { state.keyboardOpen = !state.keyboardOpen; drawReplyKeyboard(); });
  byId("block").addEventListener("click", () => api.act(state.user, "block", { blocked: !state.person.blocked }).catch(failed));
  document.addEventListener("visibilitychange", markRead);
}

setUp();
await choose(state.user);

// What can be sent beside words: pictures, a voice, a place, a contact.
import { act, upload } from "./api.js";
import { byId, element, icon } from "./dom.js";
import { state } from "./state.js";
import { dialog, toast } from "./toast.js";
import { say } from "./words.js";

const PLACES = [
  ["Красная площадь", "Red Square", 55.7539, 37.6208, "inside"], ["Патриаршие пруды", "Patriarch's Ponds", 55.7640, 37.5916, "inside"],
  ["ВДНХ", "VDNKh park", 55.8262, 37.6377, "ring"], ["МГУ, Воробьёвы горы", "Moscow University", 55.7033, 37.5302, "ring"],
  ["Мытищи", "Mytishchi", 55.9104, 37.7364, "outside"], ["Тверь", "Tver", 56.8587, 35.9176, "far"],
];

export const failed = error => toast(error.message);

function field(words, attributes) {
  const input = element("input", { required: true, ...attributes });
  return [element("label", {}, words, input), input];
}

function form(title, parts, done, sent) {
  const box = dialog("form", element("form", { class: "sheet", method: "dialog", onsubmit: async event => {
    event.preventDefault();
    try { await sent(); box.close(); } catch (error) { failed(error); }
  } }, element("h3", {}, title), ...parts, element("div", { class: "actions" },
    element("button", { class: "action main" }, done),
    element("button", { class: "action", type: "button", onclick: () => box.close() }, say("cancel")))));
  return box;
}

export function placeForm() {
  const [latLabel, lat] = field(say("latitude"), { type: "number", step: "any", min: "-90", max: "90", value: "55.7539", name: "latitude" });
  const [lonLabel, lon] = field(say("longitude"), { type: "number", step: "any", min: "-180", max: "180", value: "37.6208", name: "longitude" });
  const send = (latitude, longitude) => act(state.user, "location", { latitude, longitude });
  const english = document.documentElement.lang === "en";
  const presets = PLACES.map(([ru, en, latitude, longitude, where]) => element("button", { class: "preset", type: "button", onclick: () => {
    send(latitude, longitude).then(() => box.close(), failed);
  } }, "📍", english ? en : ru, element("small", {}, say(where))));
  const box = form(say("location"), [element("div", { class: "presets" }, ...presets), element("div", { class: "pair" }, latLabel, lonLabel)],
    say("sendLocation"), () => send(lat.valueAsNumber, lon.valueAsNumber));
}

export function contactForm() {
  const [phoneLabel, phone] = field(say("phone"), { type: "tel", value: state.person?.phone_number ?? "+79261234567", name: "phone" });
  form(say("contact"), [phoneLabel], say("sendContact"), () => act(state.user, "contact", { phone_number: phone.value }));
}

export function photoForm(file) {
  const url = URL.createObjectURL(file), caption = element("input", { name: "caption", maxlength: "1024" });
  const box = form(say("photo"), [element("img", { class: "preview", src: url, alt: file.name }), element("label", {}, say("caption"), caption)],
    say("sendPhoto"), () => upload(state.user, "photo", file, { caption: caption.value, reply_to: state.replyTo }));
  box.addEventListener("close", () => URL.revokeObjectURL(url));
}

export function personForm(saved) {
  const [idLabel, id] = field(say("id"), { type: "number", min: "1", step: "1", value: String(2000 + Math.floor(Math.random() * 7000)), name: "id" });
  const [nameLabel, name] = field(say("name"), { maxlength: "64", name: "name", autofocus: true });
  const [userLabel, username] = field(say("username"), { required: false, pattern: "[A-Za-z0-9_]*", name: "username" });
  const language = element("select", { name: "language" }, ...["ru", "en", "de", "uk"].map(code => element("option", { value: code }, code)));
  form(say("add"), [nameLabel, idLabel, userLabel, element("label", {}, say("personLanguage"), language)], say("save"), async () => {
    await act(Number(id.value), "profile", { first_name: name.value, username: username.value || null, language_code: language.value });
    saved(Number(id.value));
  });
}

export function setUpAttachments() {
  const menu = byId("attach-menu"), button = byId("attach");
  const toggle = open => {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) menu.querySelector("button").focus();
  };
  const item = (sign, words, go) => element("button", { type: "button", role: "menuitem", onclick: () => { toggle(false); go(); } }, icon(sign), words);
  const fill = () => menu.replaceChildren(
    item("photo", say("photo"), () => byId("photo-file").click()), item("mic", say("voiceFile"), () => byId("voice-file").click()),
    item("pin", say("location"), placeForm), item("person", say("contact"), contactForm));
  button.addEventListener("click", () => { fill(); toggle(menu.hidden); });
  document.addEventListener("click", event => { if (!menu.contains(event.target) && !button.contains(event.target)) toggle(false); });
  menu.addEventListener("keydown", event => {
    const items = [...menu.children], step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus(); }
    if (event.key === "Escape") { toggle(false); button.focus(); }
  });
  byId("photo-file").addEventListener("change", event => { const file = event.target.files[0]; event.target.value = ""; if (file) photoForm(file); });
  byId("voice-file").addEventListener("change", event => { const file = event.target.files[0]; event.target.value = ""; if (file) upload(state.user, "voice", file).catch(failed); });
}

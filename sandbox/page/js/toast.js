import { byId, element } from "./dom.js";
import { say } from "./words.js";

export function toast(text) {
  const made = element("div", { class: "toast" }, text);
  byId("toasts").append(made);
  setTimeout(() => made.remove(), 4000);
}

export function dialog(className, ...children) {
  // A modal dialog that cleans up after itself; Escape and a click beside it close it.
  const made = element("dialog", { class: className }, ...children);
  made.addEventListener("close", () => made.remove());
  made.addEventListener("click", event => event.target === made && made.close());
  document.body.append(made);
  made.showModal();
  return made;
}

export function alertBox(text) {
  const ok = element("button", { class: "action main", type: "button", autofocus: true, onclick: () => box.close() }, "OK");
  const box = dialog("alert", element("div", { class: "sheet" }, element("div", {}, text), ok));
  return new Promise(done => box.addEventListener("close", done));
}

export function confirmBox(text, yes) {
  return new Promise(done => {
    let agreed = false;
    const accept = element("button", { class: "action main", type: "button", onclick: () => { agreed = true; box.close(); } }, yes);
    const decline = element("button", { class: "action", type: "button", onclick: () => box.close() }, say("cancel"));
    const box = dialog("confirm", element("div", { class: "sheet" }, element("div", {}, text), element("div", { class: "actions" }, accept, decline)));
    box.addEventListener("close", () => done(agreed));
  });
}

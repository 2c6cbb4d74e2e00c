// The switcher: who is writing to the bot.
import { byId, element } from "./dom.js";
import { state, summary } from "./state.js";
import { clock, say } from "./words.js";

const COLOURS = [["#ff9a9e", "#d9577a"], ["#84c7f0", "#3f7fc4"], ["#f7c56f", "#d98033"], ["#9fd8a4", "#3f9a6b"], ["#c3a5ee", "#7a58c9"], ["#7fd6cf", "#2b9c98"]];

export function avatar(person) {
  const [a, b] = COLOURS[person.id % COLOURS.length];
  return element("span", { class: "avatar", style: `--a:${a};--b:${b}`, "aria-hidden": "true" }, [...person.first_name][0]);
}

export function drawPeople(choose) {
  byId("people-list").replaceChildren(...state.people.map(person => {
    const mine = person.id === state.user, count = mine ? 0 : person.unread;
    const name = element("span", { class: "name" }, [person.first_name, person.last_name].filter(Boolean).join(" "), person.role && element("span", { class: "role" }, say(person.role)));
    return element("button", { class: "person", type: "button", "aria-current": String(mine), dataset: { id: String(person.id) }, onclick: () => choose(person.id) },
      avatar(person), name, element("span", { class: "time" }, person.last ? clock(person.last.date) : ""),
      element("span", { class: "last" }, summary(person.last) || `@${person.username ?? person.id}`),
      count ? element("span", { class: "badge", "aria-label": say("unread", { count }) }, String(count)) : element("span"));
  }));
}

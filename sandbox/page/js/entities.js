// Telegram's entities (offsets in UTF-16 units, as JavaScript counts too) drawn as DOM, never as HTML text.
import { element } from "./dom.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

function wrap(entity, text, onCommand) {
  if (TAGS[entity.type]) return element(TAGS[entity.type]);
  if (entity.type === "spoiler") return element("span", { class: "spoiler", tabindex: "0" });
  if (entity.type === "bot_command") return element("button", { class: "linkish", type: "button", onclick: () => onCommand(text) });
  const href = { text_link: entity.url, url: /^https?:/i.test(text) ? text : `https://${text}`, email: `mailto:${text}`, phone_number: `tel:${text}` }[entity.type];
  if (href && /^(https?|mailto|tel):/i.test(href)) return element("a", { href, target: "_blank", rel: "noopener noreferrer" });
  return element("span", { class: "mention" });
}

export function words(text, entities, onCommand) {
  const root = element("div", { class: "words" });
  const draw = (parent, from, to, inside) => {
    let at = from;
    for (let i = 0; i < inside.length; i++) {
      const entity = inside[i], start = Math.max(entity.offset, at), end = Math.min(entity.offset + entity.length, to);
      if (start >= end) continue;
      parent.append(text.slice(at, start));
      const within = [];
      while (i + 1 < inside.length && inside[i + 1].offset < end) within.push(inside[++i]);
      const wrapped = wrap(entity, text.slice(start, end), onCommand);
      draw(wrapped, start, end, within);
      parent.append(wrapped);
      at = end;
    }
    parent.append(text.slice(at, to));
  };
  draw(root, 0, text.length, entities);
  return root;
}

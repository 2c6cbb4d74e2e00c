import { element, icon } from "./dom.js";
import { dialog } from "./toast.js";
import { say } from "./words.js";

export function lightbox(photos, start) {
  let at = start;
  const image = element("img", { alt: say("picture") }), caption = element("p");
  const show = step => {
    at = (at + step + photos.length) % photos.length;
    image.src = photos[at].url;
    caption.textContent = photos[at].caption ?? "";
  };
  const button = (name, sign, words, act) => element("button", { class: name, type: "button", "aria-label": words, onclick: act }, icon(sign));
  const parts = [image, caption, button("close", "close", say("close"), () => box.close())];
  if (photos.length > 1) parts.push(button("prev", "back", "←", () => show(-1)), button("next", "next", "→", () => show(1)));
  const box = dialog("light-box", ...parts);
  box.addEventListener("keydown", event => {
    if (event.key === "ArrowLeft") show(-1);
    if (event.key === "ArrowRight") show(1);
  });
  image.addEventListener("click", () => box.close());
  show(0);
}

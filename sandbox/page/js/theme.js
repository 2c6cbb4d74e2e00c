// Light or dark: as the system says until somebody chooses.
import { byId, label } from "./dom.js";
import { say } from "./words.js";

const system = matchMedia("(prefers-color-scheme: dark)");

export const theme = () => localStorage.getItem("sandbox-theme") ?? (system.matches ? "dark" : "light");

export function dress() {
  document.documentElement.dataset.theme = theme();
  label(byId("theme"), theme() === "dark" ? "sun" : "moon", say(theme() === "dark" ? "themeLight" : "themeDark"));
}

export function watchTheme(changed) {
  const redo = () => { dress(); changed(); };
  system.addEventListener("change", redo);
  byId("theme").addEventListener("click", () => {
    localStorage.setItem("sandbox-theme", theme() === "dark" ? "light" : "dark");
    redo();
  });
  dress();
}

export function themeParams() {
  const css = getComputedStyle(document.documentElement), value = name => css.getPropertyValue(name).trim();
  return {
    bg_color: value("--panel"), text_color: value("--text"), hint_color: value("--muted"), link_color: value("--link"),
    button_color: value("--accent"), button_text_color: value("--on-accent"), secondary_bg_color: value("--panel-2"),
    header_bg_color: value("--panel"), bottom_bar_bg_color: value("--panel"), accent_text_color: value("--accent"),
    section_bg_color: value("--panel"), section_header_text_color: value("--accent"), section_separator_color: value("--line"),
    subtitle_text_color: value("--muted"), destructive_text_color: value("--danger"),
  };
}

// Opens a Mini App in a frame, and speaks Telegram's own language with it (postMessage of {eventType, eventData}).
import { act, initData } from "./api.js";
import { failed } from "./attach.js";
import { element, icon } from "./dom.js";
import { payByLink } from "./invoice.js";
import { openLink } from "./keyboards.js";
import { state } from "./state.js";
import { theme, themeParams } from "./theme.js";
import { alertBox, confirmBox, dialog } from "./toast.js";
import { say } from "./words.js";

const VERSION = "9.1";

export function launchUrl(url, data) {
  const launch = new URLSearchParams({ tgWebAppData: data, tgWebAppVersion: VERSION, tgWebAppPlatform: "web", tgWebAppThemeParams: JSON.stringify(themeParams()) });
  return `${url}${url.includes("#") ? "&" : "#"}${launch}`;
}

export async function openMiniApp(url, title, { keyboard = false, startParam = null } = {}) {
  const options = { ...(keyboard && { mode: "keyboard" }), ...(startParam && { start_param: startParam }) };
  const { init_data: data } = await initData(state.user, options).catch(failed) ?? {};
  if (data === undefined) return;
  const frame = element("iframe", { src: launchUrl(url, data), title, allow: "camera; microphone; geolocation; clipboard-write" });
  const back = element("button", { class: "icon-button", type: "button", hidden: true, "aria-label": "←", onclick: () => tell("back_button_pressed") }, icon("back"));
  const close = element("button", { class: "icon-button", type: "button", "aria-label": say("close"), onclick: () => box.close() }, icon("close"));
  const main = element("button", { type: "button", hidden: true, onclick: () => tell("main_button_pressed") });
  const second = element("button", { type: "button", hidden: true, onclick: () => tell("secondary_button_pressed") });
  const bottom = element("div", { class: "bottom", hidden: true }, second, main);
  const box = dialog("mini-app", element("header", {}, back, element("h3", {}, title), close), frame, bottom);

  const tell = (eventType, eventData = {}) => frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), "*");
  const dress = (button, look) => {
    button.hidden = !look.is_visible;
    button.disabled = look.is_active === false;
    button.textContent = look.is_progress_visible ? "…" : look.text;
    if (look.color) button.style.background = look.color;
    if (look.text_color) button.style.color = look.text_color;
    bottom.hidden = main.hidden && second.hidden;
  };
  const viewport = () => tell("viewport_changed", { width: frame.clientWidth, height: frame.clientHeight, is_expanded: true, is_state_stable: true });

  const handlers = {
    web_app_ready: viewport, web_app_expand: viewport, iframe_ready: () => {}, web_app_request_viewport: viewport,
    web_app_request_theme: () => tell("theme_changed", { theme_params: themeParams() }),
    web_app_close: () => box.close(),
    web_app_setup_main_button: look => dress(main, look),
    web_app_setup_secondary_button: look => dress(second, look),
    web_app_setup_back_button: look => { back.hidden = !look.is_visible; },
    web_app_open_link: ({ url: link }) => openLink(link),
    web_app_open_tg_link: ({ path_full: path }) => openLink(`https://t.me${path}`),
    web_app_open_invoice: async ({ slug }) => tell("invoice_closed", { slug, status: await payByLink(slug).catch(error => { failed(error); return "failed"; }) }),
    web_app_data_send: async ({ data: sent }) => { await act(state.user, "web-app-data", { data: sent, button_text: title }).catch(failed); box.close(); },
    web_app_open_popup: async ({ title: heading, message, buttons }) => {
      const text = [heading, message].filter(Boolean).join("\n");
      if (buttons.length < 2) { await alertBox(text); return tell("popup_closed", { button_id: buttons[0]?.id ?? "" }); }
      const yes = buttons.find(one => one.type !== "cancel" && one.type !== "close") ?? buttons[0];
      return tell("popup_closed", await confirmBox(text, yes.text ?? "OK") ? { button_id: yes.id ?? "" } : {});
    },
    web_app_request_phone: async () => {
      const agreed = await confirmBox(say("askContact"), say("share"));
      if (agreed) await act(state.user, "contact", { phone_number: state.person?.phone_number ?? "+79261234567" }).catch(failed);
      tell("phone_requested", { status: agreed ? "sent" : "cancelled" });
    },
    web_app_request_write_access: () => tell("write_access_requested", { status: "allowed" }),
    web_app_check_location: () => tell("location_checked", { available: true, access_requested: true, access_granted: true }),
    web_app_request_location: async () => tell("location_requested", await confirmBox(say("askLocation"), say("share")) ? { available: true, latitude: 55.7539, longitude: 37.6208 } : { available: false }),
    web_app_invoke_custom_method: async ({ req_id: id, method, params }) => {
      try { tell("custom_method_invoked", { req_id: id, result: (await act(state.user, "cloud-storage", { method, params })).result }); }
      catch (error) { tell("custom_method_invoked", { req_id: id, error: error.message }); }
    },
  };
  const hear = event => {
    if (event.source !== frame.contentWindow) return;
    let letter;
    try { letter = typeof event.data === "string" ? JSON.parse(event.data) : event.data; } catch { return; }
    handlers[letter?.eventType]?.(letter.eventData ?? {});
  };
  const watch = new MutationObserver(() => tell("theme_changed", { theme_params: themeParams(), color_scheme: theme() }));
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  addEventListener("message", hear);
  addEventListener("resize", viewport);
  box.addEventListener("close", () => { removeEventListener("message", hear); removeEventListener("resize", viewport); watch.disconnect(); });
}

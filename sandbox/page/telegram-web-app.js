// Telegram.WebApp for Mini Apps in the sandbox: the part of Telegram's own script that apps use, over the same bridge.
(() => {
  "use strict";
  const launch = new URLSearchParams(location.hash.slice(1) || sessionStorage.getItem("sandbox-launch") || "");
  if (launch.has("tgWebAppData")) try { sessionStorage.setItem("sandbox-launch", launch.toString()); } catch { /* a frame without storage */ }
  const initData = launch.get("tgWebAppData") ?? "";
  const version = launch.get("tgWebAppVersion") ?? "6.0";
  const listeners = new Map();
  const framed = window.parent !== window;

  const parse = text => { try { return JSON.parse(text); } catch { return text; } };
  const unsafe = {};
  for (const [name, value] of new URLSearchParams(initData)) unsafe[name] = name === "auth_date" ? Number(value) : /^[[{]/.test(value) ? parse(value) : value;

  const post = (eventType, eventData = {}) => { if (framed) window.parent.postMessage(JSON.stringify({ eventType, eventData }), "*"); };
  const on = (name, handler) => listeners.set(name, [...(listeners.get(name) ?? []).filter(one => one !== handler), handler]);
  const off = (name, handler) => listeners.set(name, (listeners.get(name) ?? []).filter(one => one !== handler));
  const emit = (name, ...values) => { for (const handler of listeners.get(name) ?? []) handler.apply(WebApp, values); };
  const atLeast = wanted => {
    const a = version.split(".").map(Number), b = String(wanted).split(".").map(Number);
    return (a[0] - b[0] || (a[1] ?? 0) - (b[1] ?? 0)) >= 0;
  };

  const css = (name, value) => document.documentElement.style.setProperty(name, value);
  const luminance = hex => { const n = parseInt(String(hex).slice(1), 16); return (.299 * (n >> 16 & 255) + .587 * (n >> 8 & 255) + .114 * (n & 255)) / 255; };
  function dress(params) {
    Object.assign(WebApp.themeParams, params);
    for (const [name, value] of Object.entries(params)) css(`--tg-theme-${name.replaceAll("_", "-")}`, value);
    WebApp.colorScheme = luminance(params.bg_color ?? "#ffffff") < .5 ? "dark" : "light";
    css("--tg-color-scheme", WebApp.colorScheme);
  }
  function measure(height = innerHeight) {
    WebApp.viewportHeight = WebApp.viewportStableHeight = height;
    css("--tg-viewport-height", `${height}px`);
    css("--tg-viewport-stable-height", `${height}px`);
  }

  function bottomButton(type, event, words) {
    const look = { is_visible: false, is_active: true, is_progress_visible: false, text: words, color: undefined, text_color: undefined, has_shine_effect: false, position: "left" };
    const show = () => { post(event, look); return button; };
    const pressed = type === "main" ? "mainButtonClicked" : "secondaryButtonClicked";
    const property = (name, field) => ({ get: () => look[field], set: value => { look[field] = value; show(); }, enumerable: true });
    const button = {
      type,
      setText: text => { look.text = text; return show(); },
      show: () => { look.is_visible = true; return show(); }, hide: () => { look.is_visible = false; return show(); },
      enable: () => { look.is_active = true; return show(); }, disable: () => { look.is_active = false; return show(); },
      showProgress: leave => { look.is_progress_visible = true; look.is_active = Boolean(leave); return show(); },
      hideProgress: () => { look.is_progress_visible = false; look.is_active = true; return show(); },
      setParams: params => { Object.assign(look, params); return show(); },
      onClick: handler => { on(pressed, handler); return button; }, offClick: handler => { off(pressed, handler); return button; },
    };
    return Object.defineProperties(button, { text: property("text", "text"), color: property("color", "color"), textColor: property("textColor", "text_color"), isVisible: property("isVisible", "is_visible"), isActive: property("isActive", "is_active"), isProgressVisible: { get: () => look.is_progress_visible }, hasShineEffect: property("hasShineEffect", "has_shine_effect"), position: property("position", "position") });
  }

  function plainButton(event, pressed) {
    let visible = false;
    const set = value => { visible = value; post(event, { is_visible: value }); return button; };
    const button = { show: () => set(true), hide: () => set(false), onClick: handler => { on(pressed, handler); return button; }, offClick: handler => { off(pressed, handler); return button; } };
    return Object.defineProperty(button, "isVisible", { get: () => visible, set });
  }

  let count = 0;
  const asked = new Map(), invoices = new Map();
  let popup = null, phone = null, access = null, place = null;
  function ask(method, params, callback) {
    const id = `r${++count}`;
    asked.set(id, callback ?? (() => {}));
    post("web_app_invoke_custom_method", { req_id: id, method, params });
  }
  const answer = (callback, pick = value => value) => (error, value) => callback?.(error, error ? undefined : pick(value));
  const CloudStorage = {
    setItem: (key, value, callback) => { ask("saveStorageValue", { key, value }, answer(callback, () => true)); return CloudStorage; },
    getItem: (key, callback) => { ask("getStorageValues", { keys: [key] }, answer(callback, values => values[key] ?? "")); return CloudStorage; },
    getItems: (keys, callback) => { ask("getStorageValues", { keys }, answer(callback)); return CloudStorage; },
    removeItem: (key, callback) => CloudStorage.removeItems([key], callback),
    removeItems: (keys, callback) => { ask("deleteStorageValues", { keys }, answer(callback, () => true)); return CloudStorage; },
    getKeys: callback => { ask("getStorageKeys", {}, answer(callback)); return CloudStorage; },
  };
  const Haptic = { impactOccurred: () => Haptic, notificationOccurred: () => Haptic, selectionChanged: () => Haptic };
  const LocationManager = {
    isInited: false, isLocationAvailable: true, isAccessRequested: true, isAccessGranted: true,
    init: callback => { LocationManager.isInited = true; callback?.(); return LocationManager; },
    getLocation: callback => { place = callback; post("web_app_request_location"); return LocationManager; },
    openSettings: () => LocationManager,
  };
  const nothing = () => WebApp;

  const WebApp = {
    initData, initDataUnsafe: unsafe, version, platform: launch.get("tgWebAppPlatform") ?? "unknown", colorScheme: "light", themeParams: {},
    isExpanded: true, isActive: true, isFullscreen: false, isClosingConfirmationEnabled: false, isVerticalSwipesEnabled: true,
    viewportHeight: innerHeight, viewportStableHeight: innerHeight, safeAreaInset: { top: 0, bottom: 0, left: 0, right: 0 }, contentSafeAreaInset: { top: 0, bottom: 0, left: 0, right: 0 },
    headerColor: "#ffffff", backgroundColor: "#ffffff", bottomBarColor: "#ffffff",
    MainButton: bottomButton("main", "web_app_setup_main_button", "CONTINUE"), SecondaryButton: bottomButton("secondary", "web_app_setup_secondary_button", "CANCEL"),
    BackButton: plainButton("web_app_setup_back_button", "backButtonClicked"), SettingsButton: plainButton("web_app_setup_settings_button", "settingsButtonClicked"),
    HapticFeedback: Haptic, CloudStorage, LocationManager,
    isVersionAtLeast: atLeast, onEvent: on, offEvent: off,
    ready: () => post("web_app_ready"), expand: () => post("web_app_expand"), close: () => post("web_app_close"),
    sendData: data => {
      if (!data || new TextEncoder().encode(data).length > 4096) throw Error("WebAppDataInvalid");
      post("web_app_data_send", { data });
    },
    openLink: url => post("web_app_open_link", { url }),
    openTelegramLink: url => post("web_app_open_tg_link", { path_full: new URL(url).pathname + new URL(url).search }),
    openInvoice: (url, callback) => {
      const slug = /(?:\$|invoice\/)([\w-]+)/.exec(url)?.[1];
      if (!slug) throw Error("WebAppInvoiceUrlInvalid");
      if (invoices.has(slug)) throw Error("WebAppInvoiceOpened");
      invoices.set(slug, { url, callback });
      post("web_app_open_invoice", { slug });
    },
    showPopup: (params, callback) => {
      if (popup) throw Error("WebAppPopupOpened");
      popup = callback ?? (() => {});
      post("web_app_open_popup", { title: "", buttons: [{ type: "close", id: "" }], ...params });
    },
    showAlert: (message, callback) => WebApp.showPopup({ message }, callback && (() => callback())),
    showConfirm: (message, callback) => WebApp.showPopup({ message, buttons: [{ type: "ok", id: "ok", text: "OK" }, { type: "cancel", id: "" }] }, id => callback?.(id === "ok")),
    requestContact: callback => { phone = callback ?? (() => {}); post("web_app_request_phone"); },
    requestWriteAccess: callback => { access = callback ?? (() => {}); post("web_app_request_write_access"); },
    setHeaderColor: nothing, setBackgroundColor: nothing, setBottomBarColor: nothing, enableClosingConfirmation: nothing, disableClosingConfirmation: nothing,
    enableVerticalSwipes: nothing, disableVerticalSwipes: nothing, requestFullscreen: nothing, exitFullscreen: nothing, lockOrientation: nothing,
    unlockOrientation: nothing, hideKeyboard: nothing, addToHomeScreen: nothing, switchInlineQuery: nothing,
    readTextFromClipboard: callback => callback?.(null), checkHomeScreenStatus: callback => callback?.("unsupported"),
    downloadFile: ({ url }, callback) => { post("web_app_open_link", { url }); callback?.(true); },
    shareMessage: (id, callback) => callback?.(false),
  };

  const incoming = {
    main_button_pressed: () => emit("mainButtonClicked"), secondary_button_pressed: () => emit("secondaryButtonClicked"),
    back_button_pressed: () => emit("backButtonClicked"), settings_button_pressed: () => emit("settingsButtonClicked"),
    theme_changed: ({ theme_params: params }) => { dress(params); emit("themeChanged"); },
    viewport_changed: ({ height }) => { measure(height); emit("viewportChanged", { isStateStable: true }); },
    invoice_closed: ({ slug, status }) => {
      const { url, callback } = invoices.get(slug) ?? {};
      invoices.delete(slug);
      callback?.(status);
      emit("invoiceClosed", { url, status });
    },
    popup_closed: ({ button_id: id }) => { const callback = popup; popup = null; callback?.(id ?? null); emit("popupClosed", { button_id: id ?? null }); },
    phone_requested: ({ status }) => { phone?.(status === "sent"); phone = null; emit("contactRequested", { status }); },
    write_access_requested: ({ status }) => { access?.(status === "allowed"); access = null; emit("writeAccessRequested", { status }); },
    location_requested: data => { place?.(data.available ? data : null); place = null; emit("locationRequested", { locationData: data }); },
    custom_method_invoked: ({ req_id: id, result, error }) => { asked.get(id)?.(error ?? null, result); asked.delete(id); },
  };
  addEventListener("message", event => {
    if (event.source !== window.parent) return;
    const letter = typeof event.data === "string" ? parse(event.data) : event.data;
    incoming[letter?.eventType]?.(letter.eventData ?? {});
  });
  addEventListener("resize", () => measure());

  dress(parse(launch.get("tgWebAppThemeParams") ?? "{}"));
  measure();
  window.Telegram = { ...window.Telegram, WebApp };
  window.TelegramWebviewProxy ??= undefined;
  post("iframe_ready", { reload_supported: false });
})();

// The sheet that pays, or does not.
import { act, invoiceLink } from "./api.js";
import { element, icon } from "./dom.js";
import { state } from "./state.js";
import { dialog } from "./toast.js";
import { money, say } from "./words.js";

export async function payByLink(slug) {
  const { invoice } = await invoiceLink(slug);
  return paySheet(invoice, { invoice_link: slug });
}

export function paySheet(invoice, target) {
  // Resolves with Telegram's word for how it ended: paid, failed or cancelled.
  return new Promise(done => {
    let status = "cancelled", charging = null;
    const bill = element("div", { class: "bill" },
      ...invoice.prices.map(price => element("div", {}, element("span", {}, price.label), element("span", {}, money(price.amount, invoice.currency)))),
      element("div", { class: "total" }, element("span", {}, say("total")), element("span", {}, money(invoice.total_amount, invoice.currency))));
    const actions = element("div", { class: "actions" });
    const sheet = element("div", { class: "sheet" }, element("h3", {}, invoice.title), element("p", {}, invoice.description), bill, element("p", {}, say("test")), actions);

    const settle = (good, words) => {
      actions.replaceChildren(
        element("div", { class: `outcome ${good ? "good" : "sad"}`, role: "status" }, icon(good ? "check" : "close"), words),
        element("button", { class: "action", type: "button", autofocus: true, onclick: () => box.close() }, say("close")));
      actions.lastChild.focus();
    };
    const charge = async outcome => {
      actions.replaceChildren(element("div", { class: "outcome", role: "status" }, say("paying")));
      try {
        const answer = await act(state.user, "pay", { ...target, outcome });
        status = answer.status === "refused" ? "failed" : answer.status;
        settle(answer.status === "paid", [say(answer.status), answer.error_message].filter(Boolean).join(": "));
      } catch (error) {
        status = "failed";
        settle(false, error.message);
      }
    };
    const go = outcome => { charging = charge(outcome); };
    actions.append(
      element("button", { class: "action main", type: "button", autofocus: true, onclick: () => go("paid") }, `${say("payNow")} ${money(invoice.total_amount, invoice.currency)}`),
      element("button", { class: "action bad", type: "button", onclick: () => go("failed") }, say("payFail")),
      element("button", { class: "action", type: "button", onclick: () => box.close() }, say("payCancel")));
    const box = dialog("pay", sheet);
    box.addEventListener("close", async () => {
      if (charging === null) act(state.user, "pay", { ...target, outcome: "cancelled" }).catch(() => {});
      // A sheet put away while the bank thinks does not call the payment off.
      await charging;
      done(status);
    });
  });
}

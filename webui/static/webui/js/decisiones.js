// One card after another. Each decision is held for some seconds, with a way back, and then sent;
// leaving the page sends what is held. Without this file every button is an ordinary form.
"use strict";
(() => {
  const deck = document.querySelector("[data-deck]");
  if (!deck) return;
  const place = deck.querySelector("[data-cards]");
  const rows = deck.querySelector("[data-held]");
  const pattern = deck.querySelector("[data-held-row]").content.firstElementChild;
  const words = deck.dataset;
  const KEY = `decisiones:${words.person}`;
  const held = new Map(); // by code: what is decided and not known to have arrived
  const cards = () => [...place.querySelectorAll("[data-card]")];
  const waiting = () => cards().filter((card) => !held.has(card.dataset.card));

  function say(text) {
    deck.querySelector("[data-said]").textContent = text;
  }

  // Only the first card that waits is seen; the others come when it is settled.
  function show({ focus = false } = {}) {
    const [first] = waiting();
    for (const card of cards()) card.hidden = card !== first;
    for (const button of place.querySelectorAll("[data-later]")) {
      button.hidden = waiting().length < 2 && !button.closest("[data-gone]");
    }
    const elsewhere = Number(words.elsewhere); // on other pages
    const left = waiting().length + elsewhere;
    deck.querySelector("[data-left]").textContent = left === 1 ? words.leftOne : left ? words.leftMany.replace("{n}", left) : "";
    const empty = deck.querySelector("[data-empty]");
    empty.hidden = left > 0;
    if (focus) (first?.querySelector("h2") ?? empty).focus();
    if (!first && elsewhere && !held.size) location.assign(location.pathname);
  }

  // What was held stays with this tab: a page that is loaded again sends it.
  function remember() {
    const kept = [...held.values()].map(({ code, version, url, fields, what, title }) => ({ code, version, url, fields, what, title }));
    try {
      if (kept.length) sessionStorage.setItem(KEY, JSON.stringify(kept));
      else sessionStorage.removeItem(KEY);
    } catch { /* A browser without a store keeps it in this page. */ }
  }

  function hold(entry, seconds) {
    entry.left = seconds * 1000;
    entry.row = pattern.cloneNode(true);
    entry.row.querySelector("[data-what]").textContent = entry.what;
    entry.row.querySelector("[data-title]").textContent = entry.title;
    entry.row.querySelector("[data-undo]").addEventListener("click", () => undo(entry));
    rows.append(entry.row);
    held.set(entry.code, entry);
    remember();
    say(`${entry.what} ${entry.title}`);
    if (!seconds) send(entry);
  }

  function release(entry) {
    held.delete(entry.code);
    entry.row.remove();
    remember();
  }

  function undo(entry) {
    if (entry.sending) return;
    release(entry);
    const card = cards().find((one) => one.dataset.card === entry.code);
    if (card) place.prepend(card);
    say(words.undone);
    show({ focus: true });
  }

  function state(entry, text) {
    entry.row.querySelector("[data-state]").textContent = text;
  }

  async function send(entry) {
    if (entry.sending) return;
    entry.sending = true;
    entry.row.querySelector("[data-undo]").hidden = true;
    state(entry, words.sending);
    const body = new URLSearchParams(entry.fields);
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) body.set("csrfmiddlewaretoken", token.value);
    try {
      const answer = await fetch(entry.url, { method: "POST", body, headers: { "X-Decision": "1" }, keepalive: true, redirect: "manual" });
      await settle(entry, answer);
    } catch {
      entry.sending = false;
      entry.left = 10_000;
      entry.offline = true;
      entry.row.querySelector("[data-undo]").hidden = false;
      entry.row.classList.replace("success", "warning");
      state(entry, words.offline);
      say(words.offline);
    }
  }

  async function settle(entry, answer) {
    const card = cards().find((one) => one.dataset.card === entry.code);
    if (answer.status === 204) {
      card?.remove();
      say(words.sent);
    } else if (answer.type === "opaqueredirect") {
      entry.row.classList.replace("success", "warning");
      state(entry, words.login);
      say(words.login);
      return;
    } else if ((answer.status === 409 || answer.status === 422) && card) {
      card.insertAdjacentHTML("beforebegin", await answer.text());
      const fresh = card.previousElementSibling;
      card.remove();
      place.prepend(fresh);
      htmx.process(fresh);
    } else if (card) {
      place.prepend(card);
      say(words.failed);
      notice(card);
    }
    release(entry);
    show({ focus: answer.status !== 204 });
  }

  function notice(card) {
    const box = document.createElement("p");
    box.className = "notice mal";
    box.setAttribute("role", "alert");
    box.textContent = words.failed;
    card.prepend(box);
  }

  deck.addEventListener("submit", (event) => {
    const form = event.target;
    const card = form.closest("[data-card]");
    if (!card || event.defaultPrevented) return;
    event.preventDefault();
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    hold({
      code: card.dataset.card,
      version: card.dataset.version,
      url: form.action,
      fields,
      what: form.dataset.done,
      title: card.querySelector("h2").textContent.trim(),
    }, Number(words.seconds));
    show({ focus: true });
  });

  deck.addEventListener("click", (event) => {
    const later = event.target.closest("[data-later]");
    if (!later) return;
    const card = later.closest("[data-card]");
    if ("gone" in card.dataset) card.remove();
    else place.append(card);
    show({ focus: true });
  });

  // One sheet at a time.
  deck.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("[data-sheet]") || !event.target.open) return;
    for (const other of deck.querySelectorAll("[data-sheet][open]")) if (other !== event.target) other.open = false;
  }, true);

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio]), textarea, select");
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || typing) return;
    const last = [...held.values()].filter((entry) => !entry.sending).at(-1);
    if (!last) return;
    event.preventDefault();
    undo(last);
  });

  // Whoever comes to «Deshacer» by the keyboard has the time it takes. (A finger leaves a hover
  // behind where it last was: that would hold it for ever.)
  let before = performance.now();
  setInterval(() => {
    const now = performance.now();
    const passed = now - before;
    before = now;
    for (const entry of held.values()) {
      if (entry.sending || entry.row.querySelector(":focus-visible")) continue;
      entry.left -= passed;
      entry.row.querySelector("[data-clock]").textContent = entry.offline ? "" : Math.max(0, Math.ceil(entry.left / 1000));
      if (entry.left <= 0) send(entry);
    }
  }, 250);
  addEventListener("online", () => { for (const entry of held.values()) if (entry.offline) send(entry); });
  addEventListener("pagehide", () => { for (const entry of held.values()) send(entry); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  function restore() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    } catch { /* What cannot be read was not ours. */ }
    for (const entry of kept) {
      const card = cards().find((one) => one.dataset.card === entry.code);
      if (card?.dataset.version === entry.version) hold(entry, 0);
    }
    remember();
  }
  restore();
  show();
})();

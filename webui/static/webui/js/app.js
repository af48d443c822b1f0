// Makes the pages quicker and kinder; every page works without it.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => within.querySelectorAll(selector);
  const dialog = document.getElementById("dialogo");
  const palette = document.getElementById("paleta");
  const question = document.getElementById("paleta-q");

  // What a page or a fragment of it needs when it arrives.
  function ready(part) {
    for (const button of all("[data-dismiss], [data-secret], [data-theme-switch], [data-narrow], [data-pick-all]", part)) button.hidden = false;
    for (const one of all("[data-theme-switch]", part)) nameTheme(one);
    for (const counter of all(".counter[data-max]", part)) count(document.getElementById(counter.htmlFor.value));
    countPicked();
    part.querySelector("[data-focus]")?.focus();
  }

  // Theme: a cookie, so that the server writes it into the page and nothing flashes.
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function nameTheme(button) {
    const words = button.querySelector("span");
    button.dataset.dark ??= words.textContent;
    words.textContent = isDark() ? button.dataset.themeSwitch : button.dataset.dark;
  }
  function switchTheme(button) {
    root.dataset.theme = isDark() ? "light" : "dark";
    const [prefix, secure] = location.protocol === "https:" ? ["__Host-", ";secure"] : ["", ""];
    document.cookie = `${prefix}tema=${root.dataset.theme};path=/;max-age=31536000;samesite=lax${secure}`;
    nameTheme(button);
  }

  // Disclosures that float: one at a time, closed from outside, kept within the window.
  function closePops(except) {
    for (const pop of all(".pop[open], .tabbar > details[open]")) if (!pop.contains(except)) pop.open = false;
  }
  document.addEventListener("toggle", (event) => {
    const pop = event.target;
    if (!pop.open || !pop.matches?.(".pop")) return;
    const panel = pop.querySelector(".panel");
    if (panel && panel.getBoundingClientRect().right > root.clientWidth) panel.classList.add("right");
  }, true);

  // Whoever goes on by the keyboard leaves it behind; a dialog comes back to it.
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("dialog")) closePops(event.target);
  });

  function count(input) {
    const counter = input && document.querySelector(`.counter[data-max][for="${CSS.escape(input.id)}"]`);
    if (!counter) return;
    const typed = [...input.value].length;
    counter.value = counter.dataset.of.replace("{n}", typed).replace("{max}", counter.dataset.max);
    counter.classList.toggle("over", typed > Number(counter.dataset.max));
  }

  function preview(input) {
    const place = document.getElementById(input.dataset.preview);
    const file = input.files[0];
    place.replaceChildren();
    place.hidden = !file;
    if (!file) return;
    const name = document.createElement("p");
    name.textContent = `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} kB`;
    place.append(name);
    if (!file.type.startsWith("image/")) return;
    const reader = new FileReader();
    reader.onload = () => {
      const image = new Image();
      image.alt = "";
      image.src = reader.result;
      place.prepend(image);
    };
    reader.readAsDataURL(file);
  }

  // A long list of boxes shows what matches, and what is ticked already.
  function narrow(input) {
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const wanted = plain(input.value);
    for (const label of all("label", input.closest("fieldset"))) {
      label.hidden = !plain(label.textContent).includes(wanted) && !label.querySelector(":checked");
    }
  }

  // Whom an @ may call: asked for while a name is typed; a button writes the whole of it.
  const CALL = /(?:^|[\s(¿¡"«])@([\p{L}\s'’.-]{0,40})$/u;
  let asking;
  function mention(input) {
    const place = input.form.querySelector("[data-mentions]");
    const typed = input.value.slice(0, input.selectionStart).match(CALL);
    clearTimeout(asking);
    if (!typed || !place) return place?.replaceChildren();
    asking = setTimeout(async () => {
      const address = `${input.dataset.mention}?q=${encodeURIComponent(typed[1])}`;
      const answer = await fetch(address, { redirect: "error" }).catch(() => null);
      if (answer?.ok) place.innerHTML = await answer.text();
    }, 200);
  }
  function call(button) {
    const input = button.closest("form").querySelector("[data-mention]");
    const before = input.value.slice(0, input.selectionStart).replace(/@[^@]*$/, `@${button.dataset.mentionName} `);
    input.value = before + input.value.slice(input.selectionStart);
    button.parentElement.replaceChildren();
    input.focus();
    input.setSelectionRange(before.length, before.length);
  }

  // From the field down to the names that are offered, along them, and back.
  function walkNames(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const place = event.target.form?.querySelector("[data-mentions]");
    const input = event.target.form?.querySelector("[data-mention]");
    const stops = [input, ...(place?.querySelectorAll("[data-mention-name]") ?? [])];
    const next = stops[stops.indexOf(event.target) + step];
    if (stops.length < 2 || !stops.includes(event.target)) return;
    if (event.key === "Escape") place.replaceChildren();
    else if (!step || !next) return;
    event.preventDefault();
    (next ?? input).focus();
  }

  // Rows of a list that are chosen: all of the page at once, or from the last one to this (shift).
  const picks = () => [...all("tbody .pick input")];
  let lastPicked = null;
  function countPicked() {
    const chosen = picks().filter((box) => box.checked).length;
    for (const words of all("[data-picked]")) {
      const every = document.getElementById("tanda-todos");
      words.textContent = every?.checked ? "" : words.dataset.picked.replace("{n}", chosen);
    }
    for (const box of all("[data-pick-all]")) {
      box.checked = chosen > 0 && chosen === picks().length;
      box.indeterminate = chosen > 0 && !box.checked;
    }
  }
  function pickAll(box) {
    for (const one of picks()) one.checked = box.checked;
  }
  function pick(box, asFarAs) {
    const boxes = picks();
    const from = boxes.indexOf(lastPicked);
    const to = boxes.indexOf(box);
    if (asFarAs && from >= 0) {
      for (const one of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
    }
    lastPicked = box;
  }

  // The search over everything: the keyboard stays in the field, the arrows go through the list.
  function openPalette() {
    if (!palette.open) palette.showModal();
    question.select();
    question.dispatchEvent(new Event("paleta"));
  }
  const found = () => [...all("[role=option]", palette)];
  function mark(option) {
    for (const one of found()) one.setAttribute("aria-selected", one === option);
    question.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
  }
  function walkPalette(event) {
    const options = found();
    const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      event.preventDefault();
      mark(options[(at + step + options.length) % options.length]);
    } else if (event.key === "Enter" && options[at]) {
      event.preventDefault();
      options[at].click();
    }
  }

  // What is typed into a longer form is kept on the server some seconds later, and on leaving.
  const drafts = new Map();
  function typed(form) {
    clearTimeout(drafts.get(form));
    drafts.set(form, setTimeout(() => keepDraft(form), 2000));
  }
  function keepDraft(form) {
    clearTimeout(drafts.get(form));
    if (!drafts.delete(form) || form.dataset.sent || !form.isConnected) return;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    navigator.sendBeacon(form.dataset.draft, data);
  }
  addEventListener("pagehide", () => {
    for (const form of [...drafts.keys()]) keepDraft(form);
  });

  function reveal(button) {
    const input = button.previousElementSibling;
    const words = button.textContent;
    input.type = input.type === "password" ? "text" : "password";
    button.textContent = button.dataset.secret;
    button.dataset.secret = words;
    input.focus();
  }

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest?.(selector);
    closePops(event.target);
    if (on("tbody .pick input")) pick(on("tbody .pick input"), event.shiftKey);
    if (palette && on("[data-palette]") && !(event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      openPalette();
    }
    if (event.target === palette) palette.close();
    if (on("[data-dismiss]")) on(".toast").remove();
    if (on("[data-theme-switch]")) switchTheme(on("[data-theme-switch]"));
    if (on("[data-secret]")) reveal(on("[data-secret]"));
    if (on("[data-mention-name]")) call(on("[data-mention-name]"));
    if (on("dialog [data-close]")) {
      event.preventDefault();
      on("dialog").close();
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-all]")) pickAll(event.target);
    if (event.target.matches("[data-pick-all], .pick input, #tanda-todos")) countPicked();
  });

  document.addEventListener("input", (event) => {
    if (event.target.form?.dataset.draft) typed(event.target.form);
    count(event.target);
    if (event.target.matches("[data-preview]")) preview(event.target);
    if (event.target.matches("[data-narrow]")) narrow(event.target);
    if (event.target.matches("[data-mention]")) mention(event.target);
  });

  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    const pop = event.key === "Escape" && document.activeElement?.closest(".pop[open], .tabbar > details[open]");
    if (pop) {
      event.preventDefault();
      pop.open = false;
      pop.querySelector("summary").focus();
    } else if (command && event.key.toLowerCase() === "k" && palette) {
      event.preventDefault();
      openPalette();
    } else if (event.target === question) {
      walkPalette(event);
    } else if (event.target.matches("[data-mention], [data-mention-name]") && !command) {
      walkNames(event);
    } else if (command && event.key === "Enter" && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit(event.shiftKey ? event.target.form.querySelector("[data-also]") : null);
    }
  });

  // A form goes once. The mark is taken off when htmx has its answer, or the page is there whole:
  // come back to, or new, with a button that did nothing before its script.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    // What a button shows in another tab leaves the form as it is; htmx does not see it.
    if (event.submitter?.formTarget === "_blank") return void event.stopImmediatePropagation();
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-disabled", "true");
  }, true);
  function release() {
    for (const form of all("form[data-sent]")) delete form.dataset.sent;
    for (const button of all("[aria-disabled=true]")) button.removeAttribute("aria-disabled");
  }
  addEventListener("pageshow", release);

  // A form that did not arrive says so and keeps what was typed.
  function complain(form) {
    const words = document.getElementById("no-llego")?.content.cloneNode(true);
    if (!words) return;
    form.querySelector("[data-failed]")?.remove();
    form.prepend(words);
    form.querySelector("[data-failed]").focus();
  }
  // Steps open in the dialog; when that fails, the link is followed as if there were no htmx.
  document.addEventListener("htmx:afterRequest", release);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== dialog || !dialog.firstElementChild) return;
    if (!dialog.open) dialog.showModal();
    const first = dialog.querySelector("[data-focus], :is(input, select, textarea):not([type=hidden], [hidden])");
    first?.focus();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "paleta-lista" && question.value) mark(found()[0]);
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      const link = event.target.closest?.("a[href]");
      if (link) return location.assign(link.href);
      const form = event.target.closest?.("form[method=post]");
      if (form) complain(form);
    });
  }
  dialog?.addEventListener("close", () => dialog.replaceChildren());
  // A step taken in place: the page stays, its content is new; the keyboard stays in it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "contenido") dialog.close();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "contenido") event.target.focus({ preventScroll: true });
  });

  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.target));
})();

// Does the work that a form of the portal asks of a browser, while somebody fills it in.
// Without it the form asks a sum.
"use strict";
(() => {
  document.querySelector("[data-focus]")?.focus();
  const form = document.querySelector("form[data-work]");
  if (!form || !globalThis.crypto?.subtle) return;
  const found = form.elements.namedItem("trabajo");
  const waiting = form.querySelector("[data-waiting]");
  const bits = Number(form.dataset.bits);
  const encoder = new TextEncoder();
  const AT_ONCE = 128;
  let asked = null;
  let sent = false;

  form.querySelector("[data-sum]").hidden = true;

  function zeros(bytes) {
    let count = 0;
    for (const byte of bytes) {
      if (byte) return count + Math.clz32(byte) - 24;
      count += 8;
    }
    return count;
  }

  async function hash(number) {
    const text = encoder.encode(`${form.dataset.work}:${number}`);
    return zeros(new Uint8Array(await crypto.subtle.digest("SHA-256", text)));
  }

  // In handfuls, so that the page goes on listening to who types.
  async function work() {
    for (let first = 0; !found.value; first += AT_ONCE) {
      const numbers = Array.from({ length: AT_ONCE }, (_, index) => first + index);
      const results = await Promise.all(numbers.map(hash));
      const hit = results.findIndex((count) => count >= bits);
      if (hit >= 0) found.value = numbers[hit];
      if (first % (AT_ONCE * 16) === 0) await new Promise((next) => setTimeout(next));
    }
    if (asked) form.requestSubmit(asked);
  }

  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    if (found.value) return void (sent = true);
    event.preventDefault();
    asked = event.submitter;
    form.setAttribute("aria-busy", "true");
    waiting.textContent = waiting.dataset.waiting;
  });
  // Back from another page: it may be sent again, and is known again by its number.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    sent = false;
    form.removeAttribute("aria-busy");
  });

  if (bits && !found.value) work();
  else found.value ||= "0";
})();

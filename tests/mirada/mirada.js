// What a page does to people who zoom, who only type, who cannot bear movement: `mirada.<name>()`
// returns the complaints, each with the element it is about.
"use strict";
globalThis.mirada ??= (() => {
  const root = document.documentElement;
  const named = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 140);
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const scrolls = (style) => ["auto", "scroll"].includes(style.overflowX);
  const hides = (value) => ["hidden", "clip"].includes(value);
  // For screen readers only: cut on purpose.
  const unseen = (one) => one.closest(".hidden, .skip, .visually-hidden") !== null;

  function elements() {
    return [...document.body.querySelectorAll("*")].filter((one) => one instanceof HTMLElement && shown(one) && !unseen(one));
  }

  // The page is as wide as the window; what is wider has a box of its own, which keys can reach.
  function wide() {
    const complaints = [];
    if (root.scrollWidth > root.clientWidth) complaints.push(`the page is ${root.scrollWidth} wide, the window ${root.clientWidth}`);
    for (const one of elements()) {
      if (scrolls(getComputedStyle(one)) && one.scrollWidth > one.clientWidth + 1) {
        const reached = one.tabIndex >= 0 && (one.ariaLabel || one.hasAttribute("aria-labelledby"));
        if (!reached && !one.matches("textarea, select")) complaints.push(`scrolls sideways, no name or no key: ${named(one)}`);
      }
      const box = one.getBoundingClientRect();
      if (box.width && (box.left < -1 || box.right > root.clientWidth + 1) && !boxed(one)) complaints.push(`sticks out: ${named(one)}`);
    }
    return complaints;
  }
  function boxed(one) {
    for (let box = one.parentElement; box; box = box.parentElement) if (scrolls(getComputedStyle(box))) return true;
    return false;
  }

  // No text is longer than the place that shows it.
  function cut() {
    const complaints = [];
    for (const one of elements()) {
      if (!one.textContent.trim() || one.matches("input, textarea, select, option, optgroup")) continue;
      const style = getComputedStyle(one);
      if (style.clipPath !== "none") continue;
      const sideways = hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
      const down = hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
      if (sideways || down) complaints.push(`cut: ${named(one)}`);
    }
    return complaints;
  }

  // The spacing that WCAG 1.4.12 lets readers choose.
  let spacing;
  function space(on) {
    if (!spacing) {
      spacing = new CSSStyleSheet();
      spacing.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }");
    }
    document.adoptedStyleSheets = on ? [spacing] : [];
  }

  // Bars that stay while the page scrolls lie in it like the rest. What they cover of it by chance
  // can be scrolled from under them, so it says nothing of how large a target is (WCAG 2.5.8).
  const STAYS = ["sticky", "fixed"];
  let stayed = [];
  function settle(on) {
    for (const [one, position] of stayed.splice(0)) one.style.position = position;
    if (!on) return;
    stayed = elements().filter((one) => STAYS.includes(getComputedStyle(one).position) && !one.matches(":modal, :popover-open"))
      .map((one) => [one, one.style.position]);
    for (const [one] of stayed) one.style.position = "static";
  }

  // Nothing moves, nor would.
  function moving() {
    const lasts = (value) => value.split(",").some((one) => parseFloat(one) > 0.01);
    const complaints = document.getAnimations().map((one) => `moves: ${named(one.effect.target)}`);
    for (const one of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(one, part);
        const moves = style.animationName !== "none" && lasts(style.animationDuration);
        if (moves || lasts(style.transitionDuration) || style.scrollBehavior === "smooth") complaints.push(`would move: ${named(one)}`);
      }
    }
    return complaints;
  }

  const KEYS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  function stops(within = document) {
    return [...within.querySelectorAll(KEYS)].filter((one) => one.tabIndex >= 0 && !one.matches(":disabled") && shown(one));
  }

  // The element that has the keyboard shows it, and nothing lies over it.
  function focused() {
    const one = document.activeElement;
    const complaints = [];
    if (!outlined(one)) complaints.push(`focus not seen: ${named(one)}`);
    if (!touchable(one)) complaints.push(`focus covered: ${named(one)}`);
    return complaints;
  }
  function outlined(one) {
    const style = getComputedStyle(one);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
    const form = one.closest("form:focus-within"); // the field of the palette is its whole form
    return form !== null && getComputedStyle(form).boxShadow !== "none";
  }
  function touchable(one) {
    for (const box of one.getClientRects()) {
      const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
      const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
      if (left >= right || top >= bottom) continue;
      for (const x of [0.1, 0.5, 0.9]) {
        for (const y of [0.1, 0.5, 0.9]) {
          const hit = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
          if (hit && (one.contains(hit) || hit.closest("label")?.contains(one))) return true;
        }
      }
    }
    return false;
  }

  // Every stop of the keyboard, in turn: it shows where one is.
  function stopsSeen() {
    const complaints = [];
    for (const one of stops()) {
      one.focus();
      if (document.activeElement === one) complaints.push(...focused());
    }
    return complaints;
  }

  function floats(one) {
    for (let box = one; box; box = box.parentElement) if (STAYS.includes(getComputedStyle(box).position)) return true;
    return false;
  }
  // The next stop is below or to the right of the one before, or in the next column.
  function order() {
    const complaints = [];
    let before = null;
    for (const one of stops(document.querySelector("main"))) {
      if (floats(one) || one.closest(".options.long, .pop > .panel")) continue; // in a box that scrolls, or over the rest
      const box = one.getBoundingClientRect();
      if (before && box.bottom <= before.top + 1 && box.left < before.left - 1) complaints.push(`goes back to ${named(one)}`);
      before = box;
    }
    return complaints;
  }

  return { wide, cut, space, settle, moving, focused, stopsSeen, order };
})();

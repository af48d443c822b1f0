// A card that is dragged to another column opens the step that leads there, or says that none does.
"use strict";
(() => {
  let held = null;
  const board = () => document.querySelector("[data-board]");
  const columnOf = (event) => event.target.closest?.("[data-column]");
  const say = (text) => { document.querySelector("[data-board-says]").textContent = text; };

  function way(ticket, column) {
    for (const move of ticket.dataset.moves.split(" ")) {
      const [to, verb] = move.split(":");
      if (to !== column.dataset.column) continue;
      return ticket.querySelector(`.panel a[href*="/${verb}/"], .panel form[action$="/${verb}/"] button`);
    }
    return null;
  }

  document.addEventListener("dragstart", (event) => {
    held = event.target.closest?.("[data-moves]") ?? null;
    held?.classList.add("held-up");
    event.dataTransfer?.setData("text/plain", "");
  });
  document.addEventListener("dragend", () => {
    held?.classList.remove("held-up");
    held = null;
    for (const one of board()?.querySelectorAll(".over") ?? []) one.classList.remove("over");
  });
  document.addEventListener("dragover", (event) => {
    const column = columnOf(event);
    for (const one of board()?.querySelectorAll(".over") ?? []) if (one !== column) one.classList.remove("over");
    if (!held || !column || column.contains(held)) return;
    event.preventDefault();
    column.classList.toggle("over", Boolean(way(held, column)));
  });
  document.addEventListener("drop", (event) => {
    const column = columnOf(event);
    if (!held || !column || column.contains(held)) return;
    event.preventDefault();
    const step = way(held, column);
    if (step) step.click();
    else say(board().dataset.cannot.replace("{estado}", column.querySelector("h2").firstChild.textContent.trim()));
  });
})();

// The letter's pane: shown before it leaves, counts the seconds in which it can be taken back, prints the letter.
(() => {
  "use strict";
  let ends = 0;
  let shown = null;

  // Where there is no room beside the page the letter lies behind a button. It opens by itself after the last answer,
  // and what nobody saw leaves neither by a key nor by a tap: the first one shows it.
  const pane = () => document.getElementById("pane-letter");
  const sheet = () => pane()?.querySelector(".letterbox");
  const isHidden = () => Boolean(sheet()) && !sheet().checkVisibility();
  const isOver = () => Boolean(pane()?.matches(".wide") && pane().querySelector("[data-widen]")?.checkVisibility());
  const widen = (on) => {
    pane().classList.toggle("wide", on);
    if (on) sheet().focus({ preventScroll: true });
  };
  document.addEventListener("allanswered", () => { if (isHidden() && sheet().querySelector(".letter")) widen(true); });
  document.addEventListener("click", (event) => {
    const sends = event.target.closest("#pane-letter [data-key~='Enter']");
    if (!sends || !(isHidden() || event.detail > 1)) return; // the second tap of two belongs to the first
    event.preventDefault();
    event.stopPropagation();
    if (isHidden()) widen(true);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !isOver() || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    widen(false);
  }, true);
  document.addEventListener("htmx:oobBeforeSwap", (event) => { // what was opened stays so when it is written anew
    const anew = event.detail.fragment.querySelector?.("#pane-letter");
    if (anew && pane()?.matches(".wide")) anew.classList.add("wide");
  });

  const tick = () => {
    const told = document.querySelector("[data-leaves]");
    if (!told) { shown = null; return; }
    if (told !== shown) { shown = told; ends = Date.now() + Number(told.dataset.leaves) * 1000; }
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    told.querySelector("[data-left]").textContent = String(left);
    if (left === 0) {
      told.textContent = "期满，正在发出。";
      told.removeAttribute("data-leaves");
      told.closest("form").querySelector("button").disabled = true;
    }
  };
  window.setInterval(tick, 500);
  document.addEventListener("change", (event) => { // a passage that was picked stands before the telephones
    const picked = event.target.closest("[data-adds]");
    if (!picked || !picked.value) return;
    const field = document.getElementById(picked.dataset.adds);
    const lines = field.value.split("\n");
    const contact = lines.indexOf("联系方式：");
    lines.splice(contact < 0 ? lines.length : contact, 0, picked.value, "");
    field.value = lines.join("\n");
    picked.value = "";
    field.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-widen]")) widen(!pane().matches(".wide"));
    const picks = event.target.closest("[data-picks]");
    if (picks) {
      const one = [...document.querySelectorAll("#form-strike input[name=finding]")].find((field) => field.value === picks.dataset.picks);
      if (one) one.checked = true;
    }
  });
})();

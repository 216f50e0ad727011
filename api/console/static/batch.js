// The batch: a card counts once it has been in view; X takes the card under the cursor out, or back in.
(() => {
  "use strict";
  const cards = () => [...document.querySelectorAll("[data-card]")];
  const box = (card) => card.querySelector("input[type=checkbox]");
  let here = -1;

  const count = () => {
    const all = cards();
    const chosen = all.filter((card) => !box(card).disabled && box(card).checked).length;
    const out = all.filter((card) => !box(card).checked).length;
    const unseen = all.filter((card) => box(card).disabled).length;
    const told = document.querySelector("[data-count]");
    if (!told) return;
    told.textContent = String(chosen);
    document.querySelector("[data-send]").disabled = chosen === 0;
    const words = [`机器核对无误${all.length}件：发${chosen}件`];
    if (out) words.push(`移出${out}件`);
    if (unseen) words.push(`${unseen}件还没看`);
    document.getElementById("batch-count").textContent = words.join("，");
    all.forEach((card) => card.classList.toggle("out", !box(card).checked));
  };
  const go = (place) => {
    const all = cards();
    if (!all.length) return;
    here = Math.min(Math.max(place, 0), all.length - 1);
    all.forEach((card, number) => {
      card.classList.toggle("here", number === here);
      for (const [element, key] of [[card.querySelector("[data-open]"), "Enter"], [box(card), "X"]]) {
        if (number === here) element.dataset.key = key; else delete element.dataset.key;
      }
    });
    all[here].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("DOMContentLoaded", () => {
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        box(entry.target).disabled = false;
        watch.unobserve(entry.target);
      }
      count();
    }, { threshold: 0.75 });
    cards().forEach((card) => watch.observe(card));
    go(0);
    count();
  });
  document.addEventListener("change", (event) => { if (event.target.closest("[data-card]")) count(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) go(here + Number(button.dataset.move));
  });
})();

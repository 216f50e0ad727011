// The letter's pane: counts the seconds in which a letter can be taken back, prints the letter.
(() => {
  "use strict";
  let ends = 0;
  let shown = null;
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
    const picks = event.target.closest("[data-picks]");
    if (picks) {
      const one = [...document.querySelectorAll("#form-strike input[name=finding]")].find((field) => field.value === picks.dataset.picks);
      if (one) one.checked = true;
    }
  });
})();

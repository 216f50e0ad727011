// What every page does: says what was done and offers to take it back, shows that something lasts, tells a refusal.
(() => {
  "use strict";
  const LONG = 700; // milliseconds after which a request is said to last
  let hide = 0;
  let slow = 0;
  let running = 0;

  const toast = (sentence, undo) => {
    const box = document.getElementById("toast");
    const button = box.querySelector("button");
    box.querySelector("span").textContent = sentence;
    button.hidden = !undo;
    button.dataset.undo = undo || "";
    box.hidden = false;
    window.clearTimeout(hide);
    hide = window.setTimeout(() => { box.hidden = true; }, undo ? 60000 : 8000);
  };
  const KEPT = "shouli.told"; // what was said when the page was left for the next: said again there while it holds
  let leaves = false;
  document.addEventListener("htmx:beforeOnLoad", (event) => { leaves = Boolean(event.detail.xhr.getResponseHeader("HX-Redirect")); });
  document.addEventListener("announce", (event) => {
    const { sentence, undo } = event.detail;
    toast(sentence, undo);
    try { sessionStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
    if (leaves) try { sessionStorage.setItem(KEPT, JSON.stringify({ sentence, undo, at: Date.now() })); } catch { /* said once */ }
  });
  document.addEventListener("DOMContentLoaded", () => {
    try {
      const told = JSON.parse(sessionStorage.getItem(KEPT) || "null");
      if (told && Date.now() - told.at < (told.undo ? 60000 : 4000)) toast(told.sentence, told.undo);
    } catch { /* nothing was said */ }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#toast [data-undo]");
    if (!button) return;
    document.getElementById("toast").hidden = true;
    try { sessionStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
    window.htmx.ajax("POST", button.dataset.undo, { source: "#main", swap: "none" });
  });

  document.addEventListener("htmx:beforeRequest", () => {
    running += 1;
    window.clearTimeout(slow);
    slow = window.setTimeout(() => { document.getElementById("busy").hidden = running === 0; }, LONG);
  });
  document.addEventListener("htmx:afterRequest", () => {
    running = Math.max(0, running - 1);
    if (running === 0) { window.clearTimeout(slow); document.getElementById("busy").hidden = true; }
  });
  document.addEventListener("htmx:responseError", (event) => {
    let sentence = "未能完成，请稍后重试。";
    try { sentence = JSON.parse(event.detail.xhr.responseText).message || sentence; } catch { /* no JSON: our sentence stands */ }
    if (event.detail.xhr.status !== 401) toast(sentence, "");
  });
  document.addEventListener("htmx:sendError", () => toast("连不上服务，请检查网络后重试。已填写的内容还在。", ""));
})();

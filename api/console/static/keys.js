// Keys: whatever stands on the screen with data-key is reached by that key. A button or link is pressed, a field is
// entered. "Shift+J" and "Ctrl+Enter" are one stroke, "G 1" two; data-hold="Space" acts for as long as the key is held.
// Keys act by event.key, never in a field, never while an input method composes, inside a dialog only on the dialog.
(() => {
  "use strict";
  const PAUSE = 1200; // milliseconds within which the second key of two must follow
  const SWITCH = "shouli.single-keys";
  let first = "";
  let timer = 0;

  const isTyping = (target) =>
    target.closest("input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]");
  const areOn = () => {
    try { return localStorage.getItem(SWITCH) !== "off"; } catch { return true; }
  };
  const strokeOf = (event) => {
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    const shift = event.shiftKey && (key.length > 1 || /[A-Z]/.test(key)) ? "Shift+" : "";
    return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + shift + (key === " " ? "Space" : key);
  };
  const scope = () => document.querySelector("dialog[open]") || document;
  const isThere = (element) => !element.disabled && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  const find = (attribute, stroke) => {
    const found = [...scope().querySelectorAll(`[${attribute}]`)].filter(
      (element) => element.getAttribute(attribute).split("|").includes(stroke) && isThere(element));
    return found.find((element) => element.closest("#toast")) || found[0]; // what was done last is taken back first
  };

  const act = (element) => {
    if (element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select")) { element.focus(); element.select?.(); return; }
    element.click();
  };
  const onKey = (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const stroke = strokeOf(event);
    const single = !stroke.startsWith("Ctrl+");
    if (stroke === "Escape" && event.target.closest("dialog[open]")) return; // the browser closes it; what was typed stays
    if (stroke === "Escape" && isTyping(event.target)) { event.target.blur(); event.preventDefault(); return; }
    if (single && (isTyping(event.target) || !areOn())) return;
    if (stroke === "Enter" && event.target.closest("a, button, summary")) return;
    if (stroke === "Space") return;
    const both = first ? `${first} ${stroke}` : "";
    const element = (both && find("data-key", both)) || find("data-key", stroke);
    window.clearTimeout(timer);
    first = "";
    if (element) { event.preventDefault(); act(element); return; }
    if (single && [...scope().querySelectorAll("[data-key]")].some((one) => one.dataset.key.startsWith(`${stroke} `))) {
      first = stroke;
      timer = window.setTimeout(() => { first = ""; }, PAUSE);
    }
  };
  const onHold = (event) => {
    if (event.key !== " " || isTyping(event.target) || event.target.closest("button, a, summary, [role=button]") || !areOn()) return;
    const element = find("data-hold", "Space");
    if (!element) return;
    event.preventDefault();
    element.classList.toggle("held", event.type === "keydown");
    document.body.classList.toggle("held", event.type === "keydown");
  };
  document.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onHold);
  document.addEventListener("keyup", onHold);

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (!opener) return;
    event.preventDefault();
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog && !dialog.open) dialog.showModal();
  });
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("single-keys");
    if (!box) return;
    box.checked = areOn();
    box.addEventListener("change", () => {
      try { localStorage.setItem(SWITCH, box.checked ? "on" : "off"); } catch { /* private window: for this page only */ }
    });
  });
})();

// Keys: whatever stands on the screen with data-key is reached by that key. A button or link is pressed, a field is
// entered. "Shift+J" and "Ctrl+Enter" are one stroke, "G 1" two; data-hold="Space" acts for as long as the key is held.
// Keys act by event.key, never in a field, never while an input method composes, inside a dialog only on the dialog.
// A stroke made while an answer is being kept waits for it, then acts; a letter leaves by no stroke made before it
// stood there, and a form by no key that is held down.
(() => {
  "use strict";
  const PAUSE = 1200; // milliseconds within which the second key of two must follow
  const DRAWN = 60; // milliseconds after an answer until the next question stands where the keys find it
  const SWITCH = "shouli.single-keys";
  let first = "";
  let timer = 0;
  let keeping = 0;
  const waiting = [];

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
  const press = (stroke, { late = false, repeated = false } = {}) => {
    const both = first ? `${first} ${stroke}` : "";
    const element = (both && find("data-key", both)) || find("data-key", stroke);
    window.clearTimeout(timer);
    first = "";
    if (element) {
      if (!(late && element.closest("#pane-letter")) && !(repeated && element.closest("form"))) {
        act(element);
      }
      return true;
    }
    if ([...scope().querySelectorAll("[data-key]")].some((one) => one.dataset.key.startsWith(`${stroke} `))) {
      first = stroke;
      timer = window.setTimeout(() => { first = ""; }, PAUSE);
    }
    return false;
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
    if (keeping && (stroke.length === 1 || stroke === "Enter")) {
      if (!event.repeat) waiting.push(stroke);
      event.preventDefault();
      return;
    }
    if (press(stroke, { repeated: event.repeat })) event.preventDefault();
  };
  const keeps = ({ verb, path }) => verb === "post" && !/\/lease(\?|$)/.test(path); // taking a case keeps nothing that is said of it
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (keeps(event.detail.requestConfig)) keeping += 1;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!keeps(event.detail.requestConfig)) return;
    keeping = Math.max(0, keeping - 1);
    if (!event.detail.successful) waiting.length = 0;
    window.setTimeout(() => {
      while (waiting.length && !keeping && !isTyping(document.activeElement)) press(waiting.shift(), { late: true });
      if (!keeping) waiting.length = 0;
    }, DRAWN);
  });
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
  window.addEventListener("blur", () => { // the key goes up elsewhere
    for (const element of document.querySelectorAll(".held")) element.classList.remove("held");
  });

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

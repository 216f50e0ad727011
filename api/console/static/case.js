// The page of a case: pages turned, zoomed, rotated; places shown; what was typed kept when the case is drawn anew.
(() => {
  "use strict";
  const STEP = 1.25;
  const one = (selector) => document.querySelector(selector);
  const view = { zoom: 1, turn: 0, boxes: true };

  const show = () => {
    const page = one("#canvas .page");
    if (!page) return;
    page.dataset.turn = String(view.turn);
    page.dataset.zoom = String(Math.round(view.zoom * 100));
    page.querySelector("svg")?.toggleAttribute("hidden", !view.boxes);
    one("[data-boxes]")?.setAttribute("aria-pressed", String(view.boxes));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-boxes]")) view.boxes = !view.boxes;
    else if (button.dataset.zoom) view.zoom = { in: view.zoom * STEP, out: view.zoom / STEP, fit: 1 }[button.dataset.zoom];
    else if (button.matches("[data-rotate]")) view.turn = (view.turn + 90) % 360;
    else return;
    show();
  });
})();

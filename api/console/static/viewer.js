// The pane of pages: turned, zoomed, rotated; a place shown that a question, a finding or a seal speaks of.
// Whatever bears data-page leads to that page, with data-box="x0 y0 x1 y1" (points) to that place.
(() => {
  "use strict";
  const STEP = 1.25;
  const SHARP = 1.5; // enlarged beyond this the picture is asked for at twice the size
  const BOXES = ["main", "all", "none"];
  const SVG = "http://www.w3.org/2000/svg";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const view = { zoom: 1, turn: 0, boxes: 0, box: "" };
  const caseId = () => one(".case")?.dataset.case;
  const number = () => Number(one("#sheet")?.dataset.number || 0);

  const place = (page) => {
    const canvas = one("#canvas");
    const room = canvas.clientWidth - 20;
    const ratio = Number(page.dataset.height) / Number(page.dataset.width);
    const lies = view.turn % 180 !== 0;
    const width = (lies ? room / ratio : room) * view.zoom;
    const height = width * ratio;
    const moves = { 0: "", 90: `translateX(${height}px) rotate(90deg)`, 180: `translate(${width}px, ${height}px) rotate(180deg)`, 270: `translateY(${width}px) rotate(270deg)` };
    page.style.width = `${width}px`;
    page.style.transform = moves[view.turn];
    page.style.marginBottom = lies ? `${width - height}px` : "";
  };
  const sharpen = (picture) => {
    if (view.zoom < SHARP || !picture.dataset.large) return;
    picture.src = picture.dataset.large;
    delete picture.dataset.large;
  };
  const frame = (page) => {
    const svg = one("svg", page);
    one(".asked", svg)?.remove();
    if (!view.box) return null;
    const [x0, y0, x1, y1] = view.box.split(/[ ,]+/).map(Number);
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ class: "ask asked", x: x0 - 3, y: y0 - 3, width: x1 - x0 + 6, height: y1 - y0 + 6, rx: 3 })) rect.setAttribute(name, String(value));
    svg.append(rect);
    return rect;
  };
  const bringIntoView = (rect) => {
    const canvas = one("#canvas");
    if (!rect) { canvas.scrollTop = 0; return; }
    const found = rect.getBoundingClientRect();
    const room = canvas.getBoundingClientRect();
    canvas.scrollTop += found.top - room.top - (room.height - found.height) / 2;
    canvas.scrollLeft += found.left - room.left - (room.width - found.width) / 2;
  };
  const show = (moved) => {
    const page = one("#canvas .page");
    if (!page) return;
    place(page);
    sharpen(one("img", page));
    page.dataset.boxes = BOXES[view.boxes];
    one("[data-boxes]", one("#sheet"))?.setAttribute("aria-pressed", String(view.boxes !== 2));
    const rect = frame(page);
    if (moved) bringIntoView(rect);
    for (const link of all(".sealrow a")) {
      const here = Number(link.dataset.page) === number() && (!view.box || !link.dataset.box || link.dataset.box === view.box);
      link.toggleAttribute("aria-current", here);
      if (here) link.setAttribute("aria-current", "true");
    }
    for (const field of all("[data-current-page]")) if (document.activeElement !== field) { field.value = String(number()); field.defaultValue = field.value; }
    one("[data-large-seals]")?.setAttribute("aria-pressed", String(Boolean(one(".viewer.large"))));
  };
  const ahead = () => {
    const total = Number(one("#sheet")?.dataset.total || 0);
    for (const next of [number() + 1, number() - 1]) {
      if (next >= 1 && next <= total) new Image().src = `/api/v1/cases/${caseId()}/pages/${next}.webp`;
    }
  };
  const go = (to, box) => {
    view.box = box || "";
    if (to === number()) { show(true); return; }
    view.turn = 0;
    window.htmx.ajax("GET", `/cases/${caseId()}/pages/${to}`, { target: "#sheet", swap: "outerHTML" });
  };
  window.addEventListener("resize", () => show(false));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-page]");
    if (link && one("#sheet") && !event.ctrlKey && !event.metaKey && !event.target.closest("[data-choice]")) {
      if (link.matches("a")) event.preventDefault();
      go(Number(link.dataset.page), link.dataset.box);
      return;
    }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("#sheet [data-boxes]")) view.boxes = (view.boxes + 1) % BOXES.length;
    else if (button.dataset.zoom) view.zoom = Math.min(Math.max({ in: view.zoom * STEP, out: view.zoom / STEP, fit: 1 }[button.dataset.zoom], 0.3), 6);
    else if (button.matches("[data-rotate]")) view.turn = (view.turn + 90) % 360;
    else if (button.matches("[data-large-seals]")) { row("seals"); one(".viewer").classList.toggle("large"); }
    else if (button.dataset.row) { row(button.dataset.row); return; }
    else return;
    show(false);
  });
  const row = (name) => {
    for (const nav of all("[data-rows]")) nav.hidden = nav.dataset.rows !== name;
    for (const button of all("[data-row]")) button.setAttribute("aria-pressed", String(button.dataset.row === name));
    if (name !== "seals") one(".viewer").classList.remove("large");
  };
  document.addEventListener("htmx:oobAfterSwap", (event) => { if (event.detail.target?.id === "pane-pages") show(false); });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "sheet" || event.target.id === "sheet") { show(true); ahead(); }
  });

  // The box of a value that was read leads to where it is entered anew; the dialog opens at what is on the page.
  document.addEventListener("click", (event) => {
    const box = event.target.closest("#canvas [data-value]");
    const dialog = one("#form-value");
    if (!dialog || !(box || event.target.closest("[data-opens='form-value']"))) return;
    const forms = [...dialog.querySelectorAll("[data-value]")];
    const form = box ? forms.find((each) => each.dataset.value === box.dataset.value)
      : forms.find((each) => each.dataset.value.startsWith(`${number()} `)) || forms[0];
    const part = form?.closest("details") || one("details", dialog);
    if (part) part.open = true;
    if (!dialog.open) dialog.showModal();
    const field = one("input[type=text]", form || part || dialog);
    field?.focus();
    field?.select();
  });

  // A page drawn onto a material of the checklist is that material's.
  document.addEventListener("dragstart", (event) => {
    const thumb = event.target.closest?.(".thumbs a[data-page]");
    if (!thumb) return;
    event.dataTransfer.setData("text/x-page", thumb.dataset.page);
    event.dataTransfer.effectAllowed = "move";
  });
  const material = (event) =>
    event.dataTransfer?.types.includes("text/x-page") ? event.target.closest?.("[data-material]") : null;
  document.addEventListener("dragover", (event) => {
    const on = material(event);
    for (const other of all("[data-material].over")) if (other !== on) other.classList.remove("over");
    if (on) { event.preventDefault(); on.classList.add("over"); }
  });
  document.addEventListener("drop", (event) => {
    const on = material(event);
    if (!on) return;
    event.preventDefault();
    on.classList.remove("over");
    const page = event.dataTransfer.getData("text/x-page");
    const title = one("#case-title").dataset;
    window.htmx.ajax("POST", `/cases/${caseId()}/page-material`, {
      source: "#case-title", swap: "none", values: { page, material: on.dataset.material, version: title.version, key: title.fresh },
    });
  });

  document.addEventListener("DOMContentLoaded", () => { show(false); ahead(); });
})();

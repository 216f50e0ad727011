// Live: what happens while a page is looked at: a list, or a case while it is being read. One stream for each such window
// that is in sight; it ends when it is not.
(() => {
  "use strict";
  const QUIET = 1500; // milliseconds in which several changes become one look at the counts
  const rail = () => document.getElementById("rail");
  let source = null;
  let last = "";
  let soon = 0;

  const refresh = () => {
    window.clearTimeout(soon);
    soon = window.setTimeout(() => {
      const rows = document.getElementById("rows");
      if (!rail() || !rows || document.hidden) return;
      const address = rail().dataset.refresh;
      const shown = `${address.includes("?") ? "&" : "?"}shown=${rows.dataset.total}`;
      window.htmx.ajax("GET", address + shown, { source: "#fresh", swap: "none" });
    }, QUIET);
  };
  const tell = (name, event) => {
    if (event.lastEventId) last = event.lastEventId;
    document.dispatchEvent(new CustomEvent(`live:${name}`, { detail: JSON.parse(event.data) }));
  };
  const isWanted = () => Boolean(rail() || document.getElementById("reading"));
  const open = () => {
    if (source || document.hidden || !isWanted()) return;
    const after = last || document.body.querySelector("[data-serial]")?.dataset.serial || "";
    source = new EventSource(`/api/v1/events${after ? `?after=${after}` : ""}`);
    source.addEventListener("ready", (event) => { last = event.lastEventId || last; });
    for (const name of ["change", "progress", "missed"]) source.addEventListener(name, (event) => tell(name, event));
  };
  const close = () => { source?.close(); source = null; };

  const look = (event) => {
    const reading = document.getElementById("reading");
    const named = event.detail.case;
    if (reading && (!named || named === document.querySelector(".case").dataset.case)) window.htmx.trigger(reading, "look");
  };
  document.addEventListener("live:change", refresh);
  document.addEventListener("live:missed", refresh);
  document.addEventListener("live:change", look);
  document.addEventListener("live:missed", look);
  document.addEventListener("htmx:afterRequest", () => window.setTimeout(() => (isWanted() ? open() : close()), 50));
  document.addEventListener("live:progress", (event) => {
    for (const place of document.querySelectorAll(`[data-progress="${CSS.escape(event.detail.case)}"]`)) {
      place.textContent = event.detail.phrase;
    }
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  document.addEventListener("session-renewed", () => { close(); open(); });
  document.addEventListener("DOMContentLoaded", open);
})();

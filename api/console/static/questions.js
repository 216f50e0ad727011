// The pane of questions: one question at a time, the next one's heading focused after an answer, its place shown.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const cards = () => [...document.querySelectorAll("#pane-questions [data-question]")];
  let asked = "";
  const answering = new WeakSet(); // requests by which a question is answered; others leave the focus where it is
  let before = [];

  const card = () => cards().find((each) => !each.hidden);
  const heading = (of) => one("h2", of);
  const show = (key, { focus = true, look = true } = {}) => {
    const all = cards();
    const shown = all.find((each) => each.dataset.question === key) || all[0];
    for (const each of all) each.hidden = each !== shown;
    for (const button of document.querySelectorAll("[data-asks]")) {
      if (shown && button.dataset.asks === shown.dataset.question) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    const title = shown ? heading(shown) : one("#said-heading");
    asked = shown ? shown.dataset.question : "";
    if (look && shown && title.dataset.page) title.click();
    if (focus) title?.focus({ preventScroll: false });
    one("#pane-questions").scrollTop = 0;
  };
  const move = (by) => {
    const all = cards();
    if (all.length < 2) return;
    const at = all.indexOf(card());
    show(all[(at + by + all.length) % all.length].dataset.question);
  };

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-ask]");
    if (step) { move(Number(step.dataset.ask)); return; }
    const other = event.target.closest("[data-asks]");
    if (other) { show(other.dataset.asks); return; }
    const choice = event.target.closest("[data-choice], .shot[data-page]");
    const field = choice && one("details[open] [data-pages]", card() || document);
    if (field) {
      event.preventDefault();
      const had = field.value.split(/[,， ]+/).filter(Boolean);
      field.value = [...new Set([...had, choice.dataset.choice || choice.dataset.page])].join(",");
    }
    const strike = event.target.closest("[data-strike]");
    if (strike) for (const radio of document.querySelectorAll("#form-strike [name=finding]")) radio.checked = radio.value === strike.dataset.strike;
    if (event.target.closest("[data-opens='form-page']")) one("[data-current-page]").value = one("#sheet")?.dataset.number || "1";
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details.choose") && event.target.open) one("select, input[type=text], textarea", event.target)?.focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("details.choose form");
    if (form && event.key === "Enter" && event.ctrlKey) { event.preventDefault(); form.requestSubmit(); }
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig?.verb === "post" && event.target.closest?.("#pane-questions")) {
      answering.add(event.detail.xhr);
      before = cards().map((each) => each.dataset.question);
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.requestConfig?.verb !== "post" || !one("#pane-questions")) return;
    const focus = answering.has(event.detail.xhr) && event.detail.successful;
    window.setTimeout(() => {
      if (!event.detail.successful) return;
      const again = focus && cards().find((each) => !before.includes(each.dataset.question)); // taken back: asked again
      show(again ? again.dataset.question : asked, { focus, look: focus });
      if (focus && before.length && !cards().length) document.dispatchEvent(new Event("allanswered"));
    }, 40);
  });
  window.addEventListener("load", () => { if (one("#pane-questions")) show("", { focus: false, look: !location.search.includes("page=") }); });
})();

// Evidence beside a question, on the desk and on a case's page: the ink alone, without what was printed beneath it.
(() => {
  "use strict";
  const tell = () => {
    const alone = String(document.body.classList.contains("ink-only"));
    for (const button of document.querySelectorAll("[data-ink]")) button.setAttribute("aria-pressed", alone);
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-ink]")) return;
    document.body.classList.toggle("ink-only");
    tell();
  });
  document.addEventListener("htmx:afterSettle", tell);
})();

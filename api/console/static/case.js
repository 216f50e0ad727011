// The page of a case: forms carry the version that is shown; what was typed stays when the case is drawn anew.
(() => {
  "use strict";
  const ENDS = "（占用将到期）";
  const one = (selector) => document.querySelector(selector);
  const typed = new Map();
  let opened = "";
  let isPending = false; // what was typed is not back in its places yet
  let isBehind = false; // the case was to be drawn anew while something in it was being filled in

  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
  const fields = () => [...document.querySelectorAll(".case form input, .case form textarea, .case form select, dialog form input, dialog form textarea, dialog form select")]
    .filter((field) => field.name && !["hidden", "submit", "button"].includes(field.type));
  const nameOf = (field) => `${field.form.getAttribute("action")} ${field.id || field.name} ${isTicked(field) ? field.value : ""}`;
  const isChanged = (field) => {
    if (isTicked(field)) return field.checked !== field.defaultChecked;
    if (field.type === "file") return field.files.length > 0;
    if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected);
    return field.value !== field.defaultValue;
  };

  const remember = (done) => {
    if (!isPending || done) typed.clear();
    isPending = true;
    opened = done ? "" : document.querySelector(".case dialog[open]")?.id || "";
    for (const field of fields()) {
      if (!isChanged(field) || (done && field.form === done)) continue;
      typed.set(nameOf(field), isTicked(field) ? field.checked : field.type === "file" ? field.files : field.value);
    }
  };
  const stamp = () => { // whatever was fetched later is said of the case as its title shows it
    const title = one("#case-title");
    if (!title) return;
    for (const field of document.querySelectorAll("input[name=version]")) field.value = title.dataset.version;
    for (const field of document.querySelectorAll("input[name=key]")) field.value = title.dataset.fresh;
  };
  const restore = () => { // once: what is typed after it is newer
    if (!isPending) { stamp(); return; }
    isPending = false;
    for (const field of fields()) {
      const value = typed.get(nameOf(field));
      if (value === undefined) continue;
      if (isTicked(field)) field.checked = value;
      else if (field.type === "file") field.files = value;
      else field.value = value;
    }
    if (opened) { const dialog = document.getElementById(opened); if (dialog && !dialog.open) dialog.showModal(); }
    stamp();
  };
  const isOfTheCase = (event) => {
    const asked = event.detail.requestConfig;
    if (!one(".case") || !asked || event.detail.xhr?.status === 204) return false;
    return asked.verb === "post" || asked.path.endsWith("/panes");
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isOfTheCase(event)) return;
    const isOpen = Boolean(one(".case dialog[open]"));
    isBehind = isOpen && event.detail.requestConfig.verb === "get";
    if (isBehind) { // not under somebody's hands: when the dialog closes
      event.detail.shouldSwap = false;
      return;
    }
    const done = /announce/.test(event.detail.xhr.getResponseHeader("HX-Trigger") || "");
    remember(done ? event.detail.requestConfig.elt.closest("form") : null);
    if (done) event.detail.requestConfig.elt.closest("#around")?.close();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (isOfTheCase(event)) restore(); else stamp();
    const ends = one("#lease")?.hasAttribute("data-ends");
    if (one(".case")) document.title = (ends ? ENDS : "") + document.title.replace(ENDS, "");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (isOfTheCase(event) && event.detail.successful) window.setTimeout(restore, 30); // where nothing but parts out of band was swapped
  });
  document.addEventListener("close", (event) => { // an uncovered page is looked at once
    if (event.target.id === "form-look") one("#look-content").replaceChildren();
    if (!isBehind) return;
    isBehind = false;
    window.htmx.ajax("GET", `/cases/${one(".case").dataset.case}/panes`, { source: ".case", swap: "none" });
  }, true);
  document.addEventListener("click", (event) => {
    const around = event.target.closest("[data-around]");
    if (around && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const dialog = document.getElementById("around");
      if (!dialog.open) dialog.showModal();
      window.htmx.ajax("GET", around.dataset.around, { target: "#around-content", swap: "innerHTML" });
    }
    if (event.target.closest("#around a[data-page]")) document.getElementById("around").close();
    if (event.target.closest("[data-dismiss]")) event.target.closest("[data-dismiss]").closest(".note")?.remove();
  });
})();

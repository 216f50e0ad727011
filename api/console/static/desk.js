// The desk: the cursor moves over the rows, the row under it unfolds, selected rows are given out, counts stay fresh.
(() => {
  "use strict";
  const QUIET = 120; // milliseconds that the cursor rests before a row is fetched
  const rows = () => [...document.querySelectorAll("#rows .row")];
  const here = () => document.querySelector("#rows .row.here");
  let rest = 0;

  const unfold = (row) => {
    const place = row.querySelector(".open");
    if (place.childElementCount || !window.htmx) return;
    window.clearTimeout(rest);
    rest = window.setTimeout(() => {
      window.htmx.ajax("GET", `/desk/rows/${row.dataset.case}`, { target: place, swap: "innerHTML" });
    }, QUIET);
  };
  const goTo = (row) => {
    const before = here();
    if (!row || row === before) return;
    if (before) {
      before.classList.remove("here");
      before.removeAttribute("aria-current");
      before.querySelector(".who a").removeAttribute("data-key");
    }
    row.classList.add("here");
    row.setAttribute("aria-current", "true");
    row.querySelector(".who a").dataset.key = "Enter";
    row.scrollIntoView({ block: "nearest" });
    unfold(row);
  };
  const keepInSight = (event) => { // what unfolds, and each of its pictures, makes the row longer
    event.target.closest?.("#rows .row.here .open")?.closest(".row").scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:afterSettle", keepInSight);
  document.addEventListener("load", keepInSight, true);
  const regroup = (when) => { // an answer may give a case another due date: it goes where it is due now
    const row = when.closest("#rows .row");
    const group = row?.closest("ol").previousElementSibling;
    if (!row || group.textContent === when.dataset.group) return;
    row.classList.remove("today", "late");
    if (when.dataset.look) row.classList.add(when.dataset.look);
    const list = row.parentElement;
    let heading = [...document.querySelectorAll("#rows h2.group")].find((one) => one.textContent === when.dataset.group);
    if (!heading) {
      heading = group.cloneNode(true);
      heading.className = `group ${when.dataset.look}`;
      heading.querySelector("b").textContent = when.dataset.group;
      list.after(heading, document.createElement("ol"));
    }
    heading.nextElementSibling.append(row);
    if (!list.childElementCount) { list.remove(); group.remove(); }
    row.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target?.matches(".when")) regroup(document.getElementById(event.detail.target.id));
  });
  const move = (steps, selects) => {
    const all = rows();
    const at = all.indexOf(here());
    if (selects && at >= 0) all[at].querySelector("input[name=case]").checked = true;
    goTo(all[Math.min(Math.max(at + steps, 0), all.length - 1)]);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) { move(Number(button.dataset.move), "select" in button.dataset); return; }
    const row = event.target.closest("#rows .row");
    if (row && !event.target.closest("a, button, input, label")) goTo(row);
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.id !== "assign-form") return;
    const current = here();
    if (!document.querySelector("#rows input[name=case]:checked") && current) {
      event.detail.parameters.append("case", current.dataset.case);
    }
  });
  let byKey = false; // going through choices by arrows changes at every step: what is wanted is asked for by Enter
  document.addEventListener("pointerdown", () => { byKey = false; });
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.(".filters select")) return;
    byKey = true;
    if (event.key === "Enter") event.target.form.requestSubmit();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches(".filters select") && !byKey) event.target.form.requestSubmit();
  });
})();

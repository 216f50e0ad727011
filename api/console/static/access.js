// A session that is over: the page stays, a strip asks for the password, then what was asked is asked again.
(() => {
  "use strict";
  let asked = null; // the request that was refused, to be repeated
  const focus = () => { // what a page looks up by itself takes no focus away: somebody may be typing
    if (asked?.verb === "post") document.querySelector("#strip input:not([type=hidden])")?.focus();
  };

  document.addEventListener("htmx:afterRequest", (event) => {
    const detail = event.detail;
    const verb = detail.requestConfig?.verb;
    if (detail.xhr?.status !== 401 || (asked?.verb === "post" && verb !== "post")) return; // what was typed goes first
    asked = { verb, element: detail.elt, path: detail.pathInfo.requestPath, values: detail.requestConfig.parameters, target: detail.target };
    focus();
  });
  document.addEventListener("session-expired", () => {
    const strip = document.getElementById("strip");
    if (strip.querySelector("form")) return;
    window.htmx.ajax("GET", "/login/strip", { target: strip }).then(focus);
  });
  document.addEventListener("session-renewed", (event) => {
    const word = event.detail.csrf;
    document.getElementById("strip").replaceChildren();
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRF-Token": word }));
    for (const field of document.querySelectorAll("input[name=csrf]")) field.value = word;
    const again = asked;
    asked = null;
    if (!again?.element?.isConnected) return;
    const values = {};
    for (const [name, value] of Object.entries(again.values)) values[name] = name === "csrf" ? word : value;
    window.htmx.ajax(again.verb.toUpperCase(), again.path, { source: again.element, target: again.target, values });
  });
})();

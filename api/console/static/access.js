// A session that is over: the page stays, a strip asks for the password, then what was asked is asked again.
(() => {
  "use strict";
  let asked = null; // the request that was refused, to be repeated

  document.addEventListener("htmx:afterRequest", (event) => {
    const detail = event.detail;
    if (detail.xhr?.status === 401 && detail.requestConfig?.verb === "post") {
      asked = { element: detail.elt, path: detail.pathInfo.requestPath, values: detail.requestConfig.parameters, target: detail.target };
    }
  });
  document.addEventListener("session-expired", () => {
    const strip = document.getElementById("strip");
    if (strip.querySelector("form")) return;
    window.htmx.ajax("GET", "/login/strip", { target: strip }).then(() => {
      strip.querySelector("input:not([type=hidden])")?.focus();
    });
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
    window.htmx.ajax("POST", again.path, { source: again.element, target: again.target, values });
  });
})();

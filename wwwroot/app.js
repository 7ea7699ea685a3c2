// The one script: theme before the first paint, clocks, keys, copying. Everything else is the server's.
(() => {
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => { root.dataset.theme = stored() ?? (dark.matches ? "dark" : "light"); };
  paint();
  dark.addEventListener("change", paint);
  const turn = () => {
    try { localStorage.setItem("theme", root.dataset.theme === "dark" ? "light" : "dark"); } catch { /* private window: the choice is not kept */ }
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  };

  // ages tick here; a clock of the cluster that is ahead of ours gives 0:00, never a negative age
  const two = n => String(n).padStart(2, "0");
  const age = ms => {
    const s = Math.max(0, Math.floor(ms / 1000));
    if (s >= 172800) return Math.floor(s / 86400) + " d";
    if (s >= 3600) return Math.floor(s / 3600) + ":" + two(Math.floor(s % 3600 / 60)) + ":" + two(s % 60);
    return Math.floor(s / 60) + ":" + two(s % 60);
  };
  const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const tick = () => {
    const now = Date.now();
    for (const e of document.querySelectorAll("[data-since]")) put(e, age(now - Date.parse(e.dataset.since)));
    for (const e of document.querySelectorAll("[data-until]")) put(e, age(Date.parse(e.dataset.until) - now));
  };
  let asked = false;
  const openDialogs = () => { for (const d of document.querySelectorAll("dialog[data-modal]:not([open])")) d.showModal(); };
  const soon = () => { if (!asked) { asked = true; requestAnimationFrame(() => { asked = false; tick(); openDialogs(); }); } };
  addEventListener("DOMContentLoaded", () => {
    tick();
    setInterval(tick, 1000);
    new MutationObserver(soon).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-since", "data-until"] });
  });

  addEventListener("click", async event => {
    const copy = event.target.closest?.("[data-copy], [data-copy-from]");
    if (event.target.closest?.("[data-testid=theme-switch]")) turn();
    if (copy) {
      // a long text stands on the page once: it is copied from there
      const parts = () => [...document.querySelectorAll(`#${copy.dataset.copyFrom} [data-copy-part=""]`)].map(e => e.textContent).join("");
      try { await navigator.clipboard.writeText(copy.dataset.copy ?? parts()); copy.classList.add("ok"); } catch { copy.classList.add("bad"); }
    }
  });
  addEventListener("change", event => {
    if (event.target.matches?.("[data-submit-on-change]")) event.target.form.requestSubmit();
  });
  const typing = target => target.matches?.("input, select, textarea, [contenteditable]");
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const does = {
      "/": () => document.getElementById("search")?.focus(),
      "s": () => document.querySelector("[data-testid=action-scale]")?.click(),
      "p": () => document.querySelector("[data-testid=action-present], [data-testid=present-leave]")?.click(),
      "t": turn,
      "?": () => document.getElementById("keyboard-help")?.showModal(),
    }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
})();

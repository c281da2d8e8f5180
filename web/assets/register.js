// The register of tasks: coming back from a task, its line is seen again; the arrow keys go from line to line.
(() => {
  const LINK = ".register:not(.reading) tbody a";

  // The address of the list remembers the line before it is left, so that the browser's own way back finds it too.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(LINK);
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const here = new URL(location.href);
      here.searchParams.set("task", new URL(link.href).searchParams.get("task"));
      history.replaceState(history.state, "", here);
    },
    true,
  );

  // Streamlit draws the table after the page has loaded, and again after each click on a filter.
  let seen = "";
  new MutationObserver(() => {
    if (location.pathname !== "/register") seen = "";
    const line = document.querySelector(".register tr.here");
    const code = line && new URL(line.querySelector("a").href).searchParams.get("task");
    if (!code || code === seen) return;
    seen = code;
    line.scrollIntoView({ block: "center" });
    line.querySelector("a").focus({ preventScroll: true });
  }).observe(document, { childList: true, subtree: true });

  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const link = document.activeElement?.closest?.(LINK);
    if (!step || !link) return;
    const links = [...document.querySelectorAll(LINK)];
    const next = links[links.indexOf(link) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();

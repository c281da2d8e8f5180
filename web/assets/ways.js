// Ways through the app: a link in a page opens another page without loading the frame anew, going back finds the place
// that was left, and a few keys.
(() => {
  const PLACES = "tiendo.places";
  const FOUND_WITHIN = 10_000;
  const STAYS = 60; // pictures on the screen, a second
  const main = () => document.querySelector('[data-testid="stMain"]');
  const here = () => location.pathname + location.search;

  // Where a page was left, by its address; the last hundred.
  const places = () => JSON.parse(sessionStorage.getItem(PLACES) ?? "[]");
  const rememberPlace = () => {
    const others = places().filter(([address]) => address !== here());
    sessionStorage.setItem(PLACES, JSON.stringify([...others, [here(), main()?.scrollTop ?? 0]].slice(-100)));
  };
  // Going back to another page loads it (page.js); then it is scrolled there as soon as it is long enough, until it stays so
  // or somebody moves it: Streamlit goes to its top once more while it draws.
  const top = new Map(places()).get(here());
  sessionStorage.setItem(PLACES, JSON.stringify(places().filter(([address]) => address !== here())));
  if (top && performance.getEntriesByType("navigation")[0]?.type !== "navigate") {
    const until = performance.now() + FOUND_WITHIN;
    let stays = 0;
    let isMoved = false;
    for (const move of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(move, () => (isMoved = true), { once: true });
    const scroll = () => {
      const page = main();
      const isLong = page && page.scrollHeight - page.clientHeight >= top;
      stays = isLong && Math.abs(page.scrollTop - top) < 2 ? stays + 1 : 0;
      if (isMoved || stays > STAYS || performance.now() > until) return;
      if (isLong) page.scrollTop = top;
      requestAnimationFrame(scroll);
    };
    scroll();
  }

  // The page itself does not change its address: it writes it into a box, and the server leads there (ui/base/ways.py).
  // A page is one step back, however often its parameters were written. On the way to the next page Streamlit writes those
  // of that page into the address of this one: they are taken out again, for going back.
  let left = null;
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    if (new URL(address, location.href).pathname === location.pathname) return void history.replaceState(state, title, address);
    if (left) history.replaceState(history.state, "", left);
    left = null;
    push(state, title, address);
  };
  let turn = 0;
  const follow = (link) => {
    const box = document.querySelector(".st-key-shell_way input");
    if (!box || link.pathname === location.pathname) return void location.assign(link.href);
    turn += 1;
    left = location.href;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, `${Date.now()}.${turn} ${link.pathname}${link.search}`);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("focusout", { bubbles: true }));
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('[data-testid="stMain"] a[href]');
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.origin === location.origin) rememberPlace();
    if (!link.closest('[data-testid="stHtml"], [data-testid="stMarkdown"]') || link.origin !== location.origin || link.hash) return;
    event.preventDefault();
    follow(link);
  });

  // "/" to search, "?" for what keys there are. The words are in the page (web/index_page.py).
  const isTyping = (element) =>
    element?.closest?.('input, textarea, select, [contenteditable="true"], [role="textbox"], [role="spinbutton"], [data-testid="stDataFrame"]');
  const search = () => {
    const box = document.querySelector('[data-testid="stMain"] .st-key-q input') ?? document.querySelector(".st-key-shell_words input");
    if (box && !box.checkVisibility()) document.querySelector('[data-testid="stExpandSidebarButton"] button, button[data-testid="stExpandSidebarButton"]')?.click();
    box?.focus();
    box?.select();
  };
  const help = () => {
    if (document.querySelector("dialog.keys")?.open) return;
    const { title, close, keys } = JSON.parse(document.querySelector('meta[name="keys"]').content);
    const dialog = document.createElement("dialog");
    dialog.className = "keys";
    dialog.setAttribute("aria-label", title);
    const heading = document.createElement("h2");
    heading.textContent = title;
    const list = document.createElement("dl");
    for (const [key, words] of keys) {
      const [term, meaning, mark] = ["dt", "dd", "kbd"].map((name) => document.createElement(name));
      mark.textContent = key;
      term.append(mark);
      meaning.textContent = words;
      list.append(term, meaning);
    }
    const button = document.createElement("button");
    button.textContent = close;
    button.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    dialog.append(heading, list, button);
    (document.querySelector(".stApp") ?? document.body).append(dialog);
    dialog.showModal();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const way = { "/": search, "?": help }[event.key];
    if (!way) return;
    event.preventDefault();
    way();
  });
})();

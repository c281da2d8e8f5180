// What only the browser can do for a page: copy its address, save a chart as a picture, print it whole.
(() => {
  const WIDTH = 1000;
  const TITLE_HEIGHT = 34;
  // Pages that hold what is not in their address (a chosen file, a grid): opened anew they would lose it.
  const HOLDING = ["/upload-report", "/fill-in-report"];

  // Streamlit hears of the click, and says that the address is copied, when it is. Without https a browser lets nobody
  // write its clipboard; then the address is shown, marked, to be copied by hand.
  let isCopied = false;
  const copyAddress = async (event) => {
    const button = event.target.closest?.(".st-key-copy_address button");
    if (!button || isCopied) return;
    event.stopPropagation();
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      prompt(document.querySelector('meta[name="copy-by-hand"]').content, location.href);
      return;
    }
    isCopied = true;
    button.click();
    isCopied = false;
  };

  // The picture carries what stands around the chart on the page: its question, the marks and the filters.
  const savePicture = (chart, format) => {
    const options = chart._context.toImageButtonOptions;
    const shown = { title: chart.layout.title, margin: chart.layout.margin };
    const lines = options.lines.length;
    const top = TITLE_HEIGHT * (lines + 1);
    const text = options.lines.map((line, at) => (at ? `<span style="font-size:0.7em">${line}</span>` : line)).join("<br>");
    Object.assign(options, { format, width: WIDTH, height: chart.layout.height + top });
    chart.layout.title = { text, x: 0, xref: "paper", y: 1, yref: "container", yanchor: "top", pad: { t: 14 } };
    chart.layout.margin = { ...shown.margin, t: (shown.margin?.t ?? 0) + top };
    const save = chart._fullLayout._modeBar.buttons.flat().find((button) => button.name === "toImage");
    save.click(chart);
    Object.assign(chart.layout, shown);
  };

  // Paper is white, whatever the screen: app.css draws a page light that is marked so.
  addEventListener("beforeprint", () => {
    const app = document.querySelector(".stApp");
    const isDark = app && getComputedStyle(app).colorScheme === "dark";
    document.documentElement.classList.toggle("printed-light", Boolean(isDark));
  });
  addEventListener("afterprint", () => document.documentElement.classList.remove("printed-light"));

  // A sheet that is parted from the others still says what it is of: the page, the marks, the day and the filters.
  // A table of many columns lays all sheets across.
  const frame = () => [...document.styleSheets].find((one) => one.href?.endsWith("/ui/app.css"));
  let added = null;
  addEventListener("beforeprint", () => {
    if (added !== null || !frame()) return;
    const texts = [".stMain h1", ".paper-notes"].map((place) => document.querySelector(place)?.textContent.trim());
    const words = CSS.escape(texts.filter(Boolean).join(" · "));
    const isAcross = [...document.querySelectorAll(".many-columns")].some((one) => !one.closest("details:not([open])"));
    const look = "font: 8pt sans-serif; color: #52606d; white-space: normal; text-align: left; width: 100%;";
    added = frame().cssRules.length;
    const size = isAcross ? "size: A4 landscape; margin: 20mm 15mm 15mm 20mm;" : "";
    frame().insertRule(`@page { ${size} @top-left { content: "${words}"; ${look} } }`, added);
  });
  addEventListener("afterprint", () => {
    if (added !== null) frame()?.deleteRule(added);
    added = null;
  });

  // A chart is drawn for the width of the screen; on paper it shrinks as a whole instead of being cut off.
  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
      const { offsetWidth: width, offsetHeight: height } = box;
      if (!width || !height) continue;
      box.style.aspectRatio = `${width} / ${height}`;
      box.style.setProperty("--drawn", `${width}px`);
      for (const layer of box.querySelectorAll(":scope > .main-svg")) layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
  });

  addEventListener("afterprint", () => {
    for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
      box.style.aspectRatio = "";
      box.style.removeProperty("--drawn");
      for (const layer of box.querySelectorAll(":scope > .main-svg")) layer.removeAttribute("viewBox");
    }
  });

  // Before Streamlit hears of it: nothing has to run on the server.
  document.addEventListener(
    "click",
    (event) => {
      const holder = event.target.closest?.('[class*="st-key-picture_"]');
      const named = holder && event.target.closest("button") && /st-key-picture_(png|svg)_(\S+)/.exec(holder.className);
      const chart = named && document.querySelector(`.st-key-${named[2]} .js-plotly-plot`);
      if (!chart) return;
      event.stopPropagation();
      event.preventDefault();
      savePicture(chart, named[1]);
    },
    true,
  );
  // Going back to another page, Streamlit asks for it with the query of the page left. Load it by its own address instead.
  let page = location.pathname;
  for (const way of ["pushState", "replaceState"]) {
    const asBefore = history[way].bind(history);
    history[way] = (...given) => {
      asBefore(...given);
      page = location.pathname;
    };
  }
  addEventListener("popstate", (event) => {
    if ([page, ...HOLDING].includes(location.pathname) || HOLDING.includes(page)) return;
    event.stopImmediatePropagation();
    location.reload();
  });

  // Streamlit opens links in a new tab; saved filters belong in this one, unless a key asks for another.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.('[class*="st-key-saved_views"] a');
      if (!link || link.origin !== location.origin || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      location.assign(link.href);
    },
    true,
  );
  document.addEventListener("click", copyAddress, true);

  // Streamlit draws the groups of its menu as boxes inside the list, which no list may hold: each is a list of its own.
  const menuOfLists = () => {
    const items = document.querySelector('[data-testid="stSidebarNavItems"]:not([role])');
    if (!items) return;
    items.setAttribute("role", "presentation");
    for (const header of items.querySelectorAll('[data-testid="stNavSectionHeader"]')) {
      header.parentElement.setAttribute("role", "list");
      header.parentElement.setAttribute("aria-label", header.querySelector("p")?.textContent ?? "");
    }
  };
  new MutationObserver(menuOfLists).observe(document.documentElement, { childList: true, subtree: true });
})();

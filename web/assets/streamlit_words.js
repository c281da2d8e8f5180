// Streamlit has no setting for its own words. This puts them into Vietnamese as they appear on the page.
(() => {
  const { words, patterns } = __WORDS__;
  const rules = patterns.map(([from, to]) => [new RegExp(from), to]);
  window[Symbol.for("react-aria.i18n.locale")] = "vi-VN";
  Object.defineProperty(navigator, "language", { get: () => "vi-VN" });
  Object.defineProperty(navigator, "languages", { get: () => ["vi-VN", "vi"] });

  const ATTRIBUTES = ["aria-label", "alt", "placeholder", "title", "data-title"];
  const OURS = '[data-testid="stMarkdownContainer"], [data-testid="stDataFrame"] table, pre, code, textarea';
  const STREAMLITS = '[data-testid="stFileUploader"], [data-testid="stMainMenuPopover"], [role="dialog"]';

  const inVietnamese = (text) => {
    const key = text.trim();
    if (!key) return null;
    if (Object.hasOwn(words, key)) return text.replace(key, words[key]);
    for (const [from, to] of rules) if (from.test(key)) return text.replace(key, key.replace(from, to));
    return null;
  };
  const rewordText = (node) => {
    const parent = node.parentElement;
    if (!parent || (parent.closest(OURS) && !parent.closest(STREAMLITS))) return;
    const reworded = inVietnamese(node.nodeValue);
    if (reworded !== null) node.nodeValue = reworded;
  };
  const rewordElement = (element) => {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const reworded = value && inVietnamese(value);
      if (reworded) element.setAttribute(name, reworded);
    }
  };
  const reword = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return rewordText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    rewordElement(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) rewordText(node);
      else rewordElement(node);
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") rewordText(change.target);
      else if (change.type === "attributes") rewordElement(change.target);
      else change.addedNodes.forEach(reword);
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
})();

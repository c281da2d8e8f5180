// When the server closes the socket, ask whether we are still signed in; if not, go and sign in, and come back. What was
// typed and not yet sent waits in this tab, for an hour, for the same person.
(() => {
  const KEPT = "tiendo.typed";
  const KEPT_FOR = 3_600_000;
  const TYPED = ':is([data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input[type="text"])';
  const here = () => location.pathname + location.search;
  const key = (field) => /st-key-\S+/.exec(field.closest('[class*="st-key-"]')?.className)?.[0];

  // What stands in a box without having been typed, the server writes there again.
  const typedInto = new Set();
  document.addEventListener("input", (event) => event.target.matches?.(TYPED) && typedInto.add(key(event.target)), true);

  const keepTyped = () => {
    const fields = [...document.querySelectorAll(TYPED)].filter((field) => typedInto.has(key(field)));
    const kept = { user, page: here(), at: Date.now(), fields: fields.map((field) => [key(field), field.value]) };
    if (user && fields.length) sessionStorage.setItem(KEPT, JSON.stringify(kept));
  };
  // Into a field that Streamlit draws: React hears of a value only when it is set like this.
  const fill = (field, text) => {
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("focusout", { bubbles: true }));
  };
  const putBack = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept) return;
    if (kept.user !== user || Date.now() - kept.at > KEPT_FOR) return sessionStorage.removeItem(KEPT);
    if (kept.page !== here()) return;
    const seen = new MutationObserver(() => {
      kept.fields = kept.fields.filter(([name, text]) => {
        const field = document.querySelector(`.${CSS.escape(name)} ${TYPED}`);
        if (field) fill(field, text);
        return !field;
      });
      if (kept.fields.length) return;
      seen.disconnect();
      sessionStorage.removeItem(KEPT);
    });
    seen.observe(document.documentElement, { childList: true, subtree: true });
  };

  let user = null;
  const whoAmI = async () => {
    const answer = await fetch("/session", { cache: "no-store" });
    if (answer.ok) user = (await answer.json()).user;
    return answer.status;
  };
  whoAmI().then(putBack, () => {});

  const signIn = () => {
    keepTyped();
    location.assign("/sign-in?ended=1&next=" + encodeURIComponent(here()));
  };
  // Leaving the page closes the socket as well; then the page left for is the right one.
  const PATIENCE = 3000;
  let leftAt = -PATIENCE;
  addEventListener("beforeunload", () => (leftAt = performance.now()));
  const checkSession = async () => {
    if (performance.now() - leftAt < PATIENCE) return void setTimeout(checkSession, PATIENCE);
    try {
      if ((await whoAmI()) === 401) signIn();
    } catch {
      // The server is away; Streamlit says so and tries again.
    }
  };
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("close", checkSession);
    }
  };
  // A page kept by the browser must not be shown by "back" after signing out.
  addEventListener("pageshow", (event) => event.persisted && checkSession());
  // Who changes the language stays where they are.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.('a[href*="/language/"]');
      if (!link || link.origin !== location.origin) return;
      event.preventDefault();
      location.assign(link.pathname + "?next=" + encodeURIComponent(here()));
    },
    true,
  );
})();

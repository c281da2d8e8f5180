// When the server closes the socket, ask whether we are still signed in; if not, go and sign in, and come back.
(() => {
  const signIn = () => {
    const here = location.pathname + location.search;
    location.assign("/sign-in?next=" + encodeURIComponent(here));
  };
  // Leaving the page closes the socket as well; then the page left for is the right one.
  const PATIENCE = 3000;
  let leftAt = -PATIENCE;
  addEventListener("beforeunload", () => (leftAt = performance.now()));
  const checkSession = async () => {
    if (performance.now() - leftAt < PATIENCE) return void setTimeout(checkSession, PATIENCE);
    try {
      const answer = await fetch("/session", { cache: "no-store" });
      if (answer.status === 401) signIn();
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
  // Streamlit opens links in a new tab; those that change the language belong in this one.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.('a[href*="/language/"]');
      if (!link || link.origin !== location.origin) return;
      event.preventDefault();
      const here = location.pathname + location.search;
      location.assign(link.pathname + "?next=" + encodeURIComponent(here));
    },
    true,
  );
})();

// A second click on the button must not send the form again while the first is under way.
addEventListener("submit", (event) => {
  // Later, since a button that is disabled now is left out of what is sent.
  setTimeout(() => event.submitter && (event.submitter.disabled = true));
});
addEventListener("pageshow", () => document.querySelectorAll("button[disabled]").forEach((b) => (b.disabled = false)));
// In the demo, a sample account fills the form.
addEventListener("click", (event) => {
  const sample = event.target.closest?.("[data-name]");
  if (!sample) return;
  document.querySelector("#name").value = sample.dataset.name;
  document.querySelector("#password").value = sample.dataset.password;
  document.querySelector("button[type=submit]").focus();
});

// A second click on the button must not send the form again while the first is under way.
addEventListener("submit", (event) => {
  const button = event.target.querySelector("button[type=submit]");
  if (button) button.disabled = true;
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

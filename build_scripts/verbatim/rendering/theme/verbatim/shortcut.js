// The key / leads to the search; its switch is on the Find page (WCAG 2.1.4).
const NAME = "verbatim.slash";
const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])";
const choice = document.getElementById("find-slash");

// Without storage it throws, and is on.
function isOff() {
  try {
    return localStorage.getItem(NAME) === "off";
  } catch {
    return false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest(TYPING) || isOff()) return;
  event.preventDefault();
  const box = document.querySelector("[role=search] input[type=search]");
  if (!box?.offsetParent) return document.getElementById("find-link").click();
  box.focus();
  box.select();
});

if (choice) {
  choice.checked = !isOff();
  choice.addEventListener("change", () => localStorage.setItem(NAME, choice.checked ? "on" : "off"));
}

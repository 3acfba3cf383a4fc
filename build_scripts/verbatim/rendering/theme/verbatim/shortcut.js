// The key / leads to the search from every page: to the page's search box, or else to the Find page.
// A single-key shortcut needs a switch (WCAG 2.1.4): a box on the Find page.
const NAME = "verbatim.slash";
const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])";
const choice = document.getElementById("find-slash");

// A browser without storage throws here; then the shortcut is on.
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
  if (!box) return document.getElementById("find-link").click();
  box.focus();
  box.select();
});

if (choice) {
  choice.checked = !isOff();
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, "off");
  });
}

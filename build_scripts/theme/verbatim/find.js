// The Find page: Pagefind's index behind one form. The words stand in the address (?q=), so a search can be shared.
const form = document.getElementById("find");
const box = document.getElementById("find-words");
const list = document.getElementById("find-results");
const count = document.getElementById("find-count");
const MOST = 30;
let latest = 0;
let engine;

// Loaded with the first search only; its address is relative, so the site works under any path.
async function pagefind() {
  if (!engine) {
    engine = await import(new URL("../pagefind/pagefind.js", import.meta.url).href);
    await engine.init();
  }
  return engine;
}

function element(name, className, children = []) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

// Pagefind escapes the text of an excerpt and adds only <mark>.
function excerpt(html) {
  const made = element("p", "v-hit");
  made.innerHTML = html;
  return made;
}

function link(address, text, className) {
  const made = element("a", className, [text]);
  made.href = address;
  return made;
}

// The whole page first, then each excerpt of it that has the words.
function row(result) {
  const parts = [];
  if (result.meta.status) parts.push(element("span", "v-chip", [result.meta.status]));
  parts.push(link(result.url, result.meta.title, "v-row-claim"));
  const places = result.sub_results.filter((place) => place.url !== result.url);
  if (places.length === 0) parts.push(excerpt(result.excerpt));
  for (const place of places.slice(0, 3)) {
    parts.push(element("div", "v-place", [link(place.url, place.title, ""), excerpt(place.excerpt)]));
  }
  return element("li", "v-row", parts);
}

async function find(words) {
  const turn = ++latest;
  if (!words) {
    list.replaceChildren();
    count.textContent = "";
    return;
  }
  count.textContent = "Searching …";
  try {
    const found = await (await pagefind()).search(words);
    const results = await Promise.all(found.results.slice(0, MOST).map((result) => result.data()));
    if (turn !== latest) return;
    list.replaceChildren(...results.map(row));
    const number = found.results.length;
    const shown = number > MOST ? `, the first ${MOST} shown` : "";
    count.textContent = number === 0 ? "No claim has these words." : `${number} ${number === 1 ? "claim" : "claims"}${shown}`;
  } catch {
    count.textContent = "The search index could not be loaded. All claims stand under “All claims”.";
  }
}

function remember(words) {
  const address = new URL(location.href);
  if (words) address.searchParams.set("q", words);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

let pause;
box.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    remember(box.value.trim());
    find(box.value.trim());
  }, 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  remember(box.value.trim());
  find(box.value.trim());
});
box.value = new URLSearchParams(location.search).get("q") ?? "";
find(box.value.trim());

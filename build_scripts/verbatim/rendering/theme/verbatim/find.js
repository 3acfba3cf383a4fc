// The Find page. Words go to Pagefind; its hits are joined with our index by claim id. Filters need only our index.
// The form holds the state; the address repeats it, to be shared.
const ROWS = 30; // shown at a time
const HITS = 300; // read, the best first
const ROOT = new URL("../", import.meta.url); // relative, so that the site works under any path

const at = (id) => document.getElementById(id);
const form = at("find");
const box = at("find-words");
const sort = form.elements.sort;
const count = at("find-count");
const list = at("find-results");
const more = at("find-more");

// The filters. Their places are known once the index is loaded.
const choices = [...document.querySelectorAll(".v-facet input")].map((input) => (
  { input, facet: input.name, place: -1, label: input.closest("label") }
));

let index = window.verbatimIndex; // api/v1/facets.json; set by the offline copy
const OFFLINE = index !== undefined;
let loading;
let engine; // Pagefind, loaded with the first words
let last = { words: "", hits: null };
let sorted = null; // what the reader chose, if not the default
let latest = 0; // the newest search; older ones are dropped
let rows = ROWS;

function make(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function link(path, text, className = "") {
  const made = make("a", className, text);
  made.href = new URL(OFFLINE ? `${path}index.html` : path, ROOT).href;
  return made;
}

// The query

// Phones write typographic quotation marks; Pagefind needs straight ones.
const asked = () => box.value.replace(/[“”„‟«»]/g, '"').trim();
const ranked = (words) => words !== "" && !OFFLINE;
const usual = (words) => (ranked(words) ? "relevance" : "date");

function query() {
  const params = new URLSearchParams(new FormData(form));
  params.set("q", box.value.trim());
  if (!asked()) params.delete("q");
  if (!sorted) params.delete("sort");
  const text = params.toString();
  return text && `?${text}`;
}

function restore(search) {
  const params = new URLSearchParams(search);
  box.value = params.get("q") ?? "";
  sort.value = params.get("sort");
  sorted = sort.value === usual(asked()) ? null : sort.value || null;
  for (const { input, facet } of choices) input.checked = params.getAll(facet).includes(input.value);
}

// The browser's Back button goes back one query, not one letter.
function remember(step) {
  const search = query();
  if (search !== location.search) history[step ? "pushState" : "replaceState"](null, "", location.pathname + search);
}

// The results

async function load() {
  if (!OFFLINE) {
    const answer = await fetch(new URL("api/v1/facets.json", ROOT));
    if (!answer.ok) throw new Error(answer.status);
    index = await answer.json();
  }
  for (const choice of choices) choice.place = index.facets[choice.facet].indexOf(choice.input.value);
}

// Without Pagefind: each word and each phrase, letter for letter.
function having(searches) {
  const parts = searches.flatMap((part) => (part.startsWith('"') ? part.slice(1, -1).trim() : part.split(/\s+/)));
  const sought = parts.map((part) => part.toLowerCase().replace(/[‘’]/g, "'"));
  const has = (claim) => sought.length && sought.every((part) => claim.words.includes(part));
  return new Map(index.claims.filter(has).map((claim) => [claim.id]));
}

// Pagefind reads a query as a phrase only as a whole, so each phrase is a search of its own.
async function hits(words, search) {
  const parts = words.split(/("[^"]*")/).map((part) => (/^".*"$/.test(part) ? part : part.replaceAll('"', " ")));
  const phrases = parts.filter((part) => part.startsWith('"'));
  const single = parts.filter((part) => !part.startsWith('"')).join(" ");
  const searches = [...phrases, single].filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (OFFLINE) return having(searches);
  if (!engine) {
    engine = await import(new URL("pagefind/pagefind.js", ROOT));
    await engine.init();
  }
  const [first, ...others] = await Promise.all(searches.map((part) => engine.search(part)));
  const within = others.map((other) => new Set(other.results.map((result) => result.id)));
  const common = first ? first.results.filter((result) => within.every((ids) => ids.has(result.id))) : [];
  const pages = await Promise.all(common.slice(0, HITS).map((result) => result.data()));
  search.cut = common.length > HITS;
  return new Map(pages.map((page) => [/\/claims\/([^/]+)\/$/.exec(page.url)?.[1], page]));
}

function found(words) {
  if (words !== last.words) {
    last = { words };
    last.hits = words ? hits(words, last) : null;
  }
  return last.hits;
}

function passes(claim, picked, ignored) {
  const fits = (facet) => claim[facet].some((place) => picked[facet].has(place));
  return Object.keys(picked).every((facet) => facet === ignored || fits(facet));
}

async function show() {
  const turn = ++latest;
  const words = asked();
  await (loading ??= load());
  const picked = {};
  for (const { input, facet, place } of choices) if (input.checked) (picked[facet] ??= new Set()).add(place);
  const asking = words !== "" || Object.keys(picked).length > 0;
  if (words !== last.words && words) count.textContent = "Searching …";
  const pages = await found(words);
  if (turn !== latest) return;

  const pool = pages ? index.claims.filter((claim) => pages.has(claim.id)) : index.claims;
  const kept = pool.filter((claim) => passes(claim, picked));
  sort.options[0].disabled = sort.options[0].hidden = !ranked(words);
  sort.value = sorted && (ranked(words) || sorted !== "relevance") ? sorted : usual(words);
  if (sort.value === "status") kept.sort((one, other) => one.status[0] - other.status[0]);
  if (sort.value === "relevance") {
    const ranks = new Map([...pages.keys()].map((id, rank) => [id, rank]));
    kept.sort((one, other) => ranks.get(one.id) - ranks.get(other.id));
  }
  showNumbers(pool, picked);
  list.replaceChildren(...(asking ? kept.slice(0, rows).map((claim) => row(claim, pages?.get(claim.id))) : []));
  count.textContent = asking ? inWords(kept.length, words, Object.keys(picked).length) : "";
  more.hidden = !asking || kept.length <= rows;
  at("find-order").hidden = !asking || kept.length < 2;
  at("find-clear").hidden = !asking;
  at("find-lists").hidden = asking;
}

function inWords(number, words, filters) {
  const filtered = words && filters ? " and all of these" : "";
  if (number === 0) return `No claim has ${words ? "these words" : "all of these"}${filtered}.`;
  const cut = last.cut ? ` among the ${HITS} best matches` : "";
  return `${number} ${number === 1 ? "claim" : "claims"}${cut}${number > rows ? `, the first ${rows} shown` : ""}`;
}

// Next to each value: how many claims it gives with the words and the other facets.
function showNumbers(pool, picked) {
  const numbers = {};
  for (const facet of Object.keys(index.facets)) {
    numbers[facet] = index.facets[facet].map(() => 0);
    for (const claim of pool) {
      if (passes(claim, picked, facet)) for (const place of claim[facet]) numbers[facet][place]++;
    }
  }
  for (const { facet, place, label } of choices) {
    label.querySelector(".v-number").textContent = numbers[facet][place];
    label.classList.toggle("v-empty", numbers[facet][place] === 0);
    const chosen = picked[facet]?.size;
    label.closest("details").querySelector(".v-chosen").textContent = chosen ? `${chosen} chosen` : "";
  }
}

function row(claim, page) {
  const has = ({ facet, place }) => claim[facet].includes(place);
  const labels = (facet) => choices.filter((choice) => choice.facet === facet && has(choice)).map(({ label }) => label);
  const names = (facet) => labels(facet).map((label) => label.querySelector(".v-choice-name").textContent);
  const chip = labels("status")[0].querySelector(".v-chip").cloneNode(true);
  const made = make("li", "v-row", chip, " ", link(`claims/${claim.id}/`, claim.claim, "v-row-claim"));
  const years = names("year"); // the latest first
  const when = years.length > 1 ? `${years.at(-1)}–${years[0]}` : years[0];
  if (page) made.append(...places(page).map((place) => hit(claim, place)));
  else made.append(make("p", "v-by", [...names("topic"), when].join(" · ")));
  return made;
}

// The excerpts that have the words, or else other parts of the page.
function places(page) {
  const excerpts = page.sub_results.filter((place) => /^x[0-9a-f]+$/.test(place.anchor?.id));
  return (excerpts.length ? excerpts : page.sub_results).slice(0, 3);
}

// Pagefind escapes an excerpt's text and adds only <mark>, so it is safe as HTML. An excerpt from the start of a part
// begins with its heading, which the link has already.
function hit(claim, place) {
  const words = make("span", "");
  words.innerHTML = place.excerpt;
  const start = words.firstChild;
  if (start?.data?.startsWith(place.title)) start.data = start.data.slice(place.title.length).replace(/^[.\s]+/, "");
  const within = place.anchor && place.anchor.element !== "h1";
  const links = within ? [link(`claims/${claim.id}/#${place.anchor.id}`, place.title), " "] : [];
  return make("p", "v-hit", ...links, words);
}

// Events

function fail() {
  loading = null;
  last = { words: "", hits: null };
  list.replaceChildren();
  count.textContent = "The search could not be loaded. All claims are listed below.";
  at("find-lists").hidden = false;
}

function update() {
  rows = ROWS;
  return show().catch(fail);
}

let pause;
let typing = false; // whether history has an entry for what is being typed

function settle(goesOn) {
  clearTimeout(pause);
  remember(!typing);
  typing = goesOn;
  update();
}

box.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => settle(true), 150);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  settle(false);
});

for (const control of document.querySelectorAll(".v-facet input, #find-order select")) {
  control.addEventListener("change", () => {
    if (control === sort) sorted = sort.value === usual(asked()) ? null : sort.value;
    typing = false;
    settle(false);
  });
}

at("find-clear").addEventListener("click", () => {
  restore("");
  typing = false;
  settle(false);
  box.focus();
});

more.addEventListener("click", async () => {
  const next = rows;
  rows += ROWS;
  await show();
  list.children[next].querySelector("a").focus();
});

addEventListener("popstate", () => {
  clearTimeout(pause);
  restore(location.search);
  typing = false;
  update();
});

restore(location.search);
if (matchMedia("(min-width: 60em)").matches) {
  for (const [number, facet] of document.querySelectorAll(".v-facet").entries()) {
    facet.open = number < 2 || facet.querySelector(":checked") !== null;
  }
}
if (location.hash === "#find-words") box.focus();
update();

// Pagefind's hits have the numbers of our index.
const ROWS = 7;
const HITS = 300;

const at = (name) => document.getElementById(`find-${name}`);
const [box, count, list, more] = ["words", "count", "results", "more"].map(at);
const { form, form: { sort } } = box;
const inputs = [...document.querySelectorAll(".v-facet input")];
const says = JSON.parse(at("page").dataset.words.replaceAll("{hits}", HITS));
const plurals = new Intl.PluralRules(document.documentElement.lang);
const chips = document.querySelectorAll(".v-facet .v-chip");

let index = window.verbatimIndex;
let loading;
let last = {};
let sorted;
let latest = 0;
let rows = ROWS;
let pause;

function make(tag, values, ...children) {
  const made = Object.assign(document.createElement(tag), values);
  made.append(...children);
  return made;
}

const asked = () => box.value.trim();
const usual = () => (asked() ? "relevance" : "date");

function query() {
  const params = new URLSearchParams(new FormData(form));
  if (!asked()) params.delete("q");
  if (!sorted || sorted === usual()) params.delete("sort");
  const text = `${params}`;
  return text && `?${text}`;
}

function restore(search) {
  const params = new URLSearchParams(search);
  box.value = params.get("q") ?? "";
  sorted = params.get("sort");
  for (const input of inputs) input.checked = params.getAll(input.name).includes(input.value);
}

const matches = (rule, text) => [...text.matchAll(new RegExp(index.rules[rule], "gu"))];
const fold = ([part]) => part.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]|[^\p{L}\p{M}\p{N}]/gu, "")
  .replace(/./gu, (char) => index.rules.plain[char] ?? char);
// Each word as a list of its parts.
const read = (text) => matches("word", text).map(([word]) => matches("part", word).map(fold));

// Phrases, and words that say something.
function parse(text) {
  const phrases = [];
  const all = [];
  for (const [words, phrase] of matches("query", text)) {
    if (phrase) phrases.push(...phrase.split(/…|\.{3}/).map((part) => read(part).flat()).filter(([first]) => first));
    else for (const word of read(words.replace(/['’]s\b/g, ""))) (/^[^a-z\d]*,/.test(word) ? phrases : all).push(word);
  }
  const stops = all.filter((word) => index.rules.stop.includes(word.join("")));
  const left = phrases[0] || stops.length < all.length ? stops : [];
  return { phrases, left, terms: [...phrases, ...all.filter((word) => !left.includes(word))] };
}

// Pagefind's file of a claim, after a mark.
const page = (claim) => (index.pages[claim] ??= fetch(`../pagefind/fragment/${index.stamp}-${claim}.pf_fragment`)
  .then(({ body }) => new Response(body.pipeThrough(new DecompressionStream("gzip"))).text())
  .then((text) => JSON.parse(text.slice(12))));

const start = () => (index.engine ??= import("../pagefind/pagefind.js")
  .then(({ createInstance }) => createInstance(index.rules)));

async function search(text) {
  const { phrases, left, terms } = parse(text);
  const engine = await start();
  const also = [];
  let hits = {};
  await Promise.all(terms.map(async (parts, term) => {
    const word = parts.join(phrases[term] ? " " : "");
    const others = !phrases[term] && Object.hasOwn(index.same, word) ? index.same[word] : [];
    const forms = new Set([word, ...others]);
    also.push(...others);
    if (parts.every((part) => part[1])) forms.add(parts.join(" "));
    for (const form of forms) {
      for (const { id, score, words } of (await engine.search(form)).results) {
        const [stamp, claim] = id.split("-");
        if (stamp !== index.stamp) throw id; // just published
        const hit = hits[claim] ??= { claim, score: 0, has: {} };
        hit.score += score;
        (hit.has[term] ??= []).push(...words);
        hit.full = Object.keys(hit.has).length === terms.length;
      }
    }
  }));
  let why = 1; // 2: in another order, 3: not the best
  if (phrases[0]) {
    const near = Object.values(hits).filter(({ full }) => full).sort((a, b) => b.score - a.score);
    hits = {};
    await Promise.all(near.slice(0, HITS).map(async (hit) => {
      const { content } = await page(hit.claim);
      const has = (text) => ` ${content} `.includes(` ${text} `);
      if (phrases.flat().every(has)) why = 2;
      if (phrases.every((phrase) => has(phrase.join(" ")))) hits[hit.claim] = hit;
    }));
    if (near[HITS]) why = 3;
  }
  return { hits, phrases, left, also, why };
}

async function load() {
  index ??= await (await fetch("../api/v1/facets.json", { cache: "no-cache" })).json();
  index.pages ??= [];
  for (const input of inputs) input.place = index.facets[input.name].values.indexOf(input.value);
}

const passing = (claims, picked) => Object.entries(picked).reduce((left, [name, places]) => left.filter((claim) => (
  index.facets[name].claims[claim].some((place) => places.includes(place))
)), claims);

async function show() {
  const turn = ++latest;
  const words = asked();
  await (loading ??= load());
  const picked = {};
  for (const { checked, name, place } of inputs) if (checked) (picked[name] ??= []).push(place);
  const filters = Object.keys(picked).length;
  if (words !== last.words) {
    count.textContent = words && says.searching;
    last = { words, found: words && search(words) };
  }
  const found = await last.found;
  if (turn !== latest) return;

  const statuses = index.facets.status.claims;
  const hit = (claim) => found.hits?.[claim];
  const pool = [...statuses.keys()].filter((claim) => !words || hit(claim));
  const kept = words || filters ? passing(pool, picked) : [];
  sort[0].disabled = sort[0].hidden = !words;
  sort.value = sorted;
  if (!sort.value || sort.selectedOptions[0].disabled) sort.value = usual();
  const order = { relevance: (claim) => -hit(claim).score, status: (claim) => statuses[claim][0] }[sort.value];
  if (order) kept.sort((a, b) => order(a) - order(b));
  const full = kept.filter((claim) => !words || hit(claim).full);
  const shown = [...new Set([...full, ...kept])].slice(0, rows);
  const made = await Promise.all(shown.map((claim) => row(claim, hit(claim), found.phrases)));
  if (turn !== latest) return;

  showNumbers(pool, picked);
  list.replaceChildren(...made);
  count.textContent = inWords(kept.length, full.length, found, filters);
  more.hidden = kept.length <= rows;
  at("order").hidden = kept.length < 2;
  at("clear").hidden = !words && !filters;
  at("lists").hidden = !!kept.length;
}

const about = (key, number) => says[key][plurals.select(number)].replace("{num}", number);

function inWords(number, full, { why = 0, left = [], also = [] }, filters) {
  let told = number ? about(why > 2 ? "best" : "claims", number) : says.no[why][+!!filters];
  if (full < number) told += full ? about("full", full) : says.none;
  if (number > rows) told += about("first", rows);
  for (const [key, words] of Object.entries({ left, also })) {
    if (words[0]) told += says[key].replace("{words}", words.join(says.comma));
  }
  return told;
}

function showNumbers(pool, picked) {
  for (const { name, place, labels: [label] } of inputs) {
    const number = passing(pool, { ...picked, [name]: [place] }).length;
    label.querySelector(".v-number").textContent = number;
    label.classList.toggle("v-empty", !number);
    const { length } = picked[name] ?? [];
    label.closest("details").querySelector(".v-chosen").textContent = length ? about("chosen", length) : "";
  }
}

// A claim: its best texts, or topics and time.
async function row(claim, hit, phrases) {
  const { url, content, meta } = await page(claim);
  const [by, ...passages] = JSON.parse(meta.passages);
  const title = make("a", { className: "v-row-claim", href: `..${url}` });
  const words = content.split(" ");
  const terms = Object.entries(hit?.has ?? {}).map(([term, places]) => {
    const wholes = phrases[term] ? [phrases[term].join("")] : places.flatMap((place) => words[place] ?? []);
    return [...new Set(wholes)].flatMap((whole) => spots(words, whole));
  });
  const marks = terms.flat();
  const lines = passages.flatMap(([whose, anchor, name, lang, place, ...texts], nth) => texts.map((text) => {
    const made = nth ? make("span", { className: whose, lang, dir: "auto" }) : title;
    const from = place;
    let end;
    for (const { 0: word, index: start } of matches("part", text)) {
      if (!marks.includes(place++)) continue;
      made.append(text.slice(end, start), make("mark", {}, word));
      end = start + word.length;
    }
    made.append(text.slice(end), nth ? "" : " ");
    const number = nth && terms.filter((term) => term.some((spot) => spot >= from && spot < place)).length;
    const link = make("a", { href: `..${url}${anchor}` }, name);
    return { number, line: make("p", { className: "v-hit" }, link, " ", made) };
  }));
  const best = lines.filter(({ number }) => number).sort((a, b) => b.number - a.number).slice(0, 3)
    .map(({ line }) => line);
  const chip = chips[index.facets.status.claims[claim][0]].cloneNode(true);
  return make("li", { className: "v-row" }, chip, " ", title, ...(hit ? best : [make("p", { className: "v-by" }, by)]));
}

// Where a word is, whole or parted.
const spots = (words, whole) => words.flatMap((word, start) => {
  let end = start;
  while (word && word.length < whole.length && whole.startsWith(word)) word += words[++end];
  return word === whole ? words.slice(start, end + 1).map((_, step) => start + step) : [];
});

function fail() {
  index = window.verbatimIndex;
  loading = null;
  last = {};
  list.replaceChildren();
  count.textContent = says.failed;
  at("lists").hidden = false;
}

function update() {
  clearTimeout(pause);
  rows = ROWS;
  show().catch(fail);
}

// Back: a query, not a letter.
function settle(typing, step = !history.state) {
  const search = query();
  history[step && search !== location.search ? "pushState" : "replaceState"](typing, "", location.pathname + search);
  update();
}

box.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(settle, 150, true);
});

box.addEventListener("focus", () => loading?.then(start));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  settle(false);
});

for (const control of [...inputs, sort]) {
  control.addEventListener("change", () => {
    if (control === sort) sorted = sort.value;
    settle(false, true);
  });
}

at("clear").addEventListener("click", () => {
  restore("");
  settle(false, true);
  box.focus();
});

more.addEventListener("click", async () => {
  rows += ROWS;
  await show().catch(fail);
  list.children[rows - ROWS]?.querySelector("a").focus();
});

addEventListener("popstate", () => {
  restore(location.search);
  update();
});

const typed = box.value;
restore(location.search);
if (matchMedia("(min-width: 60em)").matches) {
  document.querySelectorAll(".v-facet").forEach((facet, number) => {
    facet.open = number < 2 || facet.querySelector(":checked");
  });
}
if (typed) {
  box.value = typed;
  settle(true);
} else update();
if (location.hash === "#find-words") box.focus();

// Words go to Pagefind; its hits are joined with our index by claim id.
const ROWS = 30;
const HITS = 300;

const at = (name) => document.getElementById(`find-${name}`);
const [box, count, list, more] = ["words", "count", "results", "more"].map(at);
const { form } = box;
const { sort } = form;
const inputs = [...document.querySelectorAll(".v-facet input")];
const says = JSON.parse(at("page").dataset.words.replaceAll("{hits}", HITS));
const plurals = new Intl.PluralRules(document.documentElement.lang);
const chips = document.querySelectorAll(".v-facet .v-chip");

let index = window.verbatimIndex;
let loading;
let last = {};
let sorted; // as chosen
let latest = 0;
let rows = ROWS;

function make(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

const link = (id, anchor, className, text) => (
  Object.assign(make("a", className, text), { href: `../claims/${id}/${index.file ?? ""}${anchor}` })
);

const asked = () => box.value.trim();
const usual = () => (asked() ? "relevance" : "date");

function query() {
  const params = new URLSearchParams(new FormData(form));
  if (!asked()) params.delete("q");
  if (!sorted || sorted === usual()) params.delete("sort");
  const text = params.toString();
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

// Phrases, and words but for those that say nothing.
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

// Claims with all that is asked, then those with some of it.
async function search(text) {
  const { phrases, left, terms } = parse(text);
  const engine = (index.engine ??= await import("../pagefind/pagefind.js"));
  await engine.options({ ranking: index.rules.ranking });
  const found = {};
  const also = [];
  await Promise.all(terms.map(async (parts, term) => {
    const word = parts.join(phrases[term] ? " " : "");
    const others = !phrases[term] && Object.hasOwn(index.same, word) ? index.same[word] : [];
    const forms = new Set([word, ...others]);
    also.push(...others);
    if (parts.every((part) => part[1])) forms.add(parts.join(" "));
    for (const form of forms) {
      for (const { id, score, words, data } of (await engine.search(form)).results) {
        const claim = found[id] ??= { score: 0, has: {}, data };
        claim.score += score;
        claim.has[term] = words.concat(claim.has[term] ?? []);
      }
    }
  }));
  const best = (claims) => {
    for (const claim of claims) claim.full = Object.keys(claim.has).length === terms.length;
    return claims.filter(({ full }) => full || !phrases[0])
      .sort((one, other) => other.full - one.full || other.score - one.score);
  };
  const near = best(Object.values(found));
  const nearest = near.slice(0, HITS);
  await Promise.all(nearest.map(async (claim) => {
    const { url, content, meta } = await claim.data();
    const words = content.split(" ");
    claim.id = url.split("/").at(-2);
    claim.passages = JSON.parse(meta.passages);
    for (const [term, places] of Object.entries(claim.has)) {
      const phrase = phrases[term];
      const wholes = new Set(phrase ? [phrase.join("")] : places.flatMap((place) => words[place] ?? []));
      claim.has[term] = [...wholes].flatMap((whole) => spots(words, whole));
      if (phrase && !` ${content} `.includes(` ${phrase.join(" ")} `)) delete claim.has[term];
    }
  }));
  const claims = new Map(best(nearest).map((claim) => [claim.id, claim]));
  return { claims, left, also, cut: near[HITS], order: phrases[0] && near[0] };
}

async function load() {
  if (!index) {
    const answer = await fetch("../api/v1/facets.json");
    index = await answer.json();
  }
  for (const input of inputs) input.place = index.facets[input.name].indexOf(input.value);
}

const passes = (claim, picked, ignored) => Object.entries(picked).every(([name, places]) => (
  name === ignored || claim[name].some((place) => places.includes(place))
));

async function show() {
  const turn = ++latest;
  const words = asked();
  await (loading ??= load());
  const picked = {};
  for (const { checked, name, place } of inputs) if (checked) (picked[name] ??= []).push(place);
  const filters = Object.keys(picked).length;
  if (words !== last.words) {
    last = { words };
    count.textContent = words && says.searching;
    last.found = words && search(words);
  }
  const found = await last.found;
  if (turn !== latest) return;

  const hit = ({ id }) => found.claims.get(id);
  const pool = found ? index.claims.filter(hit) : index.claims;
  const kept = pool.filter((claim) => passes(claim, picked));
  sort[0].disabled = sort[0].hidden = !words;
  sort.value = sorted;
  if (!sort.value || sort.selectedOptions[0].disabled) sort.value = usual();
  const order = { relevance: (claim) => -hit(claim).score, status: (claim) => claim.status[0] }[sort.value];
  if (order) kept.sort((one, other) => order(one) - order(other));
  if (found) kept.sort((one, other) => hit(other).full - hit(one).full);
  const asking = words || filters;
  showNumbers(pool, picked);
  list.replaceChildren(...kept.slice(0, asking ? rows : 0).map((claim) => row(claim, found && hit(claim))));
  const full = kept.filter((claim) => !found || hit(claim).full).length;
  count.textContent = asking ? inWords(kept.length, full, found, filters) : "";
  more.hidden = !asking || kept.length <= rows;
  at("order").hidden = !asking || kept.length < 2;
  at("clear").hidden = !asking;
  at("lists").hidden = asking && kept[0];
}

const about = (key, number) => says[key][plurals.select(number)].replace("{num}", number);

function inWords(number, full, { cut, order, left = [], also = [] }, filters) {
  let told = number ? about(cut ? "best" : "claims", number)
    : says.no[(asked() ? 1 + !!order : 0) + 3 * !!filters + 6 * !!cut];
  if (full < number) told += full ? about("full", full) : says.none;
  if (number > rows) told += about("first", rows);
  for (const [key, words] of Object.entries({ left, also })) {
    if (words[0]) told += says[key].replace("{words}", words.join(says.comma));
  }
  return told;
}

// Each with all else that is asked.
function showNumbers(pool, picked) {
  for (const { name, place, labels: [label] } of inputs) {
    const number = pool.filter((claim) => claim[name].includes(place) && passes(claim, picked, name)).length;
    label.querySelector(".v-number").textContent = number;
    label.classList.toggle("v-empty", !number);
    const told = picked[name] ? about("chosen", picked[name].length) : "";
    label.closest("details").querySelector(".v-chosen").textContent = told;
  }
}

function row(claim, hit) {
  const chip = chips[claim.status[0]].cloneNode(true);
  const title = link(claim.id, "", "v-row-claim", hit ? "" : claim.claim);
  return make("li", "v-row", chip, " ", title, ...(hit ? lines(hit, title) : [make("p", "v-by", claim.by)]));
}

// The claim and its best sentences, marked.
function lines({ id, has, passages }, title) {
  const terms = Object.values(has);
  const marks = terms.flat();
  const found = passages.flatMap(([whose, anchor, name, lang, place, ...texts], nth) => texts.map((text) => {
    const made = nth ? Object.assign(make("span", whose), { lang, dir: "auto" }) : title;
    const from = place;
    let end = 0;
    for (const { 0: word, index: start } of matches("part", text)) {
      if (!marks.includes(place++)) continue;
      made.append(text.slice(end, start), make("mark", "", word));
      end = start + word.length;
    }
    made.append(text.slice(end), nth ? "" : " ");
    const number = terms.filter((term) => term.some((spot) => spot >= from && spot < place)).length;
    return { number: nth && number, line: make("p", "v-hit", link(id, anchor, "", name), " ", made) };
  }));
  found.sort((one, other) => other.number - one.number);
  return found.slice(0, 3).filter(({ number }) => number).map(({ line }) => line);
}

// Where a word is, or words that are it together.
const spots = (words, whole) => words.flatMap((word, start) => {
  let end = start;
  while (word && word.length < whole.length && whole.startsWith(word)) word += words[++end];
  return word === whole ? words.slice(start, end + 1).map((_, step) => start + step) : [];
});

function fail() {
  loading = null;
  last = {};
  list.replaceChildren();
  count.textContent = says.failed;
  at("lists").hidden = false;
}

function update() {
  rows = ROWS;
  show().catch(fail);
}

let pause;

// Back goes one query back, not one letter.
function settle(typing, step = !history.state) {
  clearTimeout(pause);
  const search = query();
  const how = step && search !== location.search ? "pushState" : "replaceState";
  history[how](typing, "", location.pathname + search);
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
  const next = rows;
  rows += ROWS;
  await show();
  list.children[next].querySelector("a").focus();
});

addEventListener("popstate", () => {
  clearTimeout(pause);
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
if (location.hash === "#find-words") box.focus();
if (typed) box.value = typed;
typed ? settle(true) : update();

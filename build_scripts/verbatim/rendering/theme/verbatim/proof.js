// Looks for the excerpts of an article in a reader's own copy of it. Nothing leaves the browser.
// `fold` follows the rules of quotation/text/folding.py; tests give both the same texts.

const SCRIPTS = "Arabic Syriac Mandaic Mongolian Nko Phags_Pa Adlam Hanifi_Rohingya Devanagari Bengali Gurmukhi "
  + "Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Balinese Javanese";
const CURSIVE = SCRIPTS.split(" ").map((name) => `\\p{Script=${name}}`).join("");
const EMOJI = "\\p{Extended_Pictographic}\\u{1f3fb}-\\u{1f3ff}";
const JOINERS = "[\\u200c\\u200d]+";
const STEPS = [
  [/[\u0640\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]+/g, ""],
  [new RegExp(`(?<!(?:[${CURSIVE}]\\p{M}*|[${EMOJI}]))${JOINERS}|${JOINERS}(?![\\p{L}\\p{M}${EMOJI}])`, "gu"), ""],
];
const SAME_LENGTH = [
  [/[“”„‟⹂«»″‶〝-〟＂״「」｢｣❝❞❠\u{1f676}-\u{1f678}]/gu, '"'],
  [/[‘’‚‛‹›′＇『』`´\u02bb-\u02bd\u0384\u055a׳\u1fbd\u1fbf\ua78c\uff40]/g, "'"],
  [/[\u058a\u05be\u2010-\u2015\u2e3a\u2e3b\ufe58\ufe63\uff0d]/g, "-"],
  [/[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, " "],
];

const replaced = (text, steps) => steps.reduce((folded, [found, by]) => folded.replace(found, by), text);

export function fold(text) {
  return replaced(replaced(text, STEPS).normalize("NFC"), SAME_LENGTH)
    .replace(/ *(?:\.[ .…]*[.…]|…(?:[ .…]*[.…])?) */g, dots)
    .replace(/ *[-−](?:[ −-]*[−-])? *|  +/g, dashes);
}

function dots(run) {
  const groups = [];
  for (const { 0: signs, index: start } of run.matchAll(/[.…]+/g)) {
    const number = [...signs].reduce((sum, sign) => sum + (sign === "." ? 1 : 3), 0);
    const last = groups.at(-1);
    const end = start + signs.length;
    if (last && Math.min(number, last.number) < 3) Object.assign(last, { end, number: last.number + number });
    else groups.push({ start, end, number });
  }
  if (groups[0].number < 3) return run;
  const gaps = groups.map(({ start }, i) => (i ? run.slice(groups[i - 1].end, start) : ""));
  return groups.map(({ number }, i) => gaps[i] + (number === 4 ? ".…" : "…")).join("");
}

function dashes(run, at, text) {
  const found = [...run.matchAll(/[-−]/g)].map(({ index }) => index);
  const minus = run.endsWith("−") && /^\p{Nd}/u.test(text.slice(at + run.length));
  if (found.length < 2 || (run.trim().length === 2 && !minus)) return found.length ? "-" : " ";
  return found.map((dash, i) => (i ? " -" : "-")).join("");
}

// Where folded words are, from a position on, without cutting a word; -1 if nowhere.
function findWords(words, text, from) {
  const inWord = (place) => /[\p{L}\p{M}\p{N}]{2}/u.test(text.slice(Math.max(place - 1, 0), place + 1));
  let at = text.indexOf(words, from);
  while (at >= 0 && (inWord(at) || inWord(at + words.length))) at = text.indexOf(words, at + 1);
  return at;
}

function judge(marks, points, folded) {
  const isAt = ({ dataset, textContent }) =>
    points.slice(dataset.start, dataset.end).join("") === textContent;
  if (marks.every(isAt)) return "place";
  let from = 0;
  for (const mark of marks) {
    const words = fold(mark.textContent).trim();
    const at = findWords(words, folded, from);
    if (at < 0) return "absent";
    from = at + words.length;
  }
  return "words";
}

async function hashOf(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function prove(bytes) {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replaceAll("\r\n", "\n");
  const points = [...text];
  const folded = fold(text);
  const numbers = {};
  for (const card of document.querySelectorAll(".v-in-order > li")) {
    const answer = judge([...card.querySelectorAll("mark")], points, folded);
    numbers[answer] = (numbers[answer] ?? 0) + 1;
    const line = card.querySelector(".v-proved") ?? card.insertBefore(document.createElement("p"), card.firstChild);
    line.className = answer === "absent" ? "v-proved v-not-there" : "v-proved";
    line.textContent = says[answer];
  }
  const same = crypto.subtle && (await hashOf(bytes)) === box.dataset.sha256;
  const counts = Object.entries(numbers).map(([answer, number]) => says.counts[answer].replace("{number}", number));
  box.querySelector("output").textContent =
    says[same ? "same" : "other"].replace("{counts}", counts.join(says.comma));
}

const box = globalThis.document?.getElementById("proof");
const says = box && JSON.parse(box.dataset.words);
if (box) {
  box.hidden = false;
  const area = box.querySelector("textarea");
  const take = async (file) => prove(await file.arrayBuffer());
  box.querySelector("input").addEventListener("change", ({ target }) => target.files[0] && take(target.files[0]));
  area.addEventListener("input", () => area.value && prove(new TextEncoder().encode(area.value)));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
}

-- The tables of data/claims.db. SQLite stores the comments inside a statement, so readers of the schema see them.
-- Columns have the names of the keys in the API's JSON files. An object with an id is a column with that id; the keys
-- of any other object follow its own key and `_`. `when` and `on` are reserved words of SQL and have other names here.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE statuses (
  id TEXT PRIMARY KEY,
  word TEXT NOT NULL,
  definition TEXT NOT NULL,
  does_not_mean TEXT NOT NULL,
  tone TEXT NOT NULL
);

CREATE TABLE topics (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE voices (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  part_of TEXT REFERENCES voices (id),  -- the two are never counted as independent
  note TEXT
);

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,                   -- at the time of the words
  voice TEXT NOT NULL REFERENCES voices (id)
);

CREATE TABLE origins (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,                   -- statement, document, observation or report
  title TEXT NOT NULL,
  given TEXT,                           -- when said, signed or observed: a day, month or year, or two with / between
  url TEXT,
  archive_url TEXT,
  note TEXT
);

CREATE TABLE origin_voices (
  origin TEXT NOT NULL REFERENCES origins (id),
  voice TEXT NOT NULL REFERENCES voices (id),
  PRIMARY KEY (origin, voice)
);

CREATE TABLE origin_people (
  origin TEXT NOT NULL REFERENCES origins (id),
  person TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (origin, person)
);

CREATE TABLE origin_derivations (
  origin TEXT NOT NULL REFERENCES origins (id),
  derives_from TEXT NOT NULL REFERENCES origins (id),
  PRIMARY KEY (origin, derives_from)
);

CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  form TEXT NOT NULL,                   -- article: its whole text is stored; record: outside evidence
  title TEXT NOT NULL,                  -- the headline, or our description if `inferred_fields` has title
  publisher TEXT NOT NULL REFERENCES voices (id),
  carrier TEXT,                         -- the site from which our copy was taken, if it is not the publisher's
  author TEXT,
  published TEXT NOT NULL,              -- a day, month or year, or two with / between
  published_start TEXT NOT NULL,
  published_end TEXT NOT NULL,
  address TEXT,                         -- the publisher's page, or the page of our copy, or an archived copy
  archived TEXT,
  lang TEXT NOT NULL,
  inferred_fields TEXT,                 -- which of these values are only inferred, with commas between
  sha256 TEXT,                          -- of the stored text, in which quotations are proven; null if no text is stored
  note TEXT
);

CREATE TABLE source_derivations (
  source TEXT NOT NULL REFERENCES sources (id),
  derives_from TEXT NOT NULL REFERENCES sources (id),
  PRIMARY KEY (source, derives_from)
);

CREATE TABLE claims (                   -- neither withdrawn nor merged; the others are in retired_claims
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  claim TEXT NOT NULL,
  short TEXT,                           -- the same in at most 75 characters, if the claim is longer
  kind TEXT NOT NULL,                   -- fact, or said: the claim is that something was said
  status TEXT NOT NULL REFERENCES statuses (id),
  finding TEXT NOT NULL,
  reasoning TEXT NOT NULL,              -- Markdown
  happened TEXT,                        -- a day, month or year, or two with / between
  happened_start TEXT,
  happened_end TEXT,
  claimant TEXT,                        -- the id of a person or a voice
  checked_on TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  next_check TEXT,
  unknown TEXT                          -- what is not known
);

CREATE TABLE searches (                 -- what else was looked for, and what was found
  claim TEXT NOT NULL REFERENCES claims (id),
  number INTEGER NOT NULL,
  sought TEXT NOT NULL,
  place TEXT NOT NULL,
  day TEXT NOT NULL,
  searched_by TEXT NOT NULL,
  found TEXT NOT NULL,
  PRIMARY KEY (claim, number)
);

CREATE TABLE inquiries (                -- who was asked for comment
  claim TEXT NOT NULL REFERENCES claims (id),
  number INTEGER NOT NULL,
  whom TEXT NOT NULL,
  day TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (claim, number)
);

CREATE TABLE claim_topics (
  claim TEXT NOT NULL REFERENCES claims (id),
  topic TEXT NOT NULL REFERENCES topics (id),
  PRIMARY KEY (claim, topic)
);

CREATE TABLE claim_voices (
  claim TEXT NOT NULL REFERENCES claims (id),
  voice TEXT NOT NULL REFERENCES voices (id),
  counted_as TEXT NOT NULL,             -- asserting, denying, witness, holding (the words) or departing (from them)
  PRIMARY KEY (claim, counted_as, voice)
);

CREATE TABLE claim_losses (             -- what a status hangs on: without it the rules no longer allow the status
  claim TEXT NOT NULL REFERENCES claims (id),
  what TEXT NOT NULL,                   -- source or voice
  left_out TEXT NOT NULL,               -- its id
  first_allowed TEXT REFERENCES statuses (id), -- the first status that the other evidence allows
  PRIMARY KEY (claim, what, left_out)
);

CREATE TABLE claim_relations (
  claim TEXT NOT NULL REFERENCES claims (id),
  related TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (claim, related)
);

CREATE TABLE retired_claims (           -- withdrawn or merged: not counted anywhere; their addresses remain
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  state TEXT NOT NULL,                  -- withdrawn or merged
  withdrawn_on TEXT,
  withdrawn_reason TEXT,
  merged_into TEXT REFERENCES claims (id),
  claim TEXT NOT NULL,
  kind TEXT NOT NULL,
  last_status TEXT NOT NULL REFERENCES statuses (id),
  finding TEXT NOT NULL
);

CREATE TABLE changes (
  id INTEGER PRIMARY KEY,               -- newest first
  claim TEXT REFERENCES claims (id),
  retired_claim TEXT REFERENCES retired_claims (id),
  changed_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  change TEXT NOT NULL,
  why TEXT NOT NULL,
  CHECK ((claim IS NULL) <> (retired_claim IS NULL))
);

CREATE TABLE excerpts (
  id TEXT PRIMARY KEY,
  claim TEXT NOT NULL REFERENCES claims (id),
  source TEXT NOT NULL REFERENCES sources (id),
  stance TEXT NOT NULL,                 -- asserts, denies, differs or context
  distortion TEXT,
  origin_basis TEXT NOT NULL,           -- stated, or inferred: then no voice is counted
  quotation TEXT NOT NULL,              -- proven in the stored text, seen by a machine, or only recorded
  "match" TEXT NOT NULL,                -- exact, or typographic: equal except for quotation marks, dashes and spaces
  selector_start INTEGER NOT NULL,      -- offsets in code points of the source's text
  selector_end INTEGER NOT NULL,
  selector_exact TEXT NOT NULL,         -- the quoted words, with […] if something was left out
  selector_prefix TEXT NOT NULL,
  selector_suffix TEXT NOT NULL,
  translation TEXT,
  translation_by TEXT,
  note TEXT,
  uncheckable TEXT,                     -- why nobody can check what an excerpt that asserts the claim says
  outweighed TEXT,                      -- why an excerpt that denies the claim does not change its status
  seen_on TEXT,                         -- the last day on which a machine found the words at an address of the source
  seen_at TEXT,
  seen_in TEXT                          -- page, archive or pdf
);

CREATE TABLE excerpt_losses (           -- the addresses of sources that no longer have the words of an excerpt
  excerpt TEXT NOT NULL REFERENCES excerpts (id),
  kind TEXT NOT NULL,                   -- words, or page: the whole page is gone
  address TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (excerpt, address)
);

CREATE TABLE excerpt_origins (
  excerpt TEXT NOT NULL REFERENCES excerpts (id),
  origin TEXT NOT NULL REFERENCES origins (id),
  PRIMARY KEY (excerpt, origin)
);

CREATE VIEW quotations AS               -- one row for each quotation, with its claim
SELECT excerpts.id AS excerpt, claims.id AS claim_id, claims.claim, statuses.word AS status, excerpts.stance,
  excerpts.selector_exact AS words, excerpts.quotation, voices.name AS publisher, sources.title, sources.published,
  sources.address
FROM excerpts
JOIN claims ON claims.id = excerpts.claim
JOIN statuses ON statuses.id = claims.status
JOIN sources ON sources.id = excerpts.source
JOIN voices ON voices.id = sources.publisher;

CREATE VIEW claims_with_quotations AS   -- the words of a claim and its quotations, for one search
SELECT claims.rowid AS rowid, id, status, claim, finding, reasoning,
  (SELECT group_concat(selector_exact, char(10)) FROM excerpts WHERE excerpts.claim = claims.id) AS quotations
FROM claims;

-- Full-text search over the tables' own text, declared in the form that sqlite-utils and Datasette recognise.
CREATE VIRTUAL TABLE claims_fts USING FTS5 (claim, finding, reasoning, content="claims");
CREATE VIRTUAL TABLE excerpts_fts USING FTS5 (selector_exact, translation, content="excerpts");
CREATE VIRTUAL TABLE claims_with_quotations_fts
  USING FTS5 (claim, finding, reasoning, quotations, content="claims_with_quotations");

CREATE INDEX voices_part_of ON voices (part_of);
CREATE INDEX people_voice ON people (voice);
CREATE INDEX origin_voices_voice ON origin_voices (voice);
CREATE INDEX origin_people_person ON origin_people (person);
CREATE INDEX origin_derivations_derives_from ON origin_derivations (derives_from);
CREATE INDEX sources_publisher ON sources (publisher);
CREATE INDEX source_derivations_derives_from ON source_derivations (derives_from);
CREATE INDEX claims_status ON claims (status);
CREATE INDEX claim_topics_topic ON claim_topics (topic);
CREATE INDEX claim_voices_voice ON claim_voices (voice);
CREATE INDEX claim_losses_first_allowed ON claim_losses (first_allowed);
CREATE INDEX claim_relations_related ON claim_relations (related);
CREATE INDEX retired_claims_merged_into ON retired_claims (merged_into);
CREATE INDEX retired_claims_last_status ON retired_claims (last_status);
CREATE INDEX changes_claim ON changes (claim);
CREATE INDEX changes_retired_claim ON changes (retired_claim);
CREATE INDEX excerpts_claim ON excerpts (claim);
CREATE INDEX excerpts_source ON excerpts (source);
CREATE INDEX excerpt_origins_origin ON excerpt_origins (origin);

// Search: names, aliases, pinyin and its initials, the best and the strongest first; sentences by all their words.

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s·・]/g, "");

// Whether the letters typed are beginnings of syllables, one after the other: zhangguoqing, zgq, zhanggq.
const spells = (query, syllables, at) => {
  if (!query) return at;
  const syllable = syllables[at] ?? "";
  for (let size = Math.min(syllable.length, query.length); size > 0; size -= 1) {
    if (!query.startsWith(syllable.slice(0, size))) continue;
    const end = spells(query.slice(size), syllables, at + 1);
    if (end) return end;
  }
  return 0;
};

let keys = null; // made at the first search
const searchKeys = () => {
  keys ??= nodes.map((node) => ({
    name: fold(node.label),
    aliases: node.aliases.map(fold),
    pinyin: (node.pinyin ?? []).map((spelled) => spelled.split(" ")),
  }));
  return keys;
};

const rank = (key, query, latin) => {
  if (key.name === query) return 0;
  if (key.aliases.includes(query)) return 1;
  if (key.name.startsWith(query)) return 2;
  if (key.aliases.some((alias) => alias.startsWith(query))) return 3;
  const ends = latin ? key.pinyin.map((syllables) => spells(query, syllables, 0)) : [];
  if (ends.some((end, index) => end && end === key.pinyin[index].length)) return 4;
  if (key.name.includes(query)) return 5;
  if (key.aliases.some((alias) => alias.includes(query))) return 6;
  if (ends.some(Boolean)) return 7;
  if (latin && query.length > 1 && key.pinyin.some((syllables) => syllables.some((_, at) => spells(query, syllables, at)))) return 8;
  return -1;
};

// Return all nodes that fit the query: [{node, alias}], alias being the other name that fits, or "".
const findNodes = (text) => {
  const query = fold(text).replaceAll("ü", "v");
  if (!query) return [];
  const latin = /^[a-z0-9]{1,60}$/.test(query);
  return searchKeys()
    .map((key, index) => ({ node: nodes[index], rank: rank(key, query, latin), key }))
    .filter((hit) => hit.rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.node.index - b.node.index)
    .map(({ node, rank: place, key }) => ({
      node,
      alias: [1, 3, 6].includes(place) ? node.aliases[key.aliases.findIndex((alias) => alias.includes(query))] : "",
    }));
};

let sentenceKeys = null; // the folded texts of all sentences, made at the first search
const readSentences = () => {
  sentenceKeys = tables.sentences.map((row, index) => ({ index, text: fold(row[4]), edge: null }));
  for (const edge of edges) for (const index of edge.quotes) sentenceKeys[index].edge ??= edge;
  sentenceKeys = sentenceKeys.filter(({ index, edge }) => (tables.whole ? !isClause(index) : edge));
};

// Return the sentences that hold all words of the query, each once, with a relation that rests on it.
const findSentences = (text) => {
  const query = text.split(/\s+/).map(fold).filter(Boolean);
  if (fold(text).length < 2) return [];
  if (!sentenceKeys) readSentences();
  const seen = new Set();
  return sentenceKeys
    .filter((sentence) => query.every((word) => sentence.text.includes(word)))
    .filter((sentence) => !seen.has(sentence.text) && seen.add(sentence.text));
};

// Where the page holds all sentences: those of each page by place, without the clauses of posts inside them.
let pageRows = null;
const rowsOfPage = (page) => {
  if (!pageRows) {
    pageRows = new Map();
    tables.sentences.forEach((row, index) => (pageRows.get(row[0]) ?? pageRows.set(row[0], []).get(row[0])).push(index));
    for (const [own, rows] of pageRows) pageRows.set(own, outermost(rows));
  }
  return pageRows.get(page) ?? [];
};
const outermost = (rows) => {
  const place = (index) => tables.sentences[index];
  const sorted = [...rows].sort((a, b) => place(a)[2] - place(b)[2] || place(b)[3] - place(a)[3]);
  let end = -1;
  return sorted.filter((index) => place(index)[3] > end && ((end = place(index)[3]), true));
};
const isClause = (index) => !rowsOfPage(tables.sentences[index][0]).includes(index);

// Search: names, aliases and pinyin initials; the best and the strongest first.

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s·・]/g, "");

// The first character of each initial in the pinyin order of the browser's own collation.
const INITIALS = "a吖b八c嚓d咑e妸f发g旮h铪j丌k咔l垃m妈n拏o噢p妑q七r呥s仨t他w屲x夕y丫z帀";
const collator = new Intl.Collator("zh-Hans-u-co-pinyin");
const hasPinyin = collator.compare("八", "嚓") < 0 && collator.compare("夕", "丫") < 0 && collator.compare("帀", "丫") > 0;
const SURNAME_INITIALS = { 曾: "z", 单: "s", 仇: "q", 解: "x", 查: "z", 区: "o", 朴: "p", 种: "c", 重: "c", 盖: "g", 覃: "q", 缪: "m", 乐: "y", 长: "c" };
const initialCache = new Map();

const initialOf = (char) => {
  if (!/\p{Script=Han}/u.test(char)) return char;
  let found = initialCache.get(char);
  if (found === undefined) {
    found = char;
    for (let at = 0; at < INITIALS.length; at += 2) {
      if (collator.compare(char, INITIALS[at + 1]) < 0) break;
      found = INITIALS[at];
    }
    initialCache.set(char, found);
  }
  return found;
};

const initialsOf = (name) => {
  const chars = [...name];
  const first = SURNAME_INITIALS[chars[0]] ?? initialOf(chars[0] ?? "");
  return first + chars.slice(1).map(initialOf).join("");
};

let keys = null; // made at the first search
const searchKeys = () => {
  keys ??= nodes.map((node) => ({
    name: fold(node.label),
    aliases: node.aliases.map(fold),
    initials: hasPinyin ? [node.label, ...node.aliases].map((name) => initialsOf(fold(name))) : [],
  }));
  return keys;
};

const rank = (key, query, latin) => {
  if (key.name === query) return 0;
  if (key.aliases.includes(query)) return 1;
  if (key.name.startsWith(query)) return 2;
  if (key.aliases.some((alias) => alias.startsWith(query))) return 3;
  if (latin && key.initials.includes(query)) return 4;
  if (key.name.includes(query)) return 5;
  if (key.aliases.some((alias) => alias.includes(query))) return 6;
  if (latin && key.initials.some((initials) => initials.startsWith(query))) return 7;
  return -1;
};

// Return all nodes that fit the query: [{node, alias}], alias being the other name that fits, or "".
const findNodes = (text) => {
  const query = fold(text);
  if (!query) return [];
  const latin = /^[a-z]+$/.test(query);
  return searchKeys()
    .map((key, index) => ({ node: nodes[index], rank: rank(key, query, latin), key }))
    .filter((hit) => hit.rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.node.index - b.node.index)
    .map(({ node, rank: place, key }) => ({
      node,
      alias: [1, 3, 6].includes(place) ? node.aliases[key.aliases.findIndex((alias) => alias.includes(query))] : "",
    }));
};

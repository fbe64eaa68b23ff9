// The graph as the page holds it, what is switched on, and what is therefore visible.

const raw = JSON.parse(document.getElementById("graph").textContent);
const LABELS = ["PER", "ORG", "LOC", "TITLE"];
const KINDS = ["sentence", "paragraph", "article", "holds", "at", "byline", "part_of", "located_in"];
const MET = new Set(["sentence", "paragraph", "article"]); // co-occurrence: has a strength; the rest are stated facts
const BACKGROUND = new Set(["paragraph", "article", "part_of", "located_in"]); // switched off at first
const DRAWN_AT_FIRST = 3000; // a larger graph opens with its communities folded
const MOST_NEIGHBORS = 20; // the highest value of the filter by neighbors
const MOST_QUOTES = 12; // sentences that the page holds for one relation

const tables = raw.tables;
const nodes = raw.nodes; // the strongest first
nodes.forEach((node, index) => {
  node.index = index;
  node.aliases = node.aliases || [];
});
const edges = raw.edges.map(([source, target, kind, count, weight, first, last, quotes], index) => ({
  index, source, target, kind: tables.kinds[kind], count, weight, quotes,
  first: tables.dates[first] ?? "", last: tables.dates[last] ?? "",
}));
const indexOf = new Map(nodes.map((node) => [node.id, node.index]));
const edgesOf = nodes.map(() => []);
for (const edge of edges) {
  edgesOf[edge.source].push(edge);
  if (edge.target !== edge.source) edgesOf[edge.target].push(edge);
}
const kindsPresent = [...new Set([...KINDS, ...tables.kinds])].filter((kind) => edges.some((edge) => edge.kind === kind));
const labelsPresent = LABELS.filter((label) => nodes.some((node) => node.group === label));

// Days as numbers: the span of the articles; where none has a date, of the relations, which tell of other times too.
// Of a month or year (2011-03, 2011) it is the first.
const DAY = 86400000;
const DATE = /^\d{4}(-\d\d){0,2}$/;
const dayNumber = (text) => (DATE.test(text) ? Math.round(Date.parse(`${text}${"-01-01".slice(text.length - 4)}T00:00:00Z`) / DAY) : NaN);
const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const articleDays = tables.articles.map(([day, count]) => [dayNumber(day), count]).filter(([day]) => Number.isFinite(day));
const span = (() => {
  const days = articleDays.length ? articleDays.map(([day]) => day) : [...new Set(edges.flatMap((edge) => [edge.first, edge.last]))].map(dayNumber).filter(Number.isFinite);
  return days.length ? { first: days.reduce((a, b) => Math.min(a, b)), last: days.reduce((a, b) => Math.max(a, b)) } : null;
})();

const kindsAtFirst = () => {
  const plain = kindsPresent.filter((kind) => !BACKGROUND.has(kind));
  return new Set(plain.length ? plain : kindsPresent);
};
// Communities of fewer nodes lie in rows below the others, where there are very many; they are shown on demand.
const sizes = new Map();
for (const { community } of nodes) sizes.set(community, (sizes.get(community) ?? 0) + 1);
const isSmall = (community) => community >= 0 && sizes.get(community) < tables.small;

const defaults = () => ({
  hiddenLabels: new Set(), kinds: kindsAtFirst(), weight: 0, degree: 0, limit: DRAWN_AT_FIRST, from: "", to: "",
  alone: false, names: true, groups: true, small: !(tables.small && nodes.length > DRAWN_AT_FIRST), folded: nodes.length > DRAWN_AT_FIRST, opened: new Set(),
});
const state = {
  ...defaults(), lang: "zh", theme: null, node: null, edge: null, group: null, focus: null, steps: 1, path: null, pathFrom: null, community: null, table: null, sentence: null,
};
const nothingPicked = { node: null, edge: null, group: null, sentence: null };
const nowhere = { focus: null, path: null, community: null };

// list and edges are drawn; all and allEdges hold also what is folded into communities.
const visible = { nodes: new Uint8Array(nodes.length), list: [], edges: [], edgeSet: new Uint8Array(edges.length), all: [], allEdges: [], bubbles: [], links: [] };

const datesOn = () => state.from !== "" || state.to !== "";
const AFTER = "~"; // behind a date it is later than each of its days: a month or year touches what a day of it does
const inRange = (day) => day !== "" && (!state.from || day + AFTER >= state.from) && (!state.to || day <= state.to);
// Whether a relation is stated within the dates chosen; where all its sentences are known, they decide.
const statedInRange = (edge) => {
  if (!edge.first || (state.to && edge.first > state.to) || (state.from && edge.last + AFTER < state.from)) return false;
  if (inRange(edge.first) || inRange(edge.last)) return true;
  const whole = edge.quotes.length > 0 && edge.quotes.length < MOST_QUOTES;
  return !whole || edge.quotes.some((quote) => inRange(tables.dates[tables.sentences[quote][6]] ?? ""));
};
const edgeAllowed = (edge) =>
  state.kinds.has(edge.kind) && !(MET.has(edge.kind) && edge.weight < state.weight) && !(datesOn() && !statedInRange(edge));
// A small community is shown where all are, and where it is opened or picked.
const groupShown = (own) => state.small || !isSmall(own) || state.opened.has(own) || [state.group, state.community, ...picked().map((index) => nodes[index].community)].includes(own);
const nodeAllowed = (node) => !state.hiddenLabels.has(node.group);
const otherEnd = (edge, index) => (edge.source === index ? edge.target : edge.source);

// All nodes within some steps of one, over relations that are switched on.
const neighborhood = (start, steps) => {
  const reached = new Set([start]);
  let rim = [start];
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const index of rim) {
      for (const edge of edgesOf[index]) {
        const other = otherEnd(edge, index);
        if (!reached.has(other) && edgeAllowed(edge) && nodeAllowed(nodes[other])) {
          reached.add(other);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  return reached;
};

// The nodes of a shortest path, first and last included; null when there is none.
const shortestPath = (start, goal) => {
  const cameFrom = new Map([[start, null]]);
  let rim = [start];
  while (rim.length && !cameFrom.has(goal)) {
    const next = [];
    for (const index of rim) {
      for (const edge of [...edgesOf[index]].sort((a, b) => b.weight - a.weight)) {
        const other = otherEnd(edge, index);
        if (!cameFrom.has(other) && edgeAllowed(edge)) {
          cameFrom.set(other, index);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  if (!cameFrom.has(goal)) return null;
  const path = [];
  for (let index = goal; index !== null; index = cameFrom.get(index)) path.unshift(index);
  return path;
};

const strongest = (indices) => [...indices].sort((a, b) => a - b).slice(0, state.limit);

// Whether only a part of the graph is looked at.
const narrowed = () => state.focus !== null || state.path !== null || state.community !== null;
// Whether communities stand for their nodes, but for those that are open.
const overview = () => state.folded && !narrowed();
const isOpen = (community) => !overview() || state.opened.has(community);

const candidates = () => {
  if (state.path) return new Set(state.path);
  if (state.focus !== null) return new Set([state.focus, ...strongest(neighborhood(state.focus, state.steps))]);
  const chosen = new Set();
  const most = overview() ? Infinity : state.limit;
  for (const node of nodes) {
    if (chosen.size >= most) break;
    if (nodeAllowed(node) && groupShown(node.community) && (state.community === null || node.community === state.community)) chosen.add(node.index);
  }
  return chosen;
};

// Leave out, once, the nodes that have too few neighbors in what is shown.
const dropFewlyJoined = (chosen) => {
  if (state.degree < 1) return;
  const stays = new Set(picked());
  const joined = (index) => new Set(edgesOf[index].filter((edge) => edgeAllowed(edge)).map((edge) => otherEnd(edge, index)).filter((other) => other !== index && chosen.has(other))).size;
  for (const index of [...chosen].filter((index) => !stays.has(index) && joined(index) < state.degree)) chosen.delete(index);
};

// What is picked stays in sight, whatever the filters say.
const picked = () => {
  if (state.edge !== null) return [edges[state.edge].source, edges[state.edge].target];
  return state.node === null ? [] : [state.node];
};

const recount = () => {
  const chosen = candidates();
  for (const index of picked()) chosen.add(index);
  if (!state.path) dropFewlyJoined(chosen);
  const joined = new Uint8Array(nodes.length);
  visible.allEdges = edges.filter((edge) => {
    if (edge.index !== state.edge && !(chosen.has(edge.source) && chosen.has(edge.target) && edgeAllowed(edge))) return false;
    joined[edge.source] = joined[edge.target] = 1;
    return true;
  });
  if (state.alone || datesOn()) for (const index of [...chosen]) if (!joined[index] && !picked().includes(index)) chosen.delete(index);
  visible.all = nodes.filter((node) => chosen.has(node.index));
  divide();
};

// Share what is visible out between nodes that are drawn and communities that stand for theirs.
const divide = () => {
  visible.nodes.fill(0);
  visible.edgeSet.fill(0);
  if (overview()) visible.list = visible.all.filter((node) => isOpen(node.community)).slice(0, state.limit);
  else visible.list = visible.all;
  const must = picked().filter((index) => !visible.list.includes(nodes[index]));
  if (must.length) visible.list = [...visible.list, ...must.map((index) => nodes[index])];
  for (const node of visible.list) visible.nodes[node.index] = 1;
  visible.edges = visible.allEdges.filter((edge) => visible.nodes[edge.source] && visible.nodes[edge.target]);
  for (const edge of visible.edges) visible.edgeSet[edge.index] = 1;
  visible.bubbles = overview() ? bubblesOf(visible.all) : [];
  visible.links = overview() ? linksOf(visible.allEdges) : [];
};

// The neighbors of a node over relations that are switched on: [{other, weight, count, edges}], the closest first.
const neighborsOf = (index) => {
  const found = new Map();
  for (const edge of edgesOf[index]) {
    const other = otherEnd(edge, index);
    if (other === index || !edgeAllowed(edge)) continue;
    const entry = found.get(other) ?? { other, weight: 0, count: 0, edges: [] };
    entry.edges.push(edge);
    entry.count = Math.max(entry.count, edge.count);
    entry.weight = Math.max(entry.weight, edge.weight);
    found.set(other, entry);
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight || b.count - a.count || a.other - b.other);
};

const sentenceOf = (index) => {
  const [page, line, start, end, text, headline, date] = tables.sentences[index];
  return { index, page: tables.pages[page], line, start, end, text, headline: tables.headlines[headline], date: tables.dates[date] ?? "" };
};

// The sentences of some edges, each once, by date and place.
const sentencesOf = (some) =>
  [...new Set(some.flatMap((edge) => edge.quotes))]
    .map(sentenceOf)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.page < b.page ? -1 : a.page > b.page ? 1 : a.start - b.start));

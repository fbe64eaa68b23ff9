// The graph as the page holds it, what is switched on, and what is therefore visible.

const raw = JSON.parse(document.getElementById("graph").textContent);
const LABELS = ["PER", "ORG", "LOC", "TITLE"];
const KINDS = ["sentence", "holds", "at", "byline", "part_of", "located_in", "article"];
const BACKGROUND = new Set(["article", "part_of", "located_in"]); // switched off at first
const MET = new Set(["sentence", "article"]); // co-occurrence: has a strength; the rest are stated facts
const DRAWN_AT_FIRST = 3000;
const MOST_NEIGHBORS = 20; // the highest value of the filter by neighbors

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
const days = [...new Set(edges.flatMap((edge) => [edge.first, edge.last]).filter(Boolean))].sort();

const defaults = () => ({
  hiddenLabels: new Set(), kinds: new Set(kindsPresent.filter((kind) => !BACKGROUND.has(kind))),
  weight: 0, degree: 0, limit: DRAWN_AT_FIRST, from: 0, to: Math.max(0, days.length - 1), alone: false, names: true, groups: true,
});
const state = {
  ...defaults(), lang: "zh", theme: null, node: null, edge: null, focus: null, steps: 1, path: null, pathFrom: null, community: null, table: null,
};

const visible = { nodes: new Uint8Array(nodes.length), list: [], edges: [], edgeSet: new Uint8Array(edges.length) };

const edgeAllowed = (edge) => {
  if (!state.kinds.has(edge.kind)) return false;
  if (MET.has(edge.kind) && edge.weight < state.weight) return false;
  if (days.length > 1 && (state.from > 0 || state.to < days.length - 1)) {
    if (!edge.first || edge.last < days[state.from] || edge.first > days[state.to]) return false;
  }
  return true;
};
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

const candidates = () => {
  if (state.path) return new Set(state.path);
  if (state.focus !== null) return new Set([state.focus, ...strongest(neighborhood(state.focus, state.steps))]);
  const chosen = new Set();
  for (const node of nodes) {
    if (chosen.size >= state.limit) break;
    if (nodeAllowed(node) && (state.community === null || node.community === state.community)) chosen.add(node.index);
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
  visible.edgeSet.fill(0);
  const joined = new Set();
  visible.edges = edges.filter((edge) => {
    if (edge.index !== state.edge && !(chosen.has(edge.source) && chosen.has(edge.target) && edgeAllowed(edge))) return false;
    visible.edgeSet[edge.index] = 1;
    joined.add(edge.source).add(edge.target);
    return true;
  });
  if (state.alone) for (const index of [...chosen]) if (!joined.has(index) && !picked().includes(index)) chosen.delete(index);
  visible.nodes.fill(0);
  for (const index of chosen) visible.nodes[index] = 1;
  visible.list = nodes.filter((node) => visible.nodes[node.index]);
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

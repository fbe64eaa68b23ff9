// What the explorer adds to the drawing: the way back to its cards, wider surroundings, growing from a node.

const about = document.body.dataset;
const RING = 74; // pixels between nodes that are added
const TURNS = 26;
const CHOSEN = ["kind", "label", "weight"]; // parts of the address: what is taken in
more.centers = new Set((about.centers ?? "").split(" ").flatMap((id) => indexOf.get(id) ?? [])); // what was asked for has a ring

more.heading = () => {
  const asked = new URLSearchParams(location.search);
  const steps = [1, 2, 3].map((n) => {
    const wider = new URLSearchParams(asked);
    wider.set("steps", n);
    return el("a.quiet", { href: `/graph?${wider}`, "aria-current": String((asked.get("steps") ?? "1") === String(n)) }, words("steps", { n }));
  });
  const around = el("p.around", {}, el("a.quiet", { href: "/" }, about.home), ...(about.centers ? steps : []));
  return about.centers ? [around, choices(asked)] : [around];
};

// What the server is asked for: labels, kinds of relations, the least strength. The filters below choose among what came.
const choices = (asked) => {
  const box = (name, value, ...label) => {
    const checked = asked.has(name) ? asked.getAll(name).includes(value) : !(name === "kind" && BACKGROUND.has(value));
    return el("label.tick", {}, el("input", { type: "checkbox", name, value, checked }), el("span", {}, ...label));
  };
  const value = asked.get("weight") ?? "0";
  const output = el("output", {}, value);
  const least = el("input", { type: "range", name: "weight", min: 0, max: 0.9, step: 0.1, value, "aria-label": words("weight"), oninput: () => (output.textContent = least.value) });
  const kept = [...asked].filter(([name]) => ["around", "steps"].includes(name)).map(([name, held]) => el("input", { type: "hidden", name, value: held }));
  return el("details.choices", { open: CHOSEN.some((name) => asked.has(name)) }, el("summary", {}, about.choose),
    el("form", { action: "/graph" }, ...kept,
      el("div", {}, ...LABELS.map((label) => box("label", label, mark(label), words(label)))),
      el("div", {}, ...KINDS.map((kind) => box("kind", kind, el(`i.stroke.${kind}`), words(kind)))),
      el("label.slider", {}, el("span", {}, words("weight")), output, least),
      el("button.apply", { type: "submit" }, about.apply)));
};

more.actions = (node) => [
  el("a.whole-card", { href: `/entity/${node.id}` }, about.card),
  el("button.quiet", { type: "button", onclick: () => grow(node.index) }, about.grow),
];

// A place near a node that no other node has.
const freePlace = (center) => {
  for (let ring = 2; ; ring += 1) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const angle = (2 * Math.PI * (turn + ring / 3)) / TURNS;
      const spot = { x: Math.round(center.x + ring * RING * Math.cos(angle)), y: Math.round(center.y + ring * RING * Math.sin(angle)) };
      if (nodes.every((node) => Math.hypot(node.x - spot.x, node.y - spot.y) > RING)) return spot;
    }
  }
};

const addNode = (fresh, center) => {
  Object.assign(fresh, freePlace(center), { index: nodes.length, aliases: fresh.aliases ?? [], community: center.community });
  nodes.push(fresh);
  indexOf.set(fresh.id, fresh.index);
  edgesOf.push([]);
  groups.get(fresh.community)?.members.push(fresh);
  if (!labelsPresent.includes(fresh.group)) labelsPresent.push(fresh.group);
};

// The number of a text in a table of the page, added where it is new.
const numberIn = (table, text) => {
  const found = table.indexOf(text);
  return found >= 0 ? found : table.push(text) - 1;
};

const addSentence = (row, other) => {
  const [page, line, start, end, text, headline, date] = row;
  const [ownPage, ownHeadline, ownDate] = [["pages", page], ["headlines", headline], ["dates", date]].map(([name, at]) => numberIn(tables[name], other[name][at]));
  return tables.sentences.push([ownPage, line, start, end, text, ownHeadline, ownDate]) - 1;
};

const addEdge = ([from, to, kind, count, weight, first, last, quotes], ids, other) => {
  const [source, target] = [ids[from], ids[to]].map((id) => indexOf.get(id));
  const name = other.kinds[kind];
  if (edgesOf[source].some((edge) => edge.kind === name && edge.source === source && edge.target === target)) return;
  const edge = { index: edges.length, source, target, kind: name, count, weight, first: other.dates[first] ?? "", last: other.dates[last] ?? "", quotes: quotes.map((at) => addSentence(other.sentences[at], other)) };
  edges.push(edge);
  edgesOf[source].push(edge);
  if (target !== source) edgesOf[target].push(edge);
  if (!kindsPresent.includes(name)) {
    kindsPresent.push(name);
    if (!BACKGROUND.has(name)) state.kinds.add(name);
  }
};

// The sentences of a relation, asked for when its card is opened.
more.quotes = async (edge) => {
  if (edge.quotes.length || edge.asked) return;
  edge.asked = true;
  const query = new URLSearchParams({ source: nodes[edge.source].id, target: nodes[edge.target].id, kind: edge.kind });
  const answer = await fetch(`/quotes.json?${query}`);
  if (!answer.ok) return;
  edge.quotes = (await answer.json()).map(({ page, line, start, end, text, headline, date }) =>
    tables.sentences.push([numberIn(tables.pages, page), line, start, end, text, numberIn(tables.headlines, headline), numberIn(tables.dates, date ?? "")]) - 1);
  sentenceKeys = null;
  if (state.edge === edge.index) renderCard();
};

// Put what lies around a node into the picture, and its name into the address.
const grow = async (index) => {
  const asked = new URLSearchParams(location.search);
  const query = new URLSearchParams([["around", nodes[index].id], ["known", nodes.map((node) => node.id).join(" ")], ...[...asked].filter(([name]) => CHOSEN.includes(name))]);
  const answer = await fetch(`/grow.json?${query}`);
  if (!answer.ok) return renderOverlay(about.failed);
  const fresh = await answer.json();
  for (const node of fresh.nodes) if (!indexOf.has(node.id)) addNode(node, nodes[index]);
  for (const row of fresh.edges) addEdge(row, fresh.nodes.map((node) => node.id), fresh.tables);
  visible.nodes = new Uint8Array(nodes.length);
  visible.edgeSet = new Uint8Array(edges.length);
  keys = totals = null;
  asked.append("around", nodes[index].id);
  more.centers.add(index);
  history.replaceState(null, "", `?${asked}${location.hash}`);
  buildPanel();
  go({ ...nothingPicked, node: index });
  return fitView();
};

const route = new URLSearchParams(location.hash.slice(1));
if (!route.has("lang")) state.lang = about.language;
if (!route.has("theme") && about.themeChosen) state.theme = about.themeChosen;
if (!route.has("kinds") && new URLSearchParams(location.search).has("kind")) state.kinds = new Set(kindsPresent); // all that was asked for
renderAll();
fitView(undefined, false);

// What is picked and filtered stands in the # part of the address: links and the back button work.

let saved = "";

const edgeKey = (edge) => [nodes[edge.source].id, nodes[edge.target].id, edge.kind].join("~");

const placeKey = (index) => {
  const { page, start } = sentenceOf(index);
  return `${page}~${start}`;
};
const placeOf = (key) => {
  const at = tables.whole && key ? rowsOfPage(tables.pages.indexOf(key.slice(0, key.lastIndexOf("~")))) : [];
  return at.find((index) => placeKey(index) === key) ?? null;
};

const writeRoute = () => {
  const route = new URLSearchParams();
  const set = (key, value, usual) => String(value) !== String(usual) && route.set(key, value);
  if (state.node !== null) route.set("node", nodes[state.node].id);
  if (state.edge !== null) route.set("edge", edgeKey(edges[state.edge]));
  if (state.sentence !== null) route.set("sentence", placeKey(state.sentence));
  if (state.group !== null) route.set("group", state.group + 1);
  if (state.focus !== null) route.set("focus", `${nodes[state.focus].id}~${state.steps}`);
  if (state.path) route.set("path", [state.path[0], state.path[state.path.length - 1]].map((index) => nodes[index].id).join("~"));
  if (state.community !== null) route.set("community", state.community + 1);
  if (state.table) route.set("table", state.table);
  const usual = defaults();
  set("hide", [...state.hiddenLabels].sort().join(" "), "");
  set("kinds", kindsPresent.filter((kind) => state.kinds.has(kind)).join(" "), kindsPresent.filter((kind) => usual.kinds.has(kind)).join(" "));
  for (const key of ["weight", "degree", "limit", "alone", "names", "groups", "small", "folded", "from", "to"]) set(key, state[key], usual[key]);
  set("open", [...state.opened].sort((a, b) => a - b).map((own) => own + 1).join(" "), "");
  set("lang", state.lang, "zh");
  set("theme", state.theme ?? "", "");
  return route.toString();
};

const saveRoute = (step = false) => {
  const route = writeRoute();
  if (route === saved) return;
  saved = route;
  if (location.protocol === "about:") return; // a frame in a notebook has no address of its own
  const address = `#${route}`;
  if (step) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
};

const amount = (text, usual, low, high) => {
  const value = Number(text);
  return text !== null && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : usual;
};

// Set the state from the address; what it names and this graph has not is passed over.
const readRoute = () => {
  saved = location.hash.slice(1);
  const route = new URLSearchParams(saved);
  const usual = defaults();
  const node = (id) => indexOf.get(id) ?? null;
  const [focus, steps] = (route.get("focus") ?? "").split("~");
  const [first, last] = (route.get("path") ?? "").split("~").map(node);
  const wanted = route.get("edge");
  const kinds = route.get("kinds");
  const day = (key) => (/^\d{4}-\d\d-\d\d$/.test(route.get(key) ?? "") && Number.isFinite(dayNumber(route.get(key))) ? route.get(key) : "");
  const flag = (key) => (route.get(key) === null ? usual[key] : route.get(key) === "true");
  const group = (text) => (text && groups.has(Number(text) - 1) ? Number(text) - 1 : null);
  Object.assign(state, usual, {
    node: node(route.get("node")),
    edge: wanted ? edgesOf[node(wanted.split("~")[0]) ?? -1]?.find((edge) => edgeKey(edge) === wanted)?.index ?? null : null,
    focus: node(focus), steps: amount(steps ?? null, 1, 1, 3), pathFrom: null,
    table: ["nodes", "edges"].includes(route.get("table")) ? route.get("table") : null,
    hiddenLabels: new Set(LABELS.filter((label) => (route.get("hide") ?? "").split(" ").includes(label))),
    kinds: kinds === null ? usual.kinds : new Set(kindsPresent.filter((kind) => kinds.split(" ").includes(kind))),
    weight: amount(route.get("weight"), 0, 0, 1), degree: amount(route.get("degree"), 0, 0, MOST_NEIGHBORS),
    sentence: placeOf(route.get("sentence")), group: group(route.get("group")), community: group(route.get("community")), limit: amount(route.get("limit"), usual.limit, 100, 1e6),
    opened: new Set((route.get("open") ?? "").split(" ").map(group).filter((own) => own !== null)),
    from: day("from"), to: day("to"),
    alone: flag("alone"), names: flag("names"), groups: flag("groups"), small: flag("small"), folded: flag("folded"),
    lang: route.get("lang") === "en" ? "en" : "zh",
    theme: ["light", "dark"].includes(route.get("theme")) ? route.get("theme") : null,
  });
  openPicked();
  state.path = first != null && last != null ? shortestPath(first, last) : null;
};

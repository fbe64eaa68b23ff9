// What is picked and filtered stands in the # part of the address: links and the back button work.

let saved = "";

const edgeKey = (edge) => [nodes[edge.source].id, nodes[edge.target].id, edge.kind].join("~");

const writeRoute = () => {
  const route = new URLSearchParams();
  const set = (key, value, usual) => String(value) !== String(usual) && route.set(key, value);
  if (state.node !== null) route.set("node", nodes[state.node].id);
  if (state.edge !== null) route.set("edge", edgeKey(edges[state.edge]));
  if (state.focus !== null) route.set("focus", `${nodes[state.focus].id}~${state.steps}`);
  if (state.path) route.set("path", [state.path[0], state.path[state.path.length - 1]].map((index) => nodes[index].id).join("~"));
  if (state.community !== null) route.set("community", state.community + 1);
  if (state.table) route.set("table", state.table);
  const usual = defaults();
  set("hide", [...state.hiddenLabels].sort().join(" "), "");
  set("kinds", kindsPresent.filter((kind) => state.kinds.has(kind)).join(" "), kindsPresent.filter((kind) => usual.kinds.has(kind)).join(" "));
  for (const key of ["weight", "degree", "limit", "alone", "names", "groups"]) set(key, state[key], usual[key]);
  if (days.length) set("from", days[state.from], days[usual.from]), set("to", days[state.to], days[usual.to]);
  set("lang", state.lang, "zh");
  set("theme", state.theme ?? "", "");
  return route.toString();
};

const saveRoute = (step = false) => {
  const route = writeRoute();
  if (route === saved) return;
  saved = route;
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
  const day = (key, fallback) => (days.includes(route.get(key)) ? days.indexOf(route.get(key)) : fallback);
  Object.assign(state, usual, {
    node: node(route.get("node")),
    edge: wanted ? edgesOf[node(wanted.split("~")[0]) ?? -1]?.find((edge) => edgeKey(edge) === wanted)?.index ?? null : null,
    focus: node(focus), steps: amount(steps ?? null, 1, 1, 3), pathFrom: null,
    table: ["nodes", "edges"].includes(route.get("table")) ? route.get("table") : null,
    hiddenLabels: new Set(LABELS.filter((label) => (route.get("hide") ?? "").split(" ").includes(label))),
    kinds: kinds === null ? usual.kinds : new Set(kindsPresent.filter((kind) => kinds.split(" ").includes(kind))),
    weight: amount(route.get("weight"), 0, 0, 1), degree: amount(route.get("degree"), 0, 0, MOST_NEIGHBORS),
    community: nodes.some((one) => one.community === Number(route.get("community") ?? 0) - 1 && one.community >= 0) ? Number(route.get("community")) - 1 : null, limit: amount(route.get("limit"), usual.limit, 100, 1e6),
    from: day("from", usual.from), to: day("to", usual.to),
    alone: route.get("alone") === "true", names: route.get("names") !== "false", groups: route.get("groups") !== "false",
    lang: route.get("lang") === "en" ? "en" : "zh",
    theme: ["light", "dark"].includes(route.get("theme")) ? route.get("theme") : null,
  });
  state.path = first != null && last != null ? shortestPath(first, last) : null;
};

// Puts the page together and answers keys, the back button and what is picked.

const overlay = document.getElementById("overlay");

// Take a step: the given parts of the state change, the page follows, the back button undoes it.
const go = (changes) => {
  Object.assign(state, changes);
  saveRoute(true);
  renderState();
};

const startPath = (index) => {
  state.pathFrom = index;
  renderOverlay();
  parts.input.focus();
};

const endPath = (index) => {
  const from = state.pathFrom;
  state.pathFrom = null;
  if (index === from) return renderOverlay();
  const path = shortestPath(from, index);
  if (!path) return renderOverlay(words("pathNone"));
  go({ path, focus: null, community: null, node: null, edge: null });
  return fitView();
};

const leave = () => {
  go({ focus: null, path: null, community: null });
  fitView();
};

// Whether only a part of the graph is looked at.
const narrowed = () => state.focus !== null || state.path !== null || state.community !== null;

// A community is named after its three strongest nodes.
const groupName = (community) => nodes.filter((node) => node.community === community).slice(0, 3).map((node) => node.label).join("、");

const banner = () => {
  if (state.pathFrom !== null) return words("pathFrom", { name: nodes[state.pathFrom].label });
  if (state.path) {
    const [a, b] = [state.path[0], state.path[state.path.length - 1]].map((index) => nodes[index].label);
    return words("pathShown", { a, b, n: state.path.length - 1 });
  }
  if (state.community !== null) return words("groupShown", { names: groupName(state.community) });
  return state.focus === null ? "" : words("focused", { name: nodes[state.focus].label, n: state.steps });
};

const renderOverlay = (message = "") => {
  const text = message || banner();
  const back = state.pathFrom !== null
    ? el("button.quiet", { type: "button", onclick: () => ((state.pathFrom = null), renderOverlay()) }, words("close"))
    : narrowed() && el("button.quiet", { type: "button", onclick: leave }, icon("back"), words("back"));
  overlay.replaceChildren(
    el("div.banner", { hidden: !text, role: "status" }, el("bdi", {}, text), back),
    !visible.list.length ? el("p.empty", {}, words("empty")) : "",
    el("div.zoom", {},
      button("plus", words("zoomIn"), () => zoomBy(1.5)), button("minus", words("zoomOut"), () => zoomBy(1 / 1.5)),
      button("fit", words("fit"), () => fitView()), button("picture", words("png"), savePicture), button("svg", words("svg"), saveSvg),
      button("table", words("table"), () => go({ table: state.table ? null : "nodes" }))),
    button("menu", words("menu"), () => panel.classList.toggle("open")));
};

const renderState = () => {
  refresh();
  renderCard();
  renderOverlay();
  renderTable();
  showCounts();
};

const renderAll = () => {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  applyTheme();
  buildPanel();
  renderState();
};

const escape = () => {
  if (state.pathFrom !== null) return (state.pathFrom = null), renderOverlay();
  if (panel.classList.contains("open")) return panel.classList.remove("open");
  if (state.table) return go({ table: null });
  if (state.node !== null || state.edge !== null) return go({ node: null, edge: null });
  return narrowed() ? leave() : undefined;
};

const KEYS = {
  "/": (event) => (event.preventDefault(), panel.classList.add("open"), parts.input.focus(), parts.input.select()),
  Escape: escape, "+": () => zoomBy(1.5), "=": () => zoomBy(1.5), "-": () => zoomBy(1 / 1.5), 0: () => fitView(),
  t: () => go({ table: state.table ? null : "nodes" }),
  f: () => state.node !== null && (go({ focus: state.node, path: null, community: null }), fitView()),
};

addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search]");
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
  KEYS[event.key]?.(event);
});
addEventListener("pointerdown", (event) => parts.hits && !event.target.closest(".search") && closeHits());
addEventListener("popstate", () => {
  readRoute();
  renderAll();
});
dark.addEventListener("change", () => (applyTheme(), forgetNames(), network.redraw()));

readRoute();
applyTheme();
recount();
openScene();
renderAll();
fitView(visible.list, false);
if (state.node !== null && state.focus === null) showNode(state.node);
else if (state.edge !== null) fitView([nodes[edges[state.edge].source], nodes[edges[state.edge].target]], false);

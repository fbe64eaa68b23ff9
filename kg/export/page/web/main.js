// Puts the page together and answers the back button and what is picked.

const overlay = document.getElementById("overlay");

// What is picked stays in sight: the community it belongs to opens.
const openPicked = () => {
  const closed = picked().map((index) => nodes[index].community).filter((own) => !state.opened.has(own));
  if (overview() && closed.length) state.opened = new Set([...state.opened, ...closed]);
};

// Take a step: the given parts of the state change, the page follows, the back button undoes it.
const go = (changes) => {
  Object.assign(state, changes);
  openPicked();
  saveRoute(true);
  renderState();
};

const startPath = (index) => {
  state.pathFrom = index;
  renderOverlay();
  parts.input.value = "";
  parts.input.focus();
};

const endPath = (index) => {
  const from = state.pathFrom;
  state.pathFrom = null;
  if (index === from) return renderOverlay();
  const path = shortestPath(from, index);
  if (!path) return renderOverlay(words("pathNone"));
  go({ ...nothingPicked, ...nowhere, path });
  return fitView();
};

const leave = () => {
  go(nowhere);
  fitView();
};

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
    (parts.empty = el("p.empty", { hidden: true }, words("empty"))),
    toolBar(),
    button("menu", words("menu"), () => panel.classList.toggle("open")));
  showCounts();
};

const renderState = () => {
  refresh();
  renderCard();
  renderOverlay();
  renderTable();
};

const renderAll = () => {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  canvas.setAttribute("aria-label", words("canvas"));
  applyTheme();
  buildPanel();
  renderState();
};

addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".search")) closeHits();
  if (!event.target.closest(".saving")) parts.closeMenu?.();
});
addEventListener("popstate", () => {
  readRoute();
  renderAll();
  if (state.node !== null && outOfSight(nodes[state.node])) showNode(state.node);
});
dark.addEventListener("change", () => (applyTheme(), forgetNames(), network.redraw()));

const openingView = () => {
  if (state.edge !== null) return fitView([nodes[edges[state.edge].source], nodes[edges[state.edge].target]], false);
  fitView(undefined, false);
  if (state.node !== null && state.focus === null) showNode(state.node);
  else if (state.group !== null && !narrowed()) fitView(groups.get(state.group).members, false, 1.1);
  return undefined;
};

// Do something as soon as the canvas has a size: a frame of a notebook may be shown long after it is loaded.
const whenSized = (work) => {
  const { frame } = network.canvas;
  const sized = () => frame.clientWidth > 0 && frame.clientHeight > 0;
  if (sized()) return work();
  const watch = new ResizeObserver(() => sized() && (watch.disconnect(), network.setSize("100%", "100%"), network.redraw(), work()));
  return watch.observe(frame);
};

readRoute();
applyTheme();
recount();
openScene();
renderAll();
whenSized(openingView);

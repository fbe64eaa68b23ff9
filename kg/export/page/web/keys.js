// The keyboard: shortcuts, and the arrow keys that walk from node to neighbor.

const WIDEST = Math.cos((62 * Math.PI) / 180); // an arrow key reaches neighbors within this angle

// What an arrow key starts from: the node picked, the circle of the community picked, or the strongest in sight.
const standing = () => {
  if (state.node !== null) return nodes[state.node];
  if (state.group !== null) return visible.bubbles.find((bubble) => bubble.group.number === state.group) ?? groups.get(state.group).members.find((node) => visible.nodes[node.index]) ?? null;
  return null;
};

const firstStop = () => {
  const some = [...visible.list, ...visible.bubbles];
  return some.find((thing) => !outOfSight(thing)) ?? some[0] ?? null;
};

const neighborsDrawn = (thing) => {
  const found = thing.index === undefined ? [] : edgesOf[thing.index].filter((edge) => visible.edgeSet[edge.index]).map((edge) => nodes[otherEnd(edge, thing.index)]);
  for (const { a, b } of visible.links) {
    if (a === thing) found.push(b);
    else if (b === thing) found.push(a);
  }
  return found.filter((other) => other !== thing);
};

// The neighbor that lies best in a direction: near, and not far off to the side.
const neighborToward = (thing, dx, dy) => {
  let [best, least] = [null, Infinity];
  for (const other of neighborsDrawn(thing)) {
    const [x, y] = [other.x - thing.x, other.y - thing.y];
    const distance = Math.hypot(x, y) || 1;
    const straight = (x * dx + y * dy) / distance;
    if (straight < WIDEST) continue;
    const cost = distance * (1 + 2 * (1 - straight));
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
};

const outOfSight = ({ x, y }) => {
  const offset = cardOffset();
  const [right, bottom] = [view.right + (2 * offset.x) / view.scale, view.bottom + (2 * offset.y) / view.scale];
  const rim = 50 / view.scale;
  return x < view.left + rim || x > right - rim || y < view.top + rim || y > bottom - rim;
};

const walk = (dx, dy) => {
  const from = standing();
  const to = from ? neighborToward(from, dx, dy) : firstStop();
  if (!to) return;
  if (to.index === undefined) go({ ...nothingPicked, group: to.group.number });
  else go({ ...nothingPicked, node: to.index });
  if (outOfSight(to)) glide({ position: { x: to.x, y: to.y }, scale: view.scale, offset: cardOffset() });
  announce();
};

// Tell a screen reader what is picked.
const announcer = el("p.away", { role: "status", "aria-live": "assertive" });
document.body.append(announcer);
const announce = () => {
  if (state.node === null) return (announcer.textContent = state.group === null ? "" : words("groupShown", { names: groupName(state.group) }));
  const node = nodes[state.node];
  const facts = [words("mentions", { n: number(node.mentions) }), words("neighborsCount", { n: number(neighborsOf(node.index).length) })].join(state.lang === "zh" ? "，" : ", ");
  return (announcer.textContent = words("says", { name: node.label, label: words(node.group), facts }));
};

const enter = () => {
  if (state.group !== null && overview()) return flipGroup(state.group);
  return card.querySelector("h1")?.focus();
};

const escape = () => {
  if (state.pathFrom !== null) return (state.pathFrom = null), renderOverlay();
  if (parts.closeMenu?.()) return undefined;
  if (panel.classList.contains("open")) return panel.classList.remove("open");
  if (state.table) return go({ table: null });
  if (state.node !== null || state.edge !== null || state.group !== null) return go(nothingPicked), canvas.focus({ preventScroll: true });
  return narrowed() ? leave() : undefined;
};

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = {
  "/": (event) => (event.preventDefault(), panel.classList.add("open"), parts.input.focus(), parts.input.select()),
  "?": () => showHelp(), Escape: escape, "+": () => zoomBy(1.5), "=": () => zoomBy(1.5), "-": () => zoomBy(1 / 1.5), 0: () => fitView(),
  t: () => go({ table: state.table ? null : "nodes" }),
  f: () => state.node !== null && (go({ ...nowhere, focus: state.node }), fitView()),
  p: (event) => state.node !== null && (event.preventDefault(), startPath(state.node)),
};

addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.isComposing) return;
  if (target.matches("input[type=search]") && event.key !== "Escape") return;
  const onStage = target === document.body || target === canvas;
  if (onStage && ARROWS[event.key]) return event.preventDefault(), walk(...ARROWS[event.key]);
  if (onStage && event.key === "Enter") return event.preventDefault(), enter();
  KEYS[event.key]?.(event);
});

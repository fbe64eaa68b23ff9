// What the mouse and fingers do on the picture: hover, pick, drag a node, open a community.

const AFTER_OPENING = 450; // milliseconds in which a second click does not count: a double click opens too
let drag = null;
let openedAt = -Infinity; // when the click that opened one happened

const pointOf = (event) => {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
};

const watchPointer = () => {
  canvas.addEventListener("pointerdown", startDrag, { capture: true });
  addEventListener("pointermove", moveDrag);
  addEventListener("pointerup", endDrag);
  addEventListener("pointercancel", () => (drag = null));
  canvas.addEventListener("pointermove", hoverSoon);
  canvas.addEventListener("pointerleave", () => setHovered(null));
  canvas.addEventListener("dblclick", (event) => event.timeStamp - openedAt > AFTER_OPENING && doublePick(pointOf(event)));
  network.on("click", ({ pointer, event }) => event.type !== "press" && event.srcEvent.timeStamp - openedAt > AFTER_OPENING && pickAt(pointer.DOM, event.srcEvent.timeStamp));
};

// ---- a node is dragged with the mouse; all other movements are the library's

const startDrag = (event) => {
  canvas.focus({ preventScroll: true });
  if (event.button !== 0 || event.pointerType === "touch") return;
  const index = nodeAt(pointOf(event));
  if (index === null) return;
  event.stopPropagation();
  drag = { index, start: pointOf(event), moved: false };
};

const moveDrag = (event) => {
  if (!drag) return;
  const point = pointOf(event);
  if (!drag.moved && Math.hypot(point.x - drag.start.x, point.y - drag.start.y) < 4) return;
  drag.moved = view.dragging = true;
  Object.assign(nodes[drag.index], network.DOMtoCanvas(point));
  moved();
  forgetNames();
  network.redraw();
};

const endDrag = () => {
  if (!drag) return;
  const { index, moved: carried } = drag;
  drag = null;
  if (!carried) pick(index);
  else reorder();
};

// ---- hovering

let waiting = null;
const hoverSoon = (event) => {
  if (event.buttons || event.pointerType === "touch") return;
  if (waiting === null) requestAnimationFrame(() => (hoverAt(waiting), (waiting = null)));
  waiting = pointOf(event);
};

const hoverAt = (point) => {
  if (!point) return;
  const index = nodeAt(point);
  setHovered(index);
  canvas.style.cursor = index !== null || bubbleAt(point) || edgeAt(point) !== null ? "pointer" : "";
};

const setHovered = (index) => {
  if (hovered === index) return;
  hovered = index;
  forgetNames();
  network.redraw();
};

// ---- what stands under a point of the canvas

// The closest node; a little more room than its shape.
const nodeAt = (point) => {
  const { x, y } = network.DOMtoCanvas(point);
  let [best, nearest] = [null, Infinity];
  for (const node of visible.list) {
    const distance = Math.hypot(node.x - x, node.y - y) - radiusOf(node);
    if (distance < 5 / view.scale && distance < nearest) [best, nearest] = [node.index, distance];
  }
  return best;
};

const edgeAt = (point) => {
  const { x, y } = network.DOMtoCanvas(point);
  let [best, nearest] = [null, 5 / view.scale];
  for (const edge of ordered) {
    if (lit.on && !lit.edges.has(edge.index)) continue;
    const distance = toSegment(x, y, nodes[edge.source], nodes[edge.target]);
    if (distance < nearest) [best, nearest] = [edge.index, distance];
  }
  return best;
};

const toSegment = (x, y, a, b) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
};

const bubbleAt = (point) => {
  const { x, y } = network.DOMtoCanvas(point);
  return visible.bubbles.find((bubble) => Math.hypot(bubble.x - x, bubble.y - y) <= ringOf(bubble)) ?? null;
};

// The number of the community on whose ground a point lies.
const groundAt = (point) => {
  const { x, y } = network.DOMtoCanvas(point);
  const found = grounds.find((ground) => ground.number >= 0 && Math.hypot(ground.x - x, ground.y - y) <= ground.r);
  return found ? found.number : null;
};

// ---- picking

const pick = (index) => (state.pathFrom !== null ? endPath(index) : go({ ...nothingPicked, node: index }));

const pickAt = (point, time) => {
  const index = nodeAt(point);
  if (index !== null) return pick(index);
  const bubble = bubbleAt(point);
  if (bubble) {
    openedAt = time;
    return openGroup(bubble.group.number);
  }
  const edge = edgeAt(point);
  if (edge !== null) return go({ ...nothingPicked, edge });
  const free = state.node === null && state.edge === null && state.group === null;
  return go({ ...nothingPicked, group: free ? groundAt(point) : null });
};

// A double click looks at the surroundings of a node; on the ground of an open community it folds it.
const doublePick = (point) => {
  const index = nodeAt(point);
  if (index !== null) {
    go({ ...nothingPicked, ...nowhere, node: index, focus: index });
    return fitView();
  }
  const number = groundAt(point);
  return overview() && number !== null && edgeAt(point) === null ? closeGroup(number) : undefined;
};

// The picture itself: vis-network keeps the canvas, the nodes, moving and zooming.

const REST = 140; // milliseconds without movement until everything is drawn again
const view = { scale: 1, left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0, moving: false, dragging: false, kept: false };
const LEFT_IN_SIGHT = 0.55; // share of the window that the kept picture has to cover
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let network = null;
let shownNodes = null;
let hovered = null;
let restTimer = 0;
let keepTimer = 0;

const readView = () => {
  const canvas = network.canvas.frame.canvas;
  const center = network.getViewPosition();
  view.scale = network.getScale();
  view.width = canvas.clientWidth;
  view.height = canvas.clientHeight;
  const [w, h] = [view.width / view.scale / 2, view.height / view.scale / 2];
  Object.assign(view, { left: center.x - w, right: center.x + w, top: center.y - h, bottom: center.y + h });
};

const moved = (lasting = 0) => {
  view.moving = true;
  clearTimeout(restTimer);
  restTimer = setTimeout(() => {
    view.moving = view.dragging = false;
    network.redraw();
  }, REST + lasting);
};

// ---- while the picture moves, the last one drawn moves as it is, until too little of it is left in sight

const kept = { canvas: document.createElement("canvas"), scale: 0, left: 0, top: 0 };

const keepPicture = () => {
  const source = network.canvas.frame.canvas;
  Object.assign(kept, { scale: view.scale, left: view.left, top: view.top });
  if (kept.canvas.width !== source.width || kept.canvas.height !== source.height)
    Object.assign(kept.canvas, { width: source.width, height: source.height });
  const context = kept.canvas.getContext("2d");
  context.clearRect(0, 0, source.width, source.height);
  context.drawImage(source, 0, 0);
};

// Draw the last picture where it has moved to; false where it has to be drawn anew.
const paintKept = (context) => {
  const { width, height } = context.canvas;
  if (!view.moving || view.dragging || !kept.scale || kept.canvas.width !== width || kept.canvas.height !== height) return false;
  const ratio = width / view.width;
  const [factor, x, y] = [view.scale / kept.scale, (kept.left - view.left) * view.scale * ratio, (kept.top - view.top) * view.scale * ratio];
  const covered = (start, size) => Math.max(0, Math.min(size, start + size * factor) - Math.max(0, start)) / size;
  if (factor > 2.5 || covered(x, width) * covered(y, height) < LEFT_IN_SIGHT) return false;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(kept.canvas, x, y, width * factor, height * factor);
  context.restore();
  return true;
};

const visNode = (node) => ({ id: node.index, x: node.x, y: node.y });

const openScene = () => {
  shownNodes = new vis.DataSet(visible.list.map(visNode));
  const shape = ({ ctx, id }) => ({
    drawNode: () => !view.kept && paintNode(ctx, nodes[id]),
    nodeDimensions: { width: nodes[id].size * 2, height: nodes[id].size * 2 },
  });
  const options = { ...raw.options, nodes: { shape: "custom", ctxRenderer: shape } };
  network = new vis.Network(document.getElementById("canvas"), { nodes: shownNodes, edges: [] }, options);
  network.on("beforeDrawing", (context) => {
    readView();
    view.kept = paintKept(context);
    if (view.kept) return;
    paintGroups(context);
    paintEdges(context);
  });
  network.on("afterDrawing", (context) => {
    if (view.kept) return;
    paintNames(context);
    clearTimeout(keepTimer);
    if (view.moving) keepPicture();
    else keepTimer = setTimeout(keepPicture, REST); // copying waits until all is drawn: not while the page opens
  });
  network.on("zoom", () => moved());
  network.on("dragStart", ({ nodes: [id] }) => id !== undefined && ((view.dragging = true), moved()));
  network.on("dragging", ({ nodes: [id] }) => {
    moved();
    if (id !== undefined) follow(id);
  });
  network.on("click", ({ pointer, event }) => event.type !== "press" && pickAt(pointer.DOM));
  network.on("doubleClick", ({ pointer }) => {
    const index = nodeAt(pointer.DOM);
    if (index !== null) go({ node: index, edge: null, focus: index, path: null, community: null });
  });
  watchPointer();
};

const follow = (id) => {
  const place = network.getPosition(id);
  Object.assign(nodes[id], place);
  forgetNames();
};

const watchPointer = () => {
  const frame = network.canvas.frame;
  let waiting = null;
  frame.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") return;
    const box = frame.getBoundingClientRect();
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    if (waiting === null) requestAnimationFrame(() => (hoverAt(waiting), (waiting = null)));
    waiting = point;
  });
  frame.addEventListener("pointerleave", () => setHovered(null));
};

const hoverAt = (point) => {
  if (!point) return;
  const index = nodeAt(point);
  setHovered(index);
  network.canvas.frame.style.cursor = index !== null || edgeAt(point) !== null ? "pointer" : "";
};

const setHovered = (index) => {
  if (hovered === index) return;
  hovered = index;
  forgetNames();
  network.redraw();
};

// The node under a point of the canvas, the closest one; a little more room than its shape.
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

const pickAt = (point) => {
  const index = nodeAt(point);
  if (index !== null && state.pathFrom !== null) return endPath(index);
  if (index !== null) return go({ node: index, edge: null });
  const edge = edgeAt(point);
  return go({ node: null, edge });
};

// Bring the vis-network nodes in line with what is visible, and draw.
const refresh = () => {
  recount();
  relight();
  reorder();
  forgetNames();
  const present = new Set(shownNodes.getIds());
  const wanted = new Set(visible.list.map((node) => node.index));
  const gone = [...present].filter((id) => !wanted.has(id));
  if (gone.length) shownNodes.remove(gone);
  const fresh = visible.list.filter((node) => !present.has(node.index));
  if (fresh.length) shownNodes.add(fresh.map(visNode));
  network.redraw();
};

// The part of the canvas that the card does not cover, as an offset of its middle.
const cardOffset = () => {
  const card = document.getElementById("card");
  return card.hidden || innerWidth < 900 ? 0 : -card.offsetWidth / 2;
};

const glide = (options) => {
  moved(320);
  network.moveTo({ ...options, animation: calm.matches ? false : { duration: 320, easingFunction: "easeInOutQuad" } });
};

const showNode = (index) => {
  const scale = Math.max(view.scale, 0.75);
  glide({ position: { x: nodes[index].x, y: nodes[index].y }, scale, offset: { x: cardOffset(), y: 0 } });
};

const fitView = (some = visible.list, animate = true) => {
  if (!some.length) return;
  const frame = network.canvas.frame;
  const edgeOf = (pick, key) => some.reduce((found, node) => pick(found, node[key]), pick === Math.min ? Infinity : -Infinity);
  const [left, right] = [edgeOf(Math.min, "x"), edgeOf(Math.max, "x")];
  const [top, bottom] = [edgeOf(Math.min, "y"), edgeOf(Math.max, "y")];
  const offset = cardOffset();
  const scale = Math.min(1.6, (frame.clientWidth + 2 * offset - 170) / (right - left + 60), (frame.clientHeight - 110) / (bottom - top + 60));
  const options = { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(0.02, scale), offset: { x: offset, y: 0 } };
  if (animate) glide(options);
  else network.moveTo(options);
};

const zoomBy = (factor) => glide({ scale: network.getScale() * factor });

const savePicture = () => {
  const source = network.canvas.frame.canvas;
  const copy = Object.assign(document.createElement("canvas"), { width: source.width, height: source.height });
  const context = copy.getContext("2d");
  context.fillStyle = ink.paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  const link = el("a", { href: copy.toDataURL("image/png"), download: `${tables.title || "graph"}.png` });
  link.click();
};

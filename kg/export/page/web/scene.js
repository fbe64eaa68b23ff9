// The picture: vis-network keeps the canvas, moving and zooming; what stands on it is drawn here.

const REST = 140; // milliseconds without movement until everything is drawn again
const LEFT_IN_SIGHT = 0.55; // share of the window that the kept picture has to cover
const EDGE_OF_VIEW = 78; // pixels left free on each side when all is shown, for names
const BAR = 70; // pixels that the bar below the picture takes up
const view = { scale: 1, left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0, moving: false, dragging: false, kept: false };
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const canvas = document.getElementById("canvas");
let network = null;
let hovered = null;
let restTimer = 0;
let keepTimer = 0;

const readView = () => {
  const surface = network.canvas.frame.canvas;
  const center = network.getViewPosition();
  view.scale = network.getScale();
  view.width = surface.clientWidth;
  view.height = surface.clientHeight;
  const [w, h] = [view.width / view.scale / 2, view.height / view.scale / 2];
  Object.assign(view, { left: center.x - w, right: center.x + w, top: center.y - h, bottom: center.y + h });
};

const moved = (lasting = 0) => {
  view.moving = true;
  canvas.dataset.moving = ""; // until all is drawn again, for whoever drives the page
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

const openScene = () => {
  network = new vis.Network(canvas, { nodes: [], edges: [] }, raw.options);
  network.on("beforeDrawing", (context) => {
    readView();
    view.kept = paintKept(context);
    if (view.kept) return;
    paintField(context);
    paintGroups(context);
    paintLinks(context);
    paintEdges(context);
    paintBubbles(context);
    paintMotes(context);
    paintNodes(context);
    paintNames(context);
    clearTimeout(keepTimer);
    canvas.dataset.view = [view.scale, view.left, view.top].join(" "); // where things stand, for whoever drives the page
    if (view.moving) return keepPicture();
    delete canvas.dataset.moving;
    keepTimer = setTimeout(keepPicture, REST); // copying waits until all is drawn: not while the page opens
  });
  network.on("zoom", () => moved());
  network.on("dragStart", () => moved());
  network.on("dragging", () => moved());
  watchPointer();
};

// Bring the picture in line with what is visible.
const refresh = () => {
  recount();
  relight();
  reorder();
  forgetNames();
  network.redraw();
};

// ---- where to look

// The part of the canvas that the card does not cover, as an offset of its middle.
const cardOffset = () => {
  const card = document.getElementById("card");
  if (card.hidden) return { x: 0, y: 0 };
  return innerWidth <= NARROW ? { x: 0, y: -card.offsetHeight / 2 } : { x: -card.offsetWidth / 2, y: 0 };
};

const glide = (options) => {
  moved(320);
  network.moveTo({ ...options, animation: calm.matches ? false : { duration: 320, easingFunction: "easeInOutQuad" } });
};

const showNode = (index, closest = 0.75) =>
  glide({ position: { x: nodes[index].x, y: nodes[index].y }, scale: Math.max(view.scale, closest), offset: cardOffset() });

// Show some nodes, or circles, whole; by default all that is drawn.
const fitView = (some = [...visible.list, ...visible.bubbles], animate = true, largest = 1.6) => {
  if (!some.length) return;
  const frame = network.canvas.frame;
  const { left, right, top, bottom } = extent(some);
  const offset = cardOffset();
  const wide = (frame.clientWidth + 2 * offset.x - 2 * EDGE_OF_VIEW) / (right - left + 60);
  const above = narrowed() ? 90 : 60; // a line of text stands there
  const high = (frame.clientHeight + 2 * offset.y - above - BAR) / (bottom - top + 60);
  offset.y -= (BAR - above) / 2 + 15;
  const options = { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(0.01, Math.min(largest, wide, high)), offset };
  if (animate) glide(options);
  else network.moveTo(options);
};

const zoomBy = (factor) => glide({ scale: network.getScale() * factor });

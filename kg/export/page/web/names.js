// Names beside the nodes: the larger node first, no name on another name or on a larger node.

const CELL = 48;
const widths = new Map();
let placedFor = "";
let placed = [];

const standsOut = (node) => lit.main.has(node.index) || Boolean(more.centers?.has(node.index));

const fontOf = (node) => {
  const main = standsOut(node);
  const size = main ? 16 : node.group === "TITLE" ? 11 : Math.round(Math.min(18, 9.5 + node.size * 0.34));
  return { size, css: `${node.size > 17 || main ? 600 : 400} ${size}px ${ink.sans}` };
};

const shorten = (name, most) => {
  const chars = [...name.slice(0, 60)];
  return chars.length > most ? `${chars.slice(0, most - 1).join("")}…` : name;
};

const widthOf = (context, text, font) => {
  const key = font.css.slice(0, 20) + text;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = font.css;
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
};

class Boxes {
  constructor() {
    this.cells = new Map();
  }
  *keys(box) {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1)
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) yield x * 100003 + y;
  }
  add(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }
  free(box, owner) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (other.owner !== owner && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top) return false;
      }
    }
    return true;
  }
}

const spots = (x, y, r, width, height) => [
  [x - width / 2, y + r + 3], [x + r + 4, y - height / 2], [x - r - 4 - width, y - height / 2], [x - width / 2, y - r - 3 - height],
];

// Names that must be seen come first: what is picked, what is under the pointer, then what is lit.
const urgency = (node) => (standsOut(node) ? 3 : hovered === node.index ? 3 : lit.on && lit.nodes.has(node.index) ? 2 : 1);

// At most so many names on a tile of the screen, so that an overview stays an overview; close up, all that fit.
class Tiles {
  constructor(scale) {
    this.most = scale > 1.1 ? Infinity : 1 + Math.round(scale * 5);
    this.counts = new Map();
  }
  full(x, y) {
    const key = `${Math.floor(x / 220)} ${Math.floor(y / 110)}`;
    const count = this.counts.get(key) ?? 0;
    this.counts.set(key, count + 1);
    return count >= this.most;
  }
}

// A post is named from close by: from afar its person and its body say enough.
const named = (node, scale) => urgency(node) > 1 || node.group !== "TITLE" || scale > 0.75;

// No name stands out of the picture as it is when all is shown, so that none is cut at a side.
const sides = (scale) => {
  const { left, right } = extent([...visible.list, ...visible.bubbles]);
  return { left: left * scale - EDGE_OF_VIEW, right: right * scale + EDGE_OF_VIEW };
};

const placeNames = (context, scale) => {
  const boxes = new Boxes();
  const tiles = new Tiles(scale);
  const side = sides(scale);
  const found = placeGroupNames(context, scale, boxes);
  const list = visible.list.filter((node) => !lit.on || lit.nodes.has(node.index) || hovered === node.index);
  const order = list.filter((node) => named(node, scale)).sort((a, b) => urgency(b) - urgency(a) || b.size - a.size || a.index - b.index);
  for (const node of list) {
    const r = Math.max(node.size * scale, 2.1) * 0.9;
    if (r < 2.6) continue;
    const [x, y] = [node.x * scale, node.y * scale];
    boxes.add({ left: x - r, right: x + r, top: y - r, bottom: y + r, owner: node.index });
  }
  for (const node of order) {
    const must = urgency(node) === 3;
    const font = fontOf(node);
    const text = must ? shorten(node.label, 40) : shorten(node.label, scale < 0.7 ? 12 : 16);
    const width = widthOf(context, text, font);
    const [x, y, r] = [node.x * scale, node.y * scale, Math.max(node.size * scale, 2.1)];
    const pad = scale < 0.6 ? 5 : 2;
    const around = spots(x, y, r, width, font.size);
    const spot = (node.community < 0 && !lit.on ? around.slice(0, 1) : around).find(([left, top]) =>
      left > side.left && left + width < side.right && boxes.free({ left: left - pad, right: left + width + pad, top: top - 1, bottom: top + font.size + 2 }, node.index));
    if ((!spot && !must) || (urgency(node) === 1 && node.size < 11 && node.community >= 0 && tiles.full(x, y))) continue;
    const [left, top] = spot ?? around[0];
    boxes.add({ left: left - pad, right: left + width + pad, top, bottom: top + font.size, owner: -1 });
    const quiet = node.group === "TITLE" && !must;
    found.push({ node, text, quiet, font, dx: left / scale - node.x, dy: top / scale - node.y, width, must });
  }
  return found;
};

// What is drawn has changed: choose the names anew, and do not show the picture kept from before.
const forgetNames = () => {
  kept.scale = 0;
  placedFor = "";
};

// The choice of names depends on the zoom alone, so that they stand still while the picture is moved.
const paintNames = (context) => {
  if (!state.names) return;
  const scale = view.scale;
  const key = scale.toFixed(3);
  if (key !== placedFor) {
    placed = placeNames(context, scale);
    placedFor = key;
  }
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.textAlign = "left";
  const transform = context.getTransform();
  const ratio = transform.a / scale;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const name of placed) {
    const x = (transform.a * (name.node.x + name.dx) + transform.e) / ratio;
    const y = (transform.d * (name.node.y + name.dy) + transform.f) / ratio;
    if (x > view.width || y > view.height || x + name.width < 0 || y + 20 < 0) continue;
    context.font = name.font.css;
    context.strokeStyle = name.node.index === undefined ? ink.group : ink.paper;
    context.lineWidth = 3.5;
    context.globalAlpha = 0.85;
    context.strokeText(name.text, x, y);
    context.globalAlpha = 1;
    context.fillStyle = name.quiet ? ink.muted : ink.text;
    context.fillText(name.text, x, y);
  }
  context.restore();
};

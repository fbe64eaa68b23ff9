// Draws communities, relations and nodes, from below to above; names.js writes on top.

const MOVING_EDGES = 2500; // drawn while the picture moves; the rest comes back when it rests
const lit = { on: false, nodes: new Set(), edges: new Set(), main: new Set() };
const weightOrder = () => [...visible.edges].sort((a, b) => strengthOf(b) - strengthOf(a) || a.index - b.index);
const strengthOf = (edge) => (MET.has(edge.kind) ? edge.weight : 0.5);
let ordered = [];
let grounds = [];

// Work out what stands out: the picked node with its neighbors, the picked edge, a path; else nothing.
const relight = () => {
  lit.nodes.clear();
  lit.edges.clear();
  lit.main.clear();
  if (state.path) {
    const steps = state.path;
    for (const index of steps) lit.nodes.add(index);
    for (const edge of visible.edges) {
      const at = steps.indexOf(edge.source);
      if (at >= 0 && (steps[at + 1] === edge.target || steps[at - 1] === edge.target)) lit.edges.add(edge.index);
    }
    for (const index of [steps[0], steps[steps.length - 1]]) lit.main.add(index);
  } else if (state.edge !== null) {
    const edge = edges[state.edge];
    lit.edges.add(edge.index);
    for (const index of [edge.source, edge.target]) lit.nodes.add(index), lit.main.add(index);
  } else if (state.node !== null) {
    lit.nodes.add(state.node);
    lit.main.add(state.node);
    for (const edge of edgesOf[state.node]) {
      if (!visible.edgeSet[edge.index]) continue;
      lit.edges.add(edge.index);
      lit.nodes.add(otherEnd(edge, state.node));
    }
  }
  lit.on = lit.nodes.size > 0;
};

const reorder = () => {
  ordered = weightOrder();
  grounds = state.groups && state.focus === null && !state.path ? groupGrounds() : [];
};

// The ground of a community: the rounded hull of its nodes.
const GROUND = 26;
const groupGrounds = () => {
  const members = new Map();
  for (const node of visible.list) if (node.community >= 0) (members.get(node.community) ?? members.set(node.community, []).get(node.community)).push(node);
  return [...members].filter(([, list]) => list.length >= 2).map(([number, list]) => ({ ...groups.get(number), number, hull: hullOf(list) }));
};

// The corners of the smallest convex shape around some points, in order (Andrew's monotone chain).
const hullOf = (list) => {
  const points = [...list].sort((a, b) => a.x - b.x || a.y - b.y);
  const turn = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  const half = (some) => {
    const chain = [];
    for (const point of some) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(points), ...half(points.reverse())];
};

// What stands above the rows of small communities.
const paintField = (context) => {
  if (!state.small || !field.groups || narrowed() || view.scale * (field.right - field.left) < 200) return;
  const size = 13 / view.scale;
  context.font = `${size}px ${ink.sans}`;
  context.fillStyle = ink.muted;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.fillText(words("smallTitle", told()), field.left, field.top - 2.2 * size);
};

const paintGroups = (context) => {
  context.fillStyle = context.strokeStyle = ink.group;
  context.lineJoin = "round";
  for (const { hull, number } of grounds) {
    context.beginPath();
    for (const corner of hull) context.lineTo(corner.x, corner.y);
    context.closePath();
    if (number === state.group) {
      context.lineWidth = 2 * GROUND + 3 / view.scale;
      context.strokeStyle = ink.muted;
      context.stroke();
      context.strokeStyle = ink.group;
    }
    context.lineWidth = 2 * GROUND;
    context.stroke();
    context.fill();
  }
};

// ---- folded communities

const LINK_WIDTHS = [1, 1.6, 2.6, 4];
const paintLinks = (context) => {
  const most = visible.links[0]?.count ?? 1;
  const sets = LINK_WIDTHS.map(() => []);
  for (const link of visible.links) sets[Math.min(3, Math.floor((4 * Math.log1p(link.count)) / Math.log1p(most + 1)))].push(link);
  context.strokeStyle = ink.line;
  sets.forEach((set, level) => {
    context.beginPath();
    for (const { a, b } of set) {
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
    }
    context.globalAlpha = (lit.on ? 0.3 : 1) * (0.07 + 0.03 * level);
    context.lineWidth = LINK_WIDTHS[level] / view.scale;
    context.stroke();
  });
  context.globalAlpha = 1;
};

const ringOf = (bubble) => Math.max(bubble.r, (isSmall(bubble.group.number) ? 2 : 6) / view.scale); // small ones stand close

// The nodes of folded communities as dots where they would stand: what a circle holds, and how it lies.
const SCATTER = 0.8; // of the circle
const MOTE = 1.15; // pixels
const paintMotes = (context) => {
  const sets = new Map(LABELS.map((label) => [label, []]));
  for (const bubble of visible.bubbles) {
    if (isSmall(bubble.group.number) || bubble.r * view.scale < 24) continue;
    for (const node of bubble.group.members) sets.get(node.group)?.push([bubble, node]);
  }
  context.globalAlpha = lit.on ? 0.12 : 0.4;
  for (const [label, list] of sets) {
    context.beginPath();
    for (const [{ x, y, r, group }, node] of list) {
      const [left, top] = [x + ((node.x - x) * SCATTER * r) / group.r, y + ((node.y - y) * SCATTER * r) / group.r];
      const size = Math.max(MOTE / view.scale, node.size * 0.55);
      context.rect(left - size / 2, top - size / 2, size, size);
    }
    context.fillStyle = ink[label];
    context.fill();
  }
  context.globalAlpha = 1;
};

// A circle with the share of each label on its rim.
const paintBubbles = (context) => {
  for (const bubble of visible.bubbles) {
    const r = ringOf(bubble);
    if (bubble.x + r < view.left || bubble.x - r > view.right || bubble.y + r < view.top || bubble.y - r > view.bottom) continue;
    context.beginPath();
    context.arc(bubble.x, bubble.y, r, 0, 2 * Math.PI);
    const quiet = isSmall(bubble.group.number) && bubble.group.number !== state.group;
    context.fillStyle = ink.group;
    context.globalAlpha = 1;
    if (!quiet) context.fill();
    const rim = Math.min(r * 0.2, 4 / view.scale);
    context.lineWidth = rim;
    context.globalAlpha = lit.on || quiet ? 0.35 : 1;
    let at = -Math.PI / 2;
    for (const label of LABELS) {
      const part = (2 * Math.PI * (bubble.labels[label] ?? 0)) / bubble.count;
      if (!part) continue;
      context.beginPath();
      context.arc(bubble.x, bubble.y, r - rim / 2, at, at + part);
      context.strokeStyle = ink[label];
      context.stroke();
      at += part;
    }
    if (bubble.group.number === state.group) {
      context.beginPath();
      context.arc(bubble.x, bubble.y, r + 4 / view.scale, 0, 2 * Math.PI);
      context.lineWidth = 2 / view.scale;
      context.strokeStyle = ink.text;
      context.stroke();
    }
  }
  context.globalAlpha = 1;
};

// ---- relations

// One look of edges is one path: a stroke for each costs ten times as much.
const looks = () => {
  const scale = view.scale;
  const thin = Math.max(0.6, Math.min(1.4, scale)) / scale;
  const dense = Math.min(1, 900 / Math.max(1, ordered.length)) ** 0.35;
  return {
    sentence: (level) => ({ color: ink.line, alpha: [0.1, 0.17, 0.28][level] * (0.45 + 0.55 * dense) + 0.02, width: thin * (0.7 + 0.55 * level), dash: [] }),
    paragraph: () => ({ color: ink.line, alpha: 0.14, width: thin * 0.7, dash: [6 / scale, 3 / scale] }),
    article: () => ({ color: ink.line, alpha: 0.12, width: thin * 0.7, dash: [2 / scale, 4 / scale] }),
    holds: () => ({ color: ink.TITLE, alpha: 0.55 * dense + 0.08, width: thin, dash: [] }),
    at: () => ({ color: ink.TITLE, alpha: 0.55 * dense + 0.08, width: thin, dash: [5 / scale, 3 / scale] }),
    part_of: () => ({ color: ink.LOC, alpha: 0.4 * dense + 0.05, width: thin, dash: [] }),
    located_in: () => ({ color: ink.LOC, alpha: 0.4 * dense + 0.05, width: thin, dash: [4 / scale, 3 / scale] }),
    byline: () => ({ color: ink.PER, alpha: 0.4 * dense + 0.05, width: thin, dash: [1 / scale, 3 / scale] }),
  };
};

const levelOf = (edge) => (edge.kind !== "sentence" ? 0 : edge.count >= 5 || edge.weight >= 0.75 ? 2 : edge.count >= 2 || edge.weight >= 0.5 ? 1 : 0);
const inSight = (edge) => {
  const a = nodes[edge.source];
  const b = nodes[edge.target];
  return !((a.x < view.left && b.x < view.left) || (a.x > view.right && b.x > view.right) || (a.y < view.top && b.y < view.top) || (a.y > view.bottom && b.y > view.bottom));
};

const strokeEdges = (context, list, look, boost) => {
  context.beginPath();
  for (const edge of list) {
    const a = nodes[edge.source];
    const b = nodes[edge.target];
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
  }
  context.strokeStyle = look.color;
  context.globalAlpha = Math.min(1, look.alpha * boost);
  context.lineWidth = look.width * (boost > 1 ? 1.25 : 1);
  context.setLineDash(look.dash);
  context.stroke();
};

const paintEdges = (context) => {
  const styles = looks();
  const batches = new Map();
  const limit = view.moving ? MOVING_EDGES : Infinity;
  let drawn = 0;
  for (const edge of ordered) {
    if (drawn >= limit) break;
    if (!inSight(edge)) continue;
    drawn += 1;
    const key = `${lit.edges.has(edge.index) ? "lit" : "base"} ${edge.kind} ${levelOf(edge)}`;
    (batches.get(key) ?? batches.set(key, []).get(key)).push(edge);
  }
  for (const [key, list] of [...batches].sort()) {
    const [role, kind, level] = key.split(" ");
    const look = (styles[kind] ?? styles.article)(Number(level));
    strokeEdges(context, list, look, !lit.on ? 1 : role === "lit" ? 2.6 : 0.22);
    if ((kind === "holds" || kind === "at") && view.scale > 0.7 && !(lit.on && role === "base")) paintArrows(context, list, look);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
};

const paintArrows = (context, list, look) => {
  context.beginPath();
  for (const edge of list) {
    const a = nodes[edge.source];
    const b = nodes[edge.target];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length < 1) continue;
    const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
    const [x, y] = [b.x - ux * (b.size + 2), b.y - uy * (b.size + 2)];
    context.moveTo(x, y);
    context.lineTo(x - ux * 6 - uy * 2.6, y - uy * 6 + ux * 2.6);
    context.lineTo(x - ux * 6 + uy * 2.6, y - uy * 6 - ux * 2.6);
    context.closePath();
  }
  context.fillStyle = look.color;
  context.setLineDash([]);
  context.fill();
};

const radiusOf = (node) => Math.max(node.size, 2.1 / view.scale);

// Add the shape of a node to the path.
const traceShape = (context, label, x, y, r) => {
  if (label === "PER") {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
  } else if (label === "ORG") context.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
  else if (label === "LOC") {
    context.moveTo(x, y - r * 1.15);
    context.lineTo(x + r * 1.1, y + r * 0.8);
    context.lineTo(x - r * 1.1, y + r * 0.8);
    context.closePath();
  } else {
    context.moveTo(x, y - r * 1.15);
    context.lineTo(x + r * 1.15, y);
    context.lineTo(x, y + r * 1.15);
    context.lineTo(x - r * 1.15, y);
    context.closePath();
  }
};

const nodeInSight = (node) => node.x > view.left - 40 && node.x < view.right + 40 && node.y > view.top - 40 && node.y < view.bottom + 40;

// All nodes of one look are one path.
const paintNodes = (context) => {
  const sets = new Map();
  for (const node of visible.list) {
    if (!nodeInSight(node)) continue;
    const key = `${lit.on && !lit.nodes.has(node.index) ? 0 : 1} ${node.group}`;
    (sets.get(key) ?? sets.set(key, []).get(key)).push(node);
  }
  context.strokeStyle = ink.paper;
  context.lineWidth = Math.min(1.6, 1.2 / view.scale);
  for (const [key, list] of [...sets].sort()) {
    context.beginPath();
    for (const node of list) traceShape(context, node.group, node.x, node.y, radiusOf(node));
    context.globalAlpha = key[0] === "0" ? 0.16 : 1;
    context.fillStyle = ink[key.slice(2)] ?? ink.muted;
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const index of new Set([...lit.main, ...(more.centers ?? []), ...(hovered === null ? [] : [hovered])])) if (visible.nodes[index]) paintRing(context, nodes[index]);
};

const paintRing = (context, node) => {
  context.beginPath();
  traceShape(context, node.group, node.x, node.y, radiusOf(node) + 4 / view.scale);
  context.strokeStyle = ink.text;
  context.lineWidth = (lit.main.has(node.index) ? 2 : 1.2) / view.scale;
  context.stroke();
};

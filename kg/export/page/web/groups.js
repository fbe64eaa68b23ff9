// Communities: who belongs to each, where it lies, and the circles that stand for folded ones.

const LINKS_EACH = 2.5; // lines drawn for each circle on average, the thickest
const groups = new Map(); // by number; -1 holds the nodes that belong to none
for (const node of nodes) {
  const group = groups.get(node.community) ?? { number: node.community, members: [] };
  group.members.push(node);
  groups.set(node.community, group);
}
const groupList = [...groups.values()].sort((a, b) => (a.number < 0) - (b.number < 0) || b.members.length - a.members.length || a.number - b.number);

const extent = (some) => {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y, r = 0 } of some) {
    box.left = Math.min(box.left, x - r);
    box.right = Math.max(box.right, x + r);
    box.top = Math.min(box.top, y - r);
    box.bottom = Math.max(box.bottom, y + r);
  }
  return box;
};

// A window that is higher than wide gets the picture turned, with the rows of lonely nodes below it again.
const COLUMN = 104;
const ROW = 58;
const stand = () => {
  for (const node of nodes) [node.x, node.y] = [node.y, node.x];
  const rest = extent(nodes.filter((node) => node.community >= 0));
  if (rest.left === Infinity) return;
  const alone = groups.get(-1)?.members ?? [];
  const columns = Math.max(4, Math.floor((rest.right - rest.left) / COLUMN));
  const middle = (rest.left + rest.right) / 2;
  alone.forEach((node, at) => {
    node.x = Math.round(middle + ((at % columns) - (Math.min(columns, alone.length) - 1) / 2) * COLUMN);
    node.y = Math.round(rest.bottom + 2 * ROW + Math.floor(at / columns) * ROW);
  });
};
if (innerHeight > 1.2 * (innerWidth > 860 ? innerWidth - 292 : innerWidth)) stand();

for (const group of groupList) {
  const { left, right, top, bottom } = extent(group.members);
  Object.assign(group, { x: (left + right) / 2, y: (top + bottom) / 2 });
  group.r = group.members.reduce((far, node) => Math.max(far, Math.hypot(node.x - group.x, node.y - group.y) + node.size), 0) + 8;
  if (group.number < 0) Object.assign(group, { r: 14 * Math.sqrt(group.members.length) + 20, y: top + 14 * Math.sqrt(group.members.length) + 20 }); // rows, not a disc
}

// The rows of small communities, and how many nodes these have.
const smallOnes = groupList.filter(({ number: own }) => isSmall(own));
const field = { ...extent(smallOnes.flatMap(({ members }) => members)), groups: smallOnes.length, nodes: smallOnes.reduce((sum, { members }) => sum + members.length, 0) };
const told = () => ({ n: number(field.groups), a: number(field.nodes), b: tables.small });

// What a community is called: a place or body that its members share, or those it is known by.
const leaders = (number) => tables.groups[number] ?? [];
const toldOf = (number) => ({ posts: [], years: [], ...tables.told[number] });
const yearsOf = (number) => [...new Set(toldOf(number).years)].join("–");
const groupName = (number) => (number < 0 || !groups.has(number) ? words("noGroup") : leaders(number).join("、"));

// The circles of the communities that are folded, each with the number of its nodes that the filters let through.
const bubblesOf = (list) => {
  const found = new Map();
  for (const node of list) {
    if (visible.nodes[node.index] || isOpen(node.community)) continue;
    const bubble = found.get(node.community) ?? { group: groups.get(node.community), count: 0, labels: {} };
    bubble.count += 1;
    bubble.labels[node.group] = (bubble.labels[node.group] ?? 0) + 1;
    found.set(node.community, bubble);
  }
  for (const bubble of found.values()) Object.assign(bubble, { x: bubble.group.x, y: bubble.group.y, r: bubble.group.r * 0.86 });
  return [...found.values()].sort((a, b) => b.count - a.count || a.group.number - b.group.number);
};

// The lines to and between circles, the relations of each pair counted: [{a, b, count}], the thickest first.
const linksOf = (list) => {
  const circles = new Map(visible.bubbles.map((bubble) => [bubble.group.number, bubble]));
  const place = (index) => (visible.nodes[index] ? nodes[index] : circles.get(nodes[index].community));
  const key = (thing) => (thing.group instanceof Object ? nodes.length + 1 + thing.group.number : thing.index);
  const found = new Map();
  for (const edge of list) {
    if (visible.edgeSet[edge.index]) continue;
    const [a, b] = [place(edge.source), place(edge.target)];
    if (!a || !b || a === b) continue;
    const [low, high] = key(a) < key(b) ? [a, b] : [b, a];
    const name = key(low) * 1e7 + key(high);
    const link = found.get(name);
    if (link) link.count += 1;
    else found.set(name, { a: low, b: high, count: 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, 40 + LINKS_EACH * visible.bubbles.length);
};

// How a community is joined to others: [{number, count}], the closest first.
const groupLinks = (number) => {
  const counts = new Map();
  for (const edge of visible.allEdges) {
    const ends = [nodes[edge.source].community, nodes[edge.target].community];
    if (ends[0] === ends[1] || !ends.includes(number)) continue;
    const other = ends[0] === number ? ends[1] : ends[0];
    counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].map(([other, count]) => ({ number: other, count })).sort((a, b) => b.count - a.count || a.number - b.number);
};

const unfold = (number, open = true) => {
  const opened = new Set(state.opened);
  toggle(opened, number, open);
  return { opened };
};

const openGroup = (number) => {
  go({ ...nothingPicked, ...unfold(number), group: number });
  fitView(groups.get(number).members, true, 1.1);
};

const closeGroup = (number) => {
  const node = state.node === null || nodes[state.node].community !== number ? state.node : null;
  go({ ...unfold(number, false), node, edge: null, group: number });
};

const flipGroup = (number) => (state.opened.has(number) ? closeGroup(number) : openGroup(number));

// Pick a community: its card opens, and the picture shows where it lies.
const showGroup = (number) => {
  if (overview()) return openGroup(number);
  go({ ...nothingPicked, ...nowhere, group: number });
  return fitView(groups.get(number).members, true, 1.1);
};

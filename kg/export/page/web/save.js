// What is shown, as files and as text for a spreadsheet.

const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const clean = (text) => String(text).replace(UNFIT, "\ufffd"); // XML and UTF-8 can't hold it

const download = (parts, type, ending) => {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  el("a", { href: address, download: `${tables.title || "graph"}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

// ---- tables

const FULL_WIDTH = { "=": "＝", "+": "＋", "-": "－", "@": "＠" };
// A cell that no spreadsheet takes for a formula, or for two cells.
const cellText = (value) =>
  typeof value === "number" ? String(value) : clean(value).replace(/[\t\r\n]+/g, " ").replace(/^[=+\-@]/, (sign) => FULL_WIDTH[sign]);

const tsvOf = (rows) => rows.map((row) => row.map(cellText).join("\t")).join("\n");
const csvOf = (rows) => rows.map((row) => row.map((value) => `"${cellText(value).replaceAll('"', '""')}"`).join(",")).join("\r\n");

const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A browser that keeps the clipboard from pages opened as files still copies what is selected.
    const area = el("textarea.away", { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

const saveCsv = (rows, ending) => download(["\ufeff", csvOf(rows), "\r\n"], "text/csv;charset=utf-8", `${ending}.csv`);

// ---- GraphML of what is shown

const GRAPHML = "http://graphml.graphdrawing.org/xmlns";
const NODE_KEYS = { name: "string", label: "string", aliases: "string", code: "string", mentions: "int", community: "int" };
const EDGE_KEYS = { kind: "string", count: "int", weight: "double", first_date: "string", last_date: "string" };

const graphmlText = () => {
  const page = document.implementation.createDocument(GRAPHML, "graphml");
  const make = (tag, attributes, ...children) => {
    const element = page.createElementNS(GRAPHML, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, clean(value));
    element.append(...children);
    return element;
  };
  const keys = (fields, end) => Object.entries(fields).map(([name, type]) => make("key", { id: `${end}_${name}`, for: end, "attr.name": name, "attr.type": type }));
  const values = (fields, end, known) => Object.keys(fields).map((name) => make("data", { key: `${end}_${name}` }, clean(known[name] ?? "")));
  const graph = make("graph", { edgedefault: "directed" });
  for (const node of visible.all)
    graph.append(make("node", { id: node.id }, ...values(NODE_KEYS, "node", { ...node, name: node.label, label: node.group, aliases: node.aliases.join("|") })));
  for (const edge of visible.allEdges) {
    const ends = { id: `e${edge.index}`, source: nodes[edge.source].id, target: nodes[edge.target].id };
    graph.append(make("edge", ends, ...values(EDGE_KEYS, "edge", { ...edge, first_date: edge.first, last_date: edge.last })));
  }
  page.documentElement.append(...keys(NODE_KEYS, "node"), ...keys(EDGE_KEYS, "edge"), graph);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(page)}`;
};

const saveGraphml = () => download([graphmlText()], "application/xml", "graphml");

// ---- the picture as SVG: what is shown, whole, with the names that stand on the screen

const svgShape = (node) => {
  const { x, y, size: r } = node;
  const fill = ink[node.group] ?? ink.muted;
  if (node.group === "PER") return svg("circle", { cx: x, cy: y, r, fill });
  if (node.group === "ORG") return svg("rect", { x: x - r * 0.88, y: y - r * 0.88, width: r * 1.76, height: r * 1.76, fill });
  if (node.group === "LOC") return svg("path", { d: `M${x} ${y - r * 1.15}l${r * 1.1} ${r * 1.95}h${-r * 2.2}z`, fill });
  return svg("path", { d: `M${x} ${y - r * 1.15}l${r * 1.15} ${r * 1.15}l${-r * 1.15} ${r * 1.15}l${-r * 1.15} ${-r * 1.15}z`, fill });
};

const svgGrounds = () => [
  ...grounds.map(({ hull }) => svg("path", { class: "ground", d: `M${hull.map(({ x, y }) => `${x} ${y}`).join("L")}z`, fill: ink.group, stroke: ink.group, "stroke-width": 2 * GROUND, "stroke-linejoin": "round" })),
  ...visible.links.map(({ a, b, count }) => svg("path", { d: `M${a.x} ${a.y}L${b.x} ${b.y}`, stroke: ink.line, "stroke-opacity": 0.12, "stroke-width": (Math.log1p(count) / view.scale).toFixed(1) })),
  ...visible.bubbles.map(({ x, y, r }) => svg("circle", { class: "community", cx: x, cy: y, r, fill: ink.group, stroke: ink.muted, "stroke-width": (1 / view.scale).toFixed(1) })),
];

const svgLine = (edge, styles) => {
  const look = (styles[edge.kind] ?? styles.article)(levelOf(edge));
  const [a, b] = [nodes[edge.source], nodes[edge.target]];
  return svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: look.color, "stroke-opacity": look.alpha.toFixed(3), "stroke-width": look.width.toFixed(2), "stroke-dasharray": look.dash.map((part) => part.toFixed(1)).join(" ") });
};

const svgName = ({ node, text, font, dx, dy }) => {
  const size = font.size / view.scale;
  return svg("text", { x: node.x + dx, y: node.y + dy + size * 0.88, "font-size": size.toFixed(1), "font-weight": font.css.slice(0, 3), fill: ink.text, stroke: ink.paper, "stroke-width": (3 / view.scale).toFixed(1), "paint-order": "stroke" }, clean(text));
};

const svgText = () => {
  const styles = looks();
  const { left, right, top, bottom } = extent([...visible.list, ...visible.bubbles]);
  const room = 90 / Math.min(1, view.scale); // for names
  const box = { x: left - room, y: top - room, width: right - left + 2 * room, height: bottom - top + 2 * room };
  const drawing = svg("svg", { viewBox: Object.values(box).join(" "), width: Math.round(box.width), height: Math.round(box.height), "font-family": ink.sans },
    svg("rect", { ...box, fill: ink.paper }), ...svgGrounds(), ...visible.edges.map((edge) => svgLine(edge, styles)), ...visible.list.map(svgShape), ...(state.names ? placed.map(svgName) : []));
  return new XMLSerializer().serializeToString(drawing);
};

const saveSvg = () => visible.list.length + visible.bubbles.length > 0 && download([svgText()], "image/svg+xml", "svg");

// ---- the picture as it stands on the screen

const savePicture = () => {
  const source = network.canvas.frame.canvas;
  const copy = Object.assign(document.createElement("canvas"), { width: source.width, height: source.height });
  const context = copy.getContext("2d");
  context.fillStyle = ink.paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  el("a", { href: copy.toDataURL("image/png"), download: `${tables.title || "graph"}.png` }).click();
};

// What is shown as a table: sorted, filtered, copied to a spreadsheet, saved.

const ROWS = 300; // drawn at once; copying and saving take all
const sheet = document.getElementById("sheet");
const order = { nodes: { column: 4, down: true }, edges: { column: 4, down: true } };
let wanted = ""; // typed into the table's own filter

const COLUMNS = {
  nodes: ["name", "label", "aliases", "mentionsColumn", "degree", "community", "id"],
  edges: ["from", "relation", "to", "countColumn", "weightColumn", "firstDate", "lastDate"],
};

// Rows are what the filters let through, whether drawn or folded into communities.
const nodeCells = () => {
  const degree = new Map();
  for (const edge of visible.allEdges) for (const index of new Set([edge.source, edge.target])) degree.set(index, (degree.get(index) ?? 0) + 1);
  return visible.all.map((node) => ({
    pick: { ...nothingPicked, node: node.index },
    cells: [node.label, words(node.group), node.aliases.join("、"), node.mentions, degree.get(node.index) ?? 0, node.community < 0 ? "" : groupName(node.community), node.id],
  }));
};

const edgeCells = () =>
  visible.allEdges.map((edge) => ({
    pick: { ...nothingPicked, edge: edge.index },
    cells: [nodes[edge.source].label, words(edge.kind), nodes[edge.target].label, edge.count, edge.weight, edge.first, edge.last],
  }));

const byLanguage = new Intl.Collator("zh-Hans-u-co-pinyin", { numeric: true });
const compareCells = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : byLanguage.compare(String(a), String(b)));

const tableRows = (name = state.table) => {
  const { column, down } = order[name];
  const query = fold(wanted);
  return (name === "nodes" ? nodeCells() : edgeCells())
    .filter(({ cells }) => !query || cells.some((value, column) => COLUMNS[name][column] !== "community" && fold(String(value)).includes(query)))
    .map((row, place) => ({ ...row, place }))
    .sort((a, b) => (down ? -1 : 1) * compareCells(a.cells[column], b.cells[column]) || a.place - b.place);
};

const tableTexts = (name = state.table) => [COLUMNS[name].map((key) => words(key)), ...tableRows(name).map(({ cells }) => cells)];
const saveTable = (name) => saveCsv(tableTexts(name), name);

const sortBy = (column) => {
  const now = order[state.table];
  order[state.table] = { column, down: now.column === column ? !now.down : typeof tableRows()[0]?.cells[column] === "number" };
  fillTable();
};

const headCell = (key, column, first) => {
  const now = order[state.table];
  const sorted = now.column === column ? (now.down ? "descending" : "ascending") : "none";
  return el(typeof first?.cells[column] === "number" ? "th.figure" : "th", { "aria-sort": sorted, scope: "col" }, el("button", { type: "button", onclick: () => sortBy(column) }, words(key)));
};

const bodyRow = ({ pick, cells }) => {
  const open = el("button.link", { type: "button", onclick: () => (go({ ...pick, table: null }), pick.node !== null && showNode(pick.node)) }, el("bdi", {}, cells[0]));
  return el("tr", {}, el("td", {}, open), ...cells.slice(1).map((value) => el(typeof value === "number" ? "td.figure" : "td", {}, el("bdi", {}, typeof value === "number" ? number(value) : value))));
};

const fillTable = () => {
  const rows = tableRows();
  sheet.querySelector("table").replaceChildren(
    el("thead", {}, el("tr", {}, ...COLUMNS[state.table].map((key, column) => headCell(key, column, rows[0])))),
    el("tbody", {}, ...rows.slice(0, ROWS).map(bodyRow)));
  sheet.querySelector(".note").textContent = rows.length > ROWS ? words("tableCut", { a: number(ROWS), b: number(rows.length) }) : words("tableAll", { n: number(rows.length) });
};

const renderTable = () => {
  sheet.hidden = !state.table;
  if (!state.table) return (wanted = ""), sheet.replaceChildren();
  const tab = (name) => el("button", { type: "button", "aria-pressed": String(state.table === name), onclick: () => go({ table: name }) }, words(name));
  const filter = el("input", { type: "search", value: wanted, placeholder: words("tableFilter"), "aria-label": words("tableFilter"), oninput: ({ target }) => ((wanted = target.value), fillTable()) });
  const act = (label, onclick) => el("button.quiet", { type: "button", onclick }, words(label));
  sheet.replaceChildren(
    el("header", {}, el("span.group", {}, tab("nodes"), tab("edges")), filter,
      act("copyTable", async ({ target }) => (await copyText(tsvOf(tableTexts())), (target.textContent = words("copied")))),
      act("saveCsv", () => saveTable(state.table)), act("saveGraphml", saveGraphml),
      button("close", words("closeTable"), () => go({ table: null }))),
    el("p.note", { role: "status" }), el("div.scroll", {}, el("table")));
  fillTable();
};

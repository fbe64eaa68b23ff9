// The left column: title, search, legend, filters and counts.

const panel = document.getElementById("panel");
const parts = {}; // the elements that change

const button = (name, label, onclick) => el("button.tool", { onclick, title: label, "aria-label": label, type: "button" }, icon(name));

const buildPanel = () => {
  const open = panel.classList.contains("open");
  const query = parts.input?.value ?? "";
  panel.replaceChildren(heading(), searchBox(query), el("div.scroll", {}, notes(), legend(), kindList(), filterList()), footer());
  panel.classList.toggle("open", open);
  showCounts();
};

const heading = () =>
  el("header", {},
    el("h1", {}, tables.title));

const switchLanguage = () => {
  state.lang = state.lang === "zh" ? "en" : "zh";
  saveRoute();
  renderAll();
};

// ---- search

const searchBox = (query) => {
  parts.input = el("input", {
    type: "search", id: "search", placeholder: words("search"), autocomplete: "off", spellcheck: false, value: query,
    role: "combobox", "aria-expanded": "false", "aria-controls": "hits", "aria-label": words("search"),
    oninput: showHits, onfocus: showHits, onkeydown: searchKey,
  });
  parts.hits = el("div.hits", { id: "hits", role: "listbox", hidden: true });
  return el("div.search", {}, icon("search"), parts.input, el("kbd", {}, "/"), parts.hits);
};

const HITS = 40;
let active = 0;

const showHits = () => {
  const text = parts.input.value.trim();
  const found = findNodes(text);
  active = 0;
  parts.hits.hidden = !text;
  parts.input.setAttribute("aria-expanded", String(Boolean(text)));
  parts.hits.replaceChildren(
    el("p.note", {}, found.length ? words("hits", { n: number(found.length) }) : words("noHit", { q: text })),
    ...found.slice(0, HITS).map(hitRow),
    found.length > HITS && el("p.note", {}, words("moreHits", { n: number(found.length - HITS) })) || "");
  markActive();
};

const hitRow = ({ node, alias }, place) =>
  el("button.hit", { type: "button", role: "option", id: `hit${place}`, tabIndex: -1, onclick: () => choose(node.index) },
    mark(node.group), el("bdi.name", {}, node.label), alias && el("bdi.alias", {}, alias), el("span.count", {}, number(node.mentions)));

const markActive = () => {
  const rows = [...parts.hits.querySelectorAll(".hit")];
  rows.forEach((row, index) => {
    row.classList.toggle("active", index === active);
    row.setAttribute("aria-selected", String(index === active));
  });
  parts.input.setAttribute("aria-activedescendant", rows.length ? `hit${active}` : "");
  rows[active]?.scrollIntoView({ block: "nearest" });
};

const searchKey = (event) => {
  const count = parts.hits.querySelectorAll(".hit").length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (count) active = (active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
    markActive();
  } else if (event.key === "Enter" && !event.isComposing) {
    parts.hits.querySelectorAll(".hit")[active]?.click();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (parts.input.value) parts.input.value = "";
    else parts.input.blur();
    showHits();
  }
};

const choose = (index) => {
  closeHits();
  parts.input.blur();
  panel.classList.remove("open");
  if (state.pathFrom !== null) return endPath(index);
  const inside = leaveUnless(index);
  go({ node: index, edge: null, ...inside });
  showNode(index);
};

const closeHits = () => {
  parts.hits.hidden = true;
  parts.input.setAttribute("aria-expanded", "false");
};

// ---- legend and filters

const tick = (checked, onchange, ...label) =>
  el("label.tick", {}, el("input", { type: "checkbox", checked, onchange }), el("span", {}, ...label));

const toggle = (set, item, on) => (on ? set.add(item) : set.delete(item));

const section = (title, ...children) => el("section", {}, el("h2", {}, title), ...children);

const legend = () => {
  parts.labelCounts = {};
  return section(words("labels"), ...labelsPresent.map((label) =>
    el("div.row", {},
      tick(!state.hiddenLabels.has(label), ({ target }) => (toggle(state.hiddenLabels, label, !target.checked), filtered()), mark(label), words(label)),
      (parts.labelCounts[label] = el("span.count")))));
};

const kindList = () => {
  parts.kindCounts = {};
  return section(words("kinds"), ...kindsPresent.map((kind) =>
    el("div.row", {},
      tick(state.kinds.has(kind), ({ target }) => (toggle(state.kinds, kind, target.checked), filtered()), el("i." + `stroke.${kind}`), words(kind)),
      (parts.kindCounts[kind] = el("span.count")))));
};

const slider = (label, show, properties, apply) => {
  const output = el("output", {}, show(properties.value));
  const input = el("input", {
    type: "range", ...properties, "aria-label": label,
    oninput: ({ target }) => ((output.textContent = show(Number(target.value))), apply(Number(target.value)), later()),
    onchange: () => (cancelAnimationFrame(pending), filtered()),
  });
  return el("label.slider", {}, el("span", {}, label), output, input);
};

let pending = 0;
const later = () => {
  cancelAnimationFrame(pending);
  pending = requestAnimationFrame(() => filtered(false));
};

const filterList = () => {
  const list = [slider(words("weight"), (value) => value.toFixed(2), { min: 0, max: 1, step: 0.05, value: state.weight }, (value) => (state.weight = value))];
  list.push(slider(words("degreeFilter"), number, { min: 0, max: MOST_NEIGHBORS, step: 1, value: state.degree }, (value) => (state.degree = value)));
  if (nodes.length > 200) {
    const most = Math.ceil(nodes.length / 100) * 100;
    const show = (value) => (value >= nodes.length ? words("all") : number(value));
    list.push(slider(words("limit"), show, { min: 100, max: most, step: 100, value: Math.min(state.limit, most) }, (value) => (state.limit = value)));
  }
  if (days.length > 1) list.push(...dateFilter());
  list.push(
    tick(state.alone, ({ target }) => ((state.alone = target.checked), filtered()), words("alone")),
    tick(state.names, ({ target }) => ((state.names = target.checked), filtered()), words("names")),
    tick(state.groups, ({ target }) => ((state.groups = target.checked), filtered()), words("groups")));
  return section(words("filters"), ...list, el("button.quiet", { type: "button", onclick: resetFilters }, words("reset")));
};

const BARS = 48;
const dateFilter = () => {
  const last = days.length - 1;
  const show = (value) => days[value];
  parts.bars = el("div.bars", { "aria-hidden": "true" }, ...dateBars().map((height) => {
    const bar = el("i");
    bar.style.height = `${height}%`;
    return bar;
  }));
  return [
    el("div.slider", {}, el("span", {}, words("dates"))), parts.bars,
    slider(words("from"), show, { min: 0, max: last, step: 1, value: state.from }, (value) => (state.from = Math.min(value, state.to))),
    slider(words("to"), show, { min: 0, max: last, step: 1, value: state.to }, (value) => (state.to = Math.max(value, state.from))),
  ];
};

// How many quoted sentences fall on each stretch of the days, as percentages of the most.
const dateBars = () => {
  const counts = new Array(Math.min(BARS, days.length)).fill(0);
  const place = new Map(days.map((day, index) => [day, Math.floor((index * counts.length) / days.length)]));
  for (const sentence of tables.sentences) {
    const bar = place.get(tables.dates[sentence[6]]);
    if (bar !== undefined) counts[bar] += 1;
  }
  const most = Math.max(...counts, 1);
  return counts.map((count) => Math.round((count / most) * 100));
};

// The page follows a filter at once; the back button undoes it from where the hand let go.
const filtered = (step = true) => {
  refresh();
  renderTable();
  showCounts();
  renderCard();
  if (step) saveRoute(true);
};

const resetFilters = () => {
  Object.assign(state, defaults());
  filtered();
  buildPanel();
};

// ---- counts

const notes = () => {
  const { nodes: allNodes, edges: allEdges } = tables.totals;
  const cut = allNodes > nodes.length || allEdges > edges.length;
  parts.capped = el("p.note", { hidden: true });
  return el("div", {}, parts.capped, cut &&
    el("p.note", {}, words("truncated", { n: number(allNodes), e: number(allEdges), a: number(nodes.length), b: number(edges.length) })));
};

const footer = () => {
  parts.counts = el("p.counts", { role: "status" });
  return el("footer", {}, parts.counts,
    el("div.tools", {},
      button("theme", words("theme"), () => (switchTheme(), forgetNames(), network.redraw(), saveRoute())),
      el("button.tool.wide", { onclick: switchLanguage, type: "button" }, words("language"))));
};

const tally = (list, key) => list.reduce((counts, item) => ((counts[item[key]] = (counts[item[key]] ?? 0) + 1), counts), {});
let totals = null;

const showCounts = () => {
  totals ??= { labels: tally(nodes, "group"), kinds: tally(edges, "kind") };
  const labels = tally(visible.list, "group");
  const kinds = tally(visible.edges, "kind");
  const shown = (a, b) => words("shown", { a: number(a ?? 0), b: number(b ?? 0) });
  for (const label of labelsPresent) parts.labelCounts[label].textContent = shown(labels[label], totals.labels[label]);
  for (const kind of kindsPresent) parts.kindCounts[kind].textContent = shown(kinds[kind], totals.kinds[kind]);
  const pair = (a, b, what) => el("span", {}, el("b", {}, shown(a, b)), ` ${words(what)}`);
  parts.counts.replaceChildren(pair(visible.list.length, nodes.length, "nodes"), pair(visible.edges.length, edges.length, "edges"));
  parts.capped.hidden = state.limit >= nodes.length;
  parts.capped.textContent = words("capped", { a: number(Math.min(state.limit, nodes.length)), b: number(nodes.length) });
};

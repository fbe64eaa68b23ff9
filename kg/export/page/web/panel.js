// The left column: title, search, legend, filters and counts.

const panel = document.getElementById("panel");
const parts = {}; // the elements that change

const button = (name, label, onclick) => el("button.tool", { onclick, title: label, "aria-label": label, type: "button" }, icon(name));

const buildPanel = () => {
  const open = panel.classList.contains("open");
  const query = parts.input?.value ?? "";
  panel.replaceChildren(heading(), searchBox(query), el("div.scroll", {}, notes(), legend(), kindList(), filterList(), groupSection()), footer());
  panel.classList.toggle("open", open);
  if (parts.counts) showCounts();
};

const heading = () =>
  el("header", {},
    el("h1", {}, tables.title.replaceAll("–", "–\u2060")),
    ...(more.heading?.() ?? []),
    tables.totals.pages > 0 && el("p.note", {}, words("subtitle", { p: number(tables.totals.pages), n: number(tables.articles.reduce((sum, [, count]) => sum + count, 0)) })));

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
const TOLD = 12; // sentences
let active = 0;

const showHits = () => {
  const text = parts.input.value.trim();
  const found = findNodes(text);
  const told = findSentences(text);
  active = 0;
  parts.hits.hidden = !text;
  parts.input.setAttribute("aria-expanded", String(Boolean(text)));
  parts.hits.replaceChildren(
    (found.length > 0 || !told.length) && el("p.note", {}, found.length ? words("hits", { n: number(found.length) }) : words("noHit", { q: text })) || "",
    ...found.slice(0, HITS).map(hitRow),
    found.length > HITS && el("p.note", {}, words("moreHits", { n: number(found.length - HITS) })) || "",
    told.length > 0 && el("p.note", {}, words("toldHits", { n: number(told.length) }), " · ", words(tables.whole ? "toldAll" : "toldOnly")) || "",
    ...told.slice(0, TOLD).map((sentence, place) => toldRow(sentence, text, Math.min(found.length, HITS) + place)));
  markActive();
};

const hitRow = ({ node, alias }, place) =>
  el("button.hit", { type: "button", role: "option", id: `hit${place}`, tabIndex: -1, onclick: () => choose(node.index) },
    mark(node.group), el("bdi.name", {}, node.label), alias && el("bdi.alias", {}, alias), el("span.count", {}, number(node.mentions)));

const toldRow = ({ index, edge }, text, place) =>
  el("button.hit.told", { type: "button", role: "option", id: `hit${place}`, tabIndex: -1, onclick: () => chooseSentence(index, edge) },
    el("span", {}, ...highlighted(sentenceOf(index).text, text.split(/\s+/).filter(Boolean).map((term) => ({ term, label: "lit" })))),
    el("span.count", {}, sentenceOf(index).date));

const leaveSearch = () => {
  closeHits();
  canvas.focus({ preventScroll: true });
  panel.classList.remove("open");
};

const chooseSentence = (index, edge) => {
  leaveSearch();
  go({ ...nothingPicked, ...(tables.whole ? { sentence: index } : { edge: edge.index }) });
};

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
  leaveSearch();
  if (state.pathFrom !== null) return endPath(index);
  go({ ...nothingPicked, node: index, ...leaveUnless(index) });
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
  const list = span && span.last > span.first ? [dateFilter()] : [];
  list.push(
    slider(words("weight"), (value) => value.toFixed(2), { min: 0, max: 1, step: 0.05, value: state.weight }, (value) => (state.weight = value)),
    slider(words("degreeFilter"), number, { min: 0, max: MOST_NEIGHBORS, step: 1, value: state.degree }, (value) => (state.degree = value)));
  if (nodes.length > 200) {
    const most = Math.ceil(nodes.length / 100) * 100;
    const show = (value) => (value >= nodes.length ? words("all") : number(value));
    list.push(slider(words("limit"), show, { min: 100, max: most, step: 100, value: Math.min(state.limit, most) }, (value) => (state.limit = value)));
  }
  const flag = (key) => tick(state[key], ({ target }) => ((state[key] = target.checked), filtered(), key === "folded" && (buildPanel(), fitView())), words(key));
  list.push(...["alone", "names", "groups"].map(flag));
  return section(words("filters"), ...list, el("button.quiet", { type: "button", onclick: resetFilters }, words("reset")));
};

// ---- communities

const GROUPS_LISTED = 8;
const groupSection = () => {
  if (groupList.length < 2) return "";
  const named = groupList.filter(({ number: own }) => own >= 0);
  const all = (opened, label) => el("button.quiet", { type: "button", onclick: () => (go({ ...nothingPicked, opened }), buildPanel(), fitView()) }, words(label));
  const fold = tick(state.folded, ({ target }) => ((state.folded = target.checked), filtered(), buildPanel(), fitView()), words("fold"));
  parts.groupRows = new Map();
  return el("section", {}, el("h2", {}, words("groupsTitle"), el("span.count", {}, number(named.length))),
    fold,
    smallTick(),
    state.folded && el("p.row.spread", {}, all(new Set([...groups.keys()].filter(groupShown)), "openAll"), all(new Set(), "closeAll")),
    growing(groupList.map((group) => () => groupRow(group)), GROUPS_LISTED, "moreGroups"));
};

const showSmall = (on) => (go({ small: on }), buildPanel(), fitView());
const smallTick = () => field.groups > 0 && el("div.row", {}, tick(state.small, ({ target }) => showSmall(target.checked), words("small", told())), el("span.count", {}, told().n));

const groupRow = ({ number: own, members }) => {
  const row = el("button.grouprow", { type: "button", title: groupName(own), onclick: () => (panel.classList.remove("open"), showGroup(own)) },
    el("bdi.name", {}, groupName(own)), el("span.count", {}, number(members.length)));
  parts.groupRows.set(own, row);
  row.setAttribute("aria-pressed", String(state.group === own));
  return row;
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
  fitView();
};

// ---- counts

const WHOLE = "kg export graphml OUT --most-edges 0";
const notes = () => {
  const { nodes: allNodes, edges: allEdges } = tables.totals;
  const cut = allNodes > nodes.length || allEdges > edges.length;
  parts.capped = el("p.note", { hidden: true });
  const held = { n: number(allNodes), e: number(allEdges), a: number(nodes.length), b: number(edges.length) };
  return el("div", {}, parts.capped, cut &&
    el("details.note", {}, el("summary", {}, words("held", held)), el("p", {}, words("truncated", held), " ", el("code", {}, WHOLE))));
};

const footer = () =>
  el("footer", {},
    button("theme", words("theme"), () => (switchTheme(), forgetNames(), network.redraw(), saveRoute())),
    button("help", words("help"), () => showHelp()),
    el("button.tool.wide", { onclick: switchLanguage, type: "button" }, words("language")));

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
  const open = overview() && el("span", {}, words("groupsShown", { a: number(groupList.filter((group) => isOpen(group.number)).length), b: number(groupList.length) }));
  const away = field.groups > 0 && !narrowed() && el("button.quiet", { type: "button", title: words("smallNote", told()), onclick: () => showSmall(!state.small) }, words(state.small ? "smallHide" : "smallAway", told()));
  parts.counts.replaceChildren(...[`${words("showing")} `, pair(visible.list.length, nodes.length, "nodesShown"), pair(visible.edges.length, edges.length, "edgesShown"), open, away].filter(Boolean));
  parts.empty.hidden = visible.list.length + visible.bubbles.length > 0;
  parts.capped.hidden = overview() ? false : state.limit >= nodes.length;
  parts.capped.textContent = overview() ? words("foldedNote") : words("capped", { a: number(Math.min(state.limit, nodes.length)), b: number(nodes.length) });
  for (const [own, row] of parts.groupRows ?? []) row.setAttribute("aria-pressed", String(state.group === own));
};

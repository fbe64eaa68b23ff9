// The right column: what is known of the picked node or relation, with the sentences it rests on.

const card = document.getElementById("card");
const NEIGHBORS = 12;
const QUOTES = 8;

const cardContent = () => {
  if (state.edge !== null) return edgeCard(edges[state.edge]);
  if (state.node !== null) return nodeCard(nodes[state.node]);
  if (state.sentence !== null) return articleCard(state.sentence);
  if (state.group !== null) return groupCard(groups.get(state.group));
  return state.path ? pathCard(state.path) : null;
};

const renderCard = () => {
  const content = cardContent();
  const same = card.dataset.for === String(content?.key);
  const scroll = same ? card.scrollTop : 0;
  card.hidden = !content;
  document.body.classList.toggle("with-card", Boolean(content));
  if (!content) return;
  card.dataset.for = content.key;
  card.replaceChildren(...content.parts.filter(Boolean));
  card.scrollTop = scroll;
};

const closeButton = (close = () => go(nothingPicked)) => {
  const found = button("close", words("close"), close);
  found.classList.add("close");
  return found;
};

const nodeLink = (index, ...after) =>
  el("button.link", { type: "button", onclick: () => (go({ ...nothingPicked, node: index, ...leaveUnless(index) }), showNode(index)) },
    mark(nodes[index].group), el("bdi", {}, nodes[index].label), ...after);

const leaveUnless = (index) => (visible.nodes[index] ? {} : nowhere);

const period = ({ first, last }) => (!first ? "" : first === last ? first : words("sameTime", { a: first, b: last }));

const listSection = (title, rows) => rows.length > 0 && el("section", {}, el("h2", {}, title), ...rows);

const growing = (rows, first, label) => {
  const shown = rows.slice(0, first);
  const box = el("div", {}, ...shown.map((make) => make()));
  let rest = rows.slice(first);
  if (rest.length) {
    const next = () => Math.min(rest.length, first * 3);
    const more = el("button.quiet", { type: "button" }, words(label, { n: number(next()) }));
    more.addEventListener("click", () => {
      more.before(...rest.slice(0, next()).map((make) => make()));
      rest = rest.slice(next());
      if (rest.length) more.textContent = words(label, { n: number(next()) });
      else more.remove();
    });
    box.append(more);
  }
  return box;
};

// ---- a node

// The relations whose sentences a card shows: those switched on; where that is none, all.
const edgesBehind = (node) => {
  const found = edgesOf[node.index].filter(edgeAllowed);
  return found.length ? found : edgesOf[node.index];
};

const nodeCard = (node) => ({
  key: `n${node.index}`,
  parts: [nodeHead(node), nodeTools(node), ...postSections(node), neighborSection(node), quoteSection(edgesBehind(node), [node])],
});

// What sort of person, place or body it is, in words.
const sortOf = (node) => {
  const level = node.level && words("levels").split("|")[node.level - 1];
  const rank = node.rank && node.rank.split(", ").map((part) => part.trim());
  const ranked = rank && (rank[1] === "deputy" ? words("deputyOf", { rank: words(rank[0]) }) : words(rank[0]));
  const kind = node.kind && !["other", "pseudonym", "historic"].includes(node.kind) && words(node.kind);
  return [words(node.group), kind, level, ranked].filter(Boolean).join(" · ");
};

const degrees = (value) => `${Math.abs(value).toFixed(3)}°`;
const coordinates = ({ latitude, longitude }) => `${degrees(latitude)}${latitude < 0 ? "S" : "N"} ${degrees(longitude)}${longitude < 0 ? "W" : "E"}`;

const nodeHead = (node) => {
  const above = (key) => {
    const index = indexOf.get(node[key]);
    return index === undefined ? null : el("p.facts", {}, el("span.key", {}, words(key === "parent" ? "parent" : "lies")), nodeLink(index));
  };
  const marked = ["pseudonym", "historic"].includes(node.kind) && el(`span.seal`, {}, words(node.kind));
  return el("header", {}, closeButton(),
    el("p.kind", {}, mark(node.group), sortOf(node)),
    el("h1", { tabIndex: -1 }, el("bdi", {}, node.label), marked),
    node.aliases.length > 0 && el("p.aliases", {}, el("span.key", {}, words("aliases")), ...node.aliases.map((alias) => el("bdi.chip", {}, alias))),
    el("p.facts", {},
      el("span", {}, words("mentions", { n: number(node.mentions) })),
      el("span", {}, words("neighborsCount", { n: number(neighborsOf(node.index).length) })),
      node.code && el("span", {}, `${words("code")} ${node.code}`),
      Number.isFinite(node.latitude) && Number.isFinite(node.longitude) && el("span", { title: words("coordinates") }, coordinates(node))),
    above("parent"), node.located_in !== node.parent && above("located_in"));
};

const nodeTools = (node) => {
  const steps = [1, 2, 3].map((n) =>
    el("button", {
      type: "button", "aria-pressed": String(state.focus === node.index && state.steps === n),
      onclick: () => (go(state.focus === node.index && state.steps === n ? { focus: null } : { ...nowhere, focus: node.index, steps: n }), fitView()),
    }, words("steps", { n })));
  return el("div.actions", {},
    el("span.group", {}, el("span.key", {}, words("focus")), ...steps),
    el("button.quiet", { type: "button", title: words("pathHint"), onclick: () => startPath(node.index) }, words("path")),
    node.community >= 0 && el("button.quiet", { type: "button", onclick: () => (go({ ...nowhere, community: node.community }), fitView()) }, words("onlyGroup")),
    el("button.quiet", { type: "button", onclick: copyLink }, words("copyLink")),
    ...(more.actions?.(node) ?? []));
};

const copyLink = async ({ target }) => {
  try {
    await navigator.clipboard.writeText(location.href);
    target.textContent = words("copied");
  } catch {
    prompt(words("copyLink"), location.href); // a browser that keeps the clipboard from file:// pages
  }
};

const byTime = (a, b) => (a.first < b.first ? 1 : a.first > b.first ? -1 : a.index - b.index);

const factRows = (node, kind, end) =>
  edgesOf[node.index]
    .filter((edge) => edge.kind === kind && edge[end] === node.index)
    .sort(byTime)
    .map((edge) => el("div.fact", {}, nodeLink(otherEnd(edge, node.index)), factNote(edge)));

// The posts at a body, below each of them who holds it.
const seatRows = (node) =>
  edgesOf[node.index]
    .filter((edge) => edge.kind === "at" && edge.target === node.index)
    .sort(byTime)
    .map((edge) => {
      const post = otherEnd(edge, node.index);
      const held = edgesOf[post].filter((other) => other.kind === "holds" && other.target === post).sort(byTime);
      return el("div", {}, el("div.fact", {}, nodeLink(post), factNote(edge)),
        held.length > 0 && el("div.held", {}, ...held.map((other) => nodeLink(otherEnd(other, post)))));
    });

const factNote = (edge) =>
  el("button.when", { type: "button", title: words("quotes"), onclick: () => go({ ...nothingPicked, edge: edge.index }) },
    [period(edge), words("count", { n: number(edge.count) })].filter(Boolean).join(" · "));

const postSections = (node) => [
  listSection(words("posts"), factRows(node, "holds", "source")),
  listSection(words("holders"), factRows(node, "holds", "target")),
  listSection(words("bodies"), factRows(node, "at", "source")),
  node.group !== "TITLE" && listSection(words("postsAt"), seatRows(node)),
  listSection(words("writesFor"), factRows(node, "byline", "source")),
  listSection(words("reporters"), factRows(node, "byline", "target")),
];

const neighborSection = (node) => {
  const found = neighborsOf(node.index).filter((entry) => entry.edges.some((edge) => MET.has(edge.kind)));
  const rows = found.map((entry) => () => neighborRow(entry));
  return rows.length > 0 && el("section", {}, el("h2", {}, words("neighbors"), el("span.count", {}, number(rows.length))), growing(rows, NEIGHBORS, "more"));
};

const neighborRow = ({ other, edges: joined }) => {
  const edge = joined.filter(({ kind }) => MET.has(kind)).sort((a, b) => b.weight - a.weight)[0];
  const bar = el("i.bar");
  bar.style.width = `${Math.round(Math.max(0, Math.min(1, edge.weight)) * 100)}%`;
  return el("div.neighbor", {}, nodeLink(other),
    el("button.when", { type: "button", title: `${words(edge.kind)} · ${words("strength", { w: edge.weight.toFixed(2) })}`, onclick: () => go({ ...nothingPicked, edge: edge.index }) },
      el("span.meter", {}, bar), words("count", { n: number(edge.count) })));
};

// ---- a relation

const edgeCard = (edge) => {
  more.quotes?.(edge);
  const both = edgesOf[edge.source].filter((other) => other !== edge && otherEnd(other, edge.source) === edge.target);
  return {
    key: `e${edge.index}`,
    parts: [
      el("header", {}, closeButton(),
        el("p.kind", {}, el(`i.stroke.${edge.kind}`), words(edge.kind)),
        el("h1.pair", {}, nodeLink(edge.source), el("span.joint", { "aria-hidden": "true" }), nodeLink(edge.target)),
        el("p.facts", {},
          edge.count > 0 && el("span", {}, words("count", { n: number(edge.count) })),
          MET.has(edge.kind) && el("span", {}, words("strength", { w: edge.weight.toFixed(2) })),
          period(edge) && el("span", {}, period(edge)))),
      both.length > 0 && el("div.actions", {}, ...both.map((other) =>
        el("button.quiet", { type: "button", onclick: () => go({ ...nothingPicked, edge: other.index }) }, el(`i.stroke.${other.kind}`), ` ${words(other.kind)} ${words("count", { n: number(other.count) })}`))),
      quoteSection([edge], [nodes[edge.source], nodes[edge.target]]),
    ],
  };
};

// ---- sentences

const quoteSection = (some, about) => {
  const found = sentencesOf(some);
  const places = some.reduce((sum, edge) => sum + edge.count, 0);
  const single = some.length === 1 && places > found.length;
  const count = single ? words("quotesOf", { a: number(found.length), b: number(places) }) : number(found.length);
  const terms = termsOf(about);
  const rows = found.map((sentence) => () => quote(sentence, terms));
  return el("section", {}, el("h2", {}, words("quotes"), el("span.count", {}, count)),
    rows.length ? growing(rows, QUOTES, "moreQuotes") : el("p.note", {}, words("noQuote")));
};

const termsOf = (about) =>
  about.flatMap((node) => [node.label, ...node.aliases].map((term) => ({ term, label: node.group })))
    .filter(({ term }) => term)
    .sort((a, b) => b.term.length - a.term.length);

const quote = (sentence, terms) =>
  el("blockquote", {},
    el("p", {}, ...highlighted(sentence.text, terms)),
    el("footer", {},
      el("span.date", {}, sentence.date || words("undated")),
      el("bdi.headline", {}, sentence.headline || words("noHeadline")),
      el("bdi.place", {}, words("line", { page: sentence.page, line: number(sentence.line) }))));

// The text as nodes, each of the terms marked; the longest term wins where two start together.
const highlighted = (text, terms) => {
  const found = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const hit = terms.find(({ term }) => text.startsWith(term, at));
    if (!hit) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) found.push(plain);
    plain = "";
    found.push(el(`mark.${hit.label}`, {}, hit.term));
    at += hit.term.length;
  }
  return plain ? [...found, plain] : found;
};

// The card of a path: what joins each node to the next, with a sentence that says so.

const pathCard = (path) => ({
  key: `p${path[0]}-${path[path.length - 1]}`,
  parts: [
    el("header", {}, closeButton(leave),
      el("p.kind", {}, words("pathCard")),
      el("h1.pair", { tabIndex: -1 }, el("bdi", {}, `${nodes[path[0]].label} — ${nodes[path[path.length - 1]].label}`))),
    el("ol.path", {}, ...path.map((index, at) => el("li", {}, nodeLink(index), at + 1 < path.length && pathStep(index, path[at + 1])))),
  ],
});

const pathStep = (index, next) => {
  const joined = edgesOf[index].filter((edge) => otherEnd(edge, index) === next && edgeAllowed(edge)).sort((a, b) => strengthOf(b) - strengthOf(a));
  const edge = joined.find(({ quotes }) => quotes.length) ?? joined[0];
  if (!edge) return "";
  return el("div.step", {},
    el("button.when", { type: "button", onclick: () => go({ ...nothingPicked, edge: edge.index }) },
      el(`i.stroke.${edge.kind}`), words("throughKind", { kind: words(edge.kind), n: number(edge.count) })),
    edge.quotes.length > 0 && quote(sentencesOf([edge])[0], termsOf([nodes[index], nodes[next]])));
};

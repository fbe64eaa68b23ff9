// The card of a sentence that was searched for: its article, and who and what the sentence names.

const articleCard = (index) => {
  const sentence = sentenceOf(index);
  const [page, , , , , headline] = tables.sentences[index];
  const rows = rowsOfPage(page).filter((other) => tables.sentences[other][5] === headline);
  const named = namedIn(sentence.text);
  const terms = termsOf(named);
  const text = (other) => el(other === index ? "p.found" : "p", {}, ...highlighted(tables.sentences[other][4], other === index ? terms : []));
  return {
    key: `s${index}`,
    parts: [
      el("header", {}, closeButton(),
        el("p.kind", {}, words("quotes")),
        el("h1", { tabIndex: -1 }, el("bdi", {}, sentence.headline || words("noHeadline"))),
        el("p.facts", {}, el("span", {}, sentence.date || words("undated")), el("bdi", {}, words("line", { page: sentence.page, line: number(sentence.line) })))),
      el("div.actions", {}, el("button.quiet", { type: "button", onclick: copyLink }, words("copyLink"))),
      named.length > 0 && el("section", {}, el("h2", {}, words("namesHere")), ...named.map((node) => el("div.fact", {}, nodeLink(node.index)))),
      el("section.told-whole", {}, el("h2", {}, words("wholeArticle")), ...rows.filter((other) => tables.sentences[other][4] !== sentence.headline || other === index).map(text)),
    ],
  };
};

// The nodes whose name or alias stands in a text, where it stands; a name inside a longer one is left out.
const namedIn = (text) => {
  const found = nodes.flatMap((node) => {
    const form = [node.label, ...node.aliases].filter((each) => each.length > 1 && text.includes(each)).sort((a, b) => b.length - a.length)[0];
    return form ? [{ node, form, at: text.indexOf(form) }] : [];
  });
  return found
    .filter(({ form }) => !found.some((other) => other.form.length > form.length && other.form.includes(form)))
    .sort((a, b) => a.at - b.at || a.node.index - b.node.index)
    .map(({ node }) => node);
};

// The card of a community: its members, what it is joined to, and the sentences inside it.

const MEMBERS = 14;
const STRONGEST = 40; // relations whose sentences are shown

const groupCard = (group) => {
  const inner = visible.allEdges.filter((edge) => nodes[edge.source].community === group.number && nodes[edge.target].community === group.number);
  const strongestEdges = [...inner].sort((a, b) => strengthOf(b) - strengthOf(a) || a.index - b.index).slice(0, STRONGEST);
  return {
    key: `g${group.number}`,
    parts: [groupHead(group, inner), groupTools(group), groupPosts(group), memberSection(group), groupLinkSection(group), quoteSection(strongestEdges, [])],
  };
};

const groupHead = (group, inner) => {
  const labels = tally(group.members, "group");
  return el("header", {}, closeButton(),
    el("p.kind", {}, words("group")),
    el("h1.pair", { tabIndex: -1 }, el("bdi", {}, groupName(group.number))),
    el("p.facts", {}, ...labelsPresent.filter((label) => labels[label]).map((label) => el("span", {}, `${words(label)} ${number(labels[label])}`)),
      el("span", {}, words("inner", { n: number(inner.length) })),
      yearsOf(group.number) && el("span", {}, words("mostly", { when: yearsOf(group.number) }))));
};

const groupPosts = ({ number: own }) =>
  toldOf(own).posts.length > 0 && el("section", {}, el("h2", {}, words("topPosts")), ...toldOf(own).posts.map((post) => el("p.facts", {}, el("bdi", {}, post))));

const groupTools = ({ number: own }) => {
  const quiet = (label, onclick) => el("button.quiet", { type: "button", onclick }, words(label));
  return el("div.actions", {},
    overview() && quiet(state.opened.has(own) ? "closeGroup" : "openGroup", () => flipGroup(own)),
    state.community !== own && quiet("onlyThis", () => (go({ ...nowhere, community: own }), fitView())),
    quiet("copyLink", copyLink));
};

const memberSection = (group) =>
  el("section", {}, el("h2", {}, words("members"), el("span.count", {}, number(group.members.length))),
    growing(group.members.map((node) => () => el("div.neighbor", {}, nodeLink(node.index), el("span.when", {}, words("count", { n: number(node.mentions) })))), MEMBERS, "more"));

const groupLinkSection = (group) => {
  const found = groupLinks(group.number).filter(({ number: own }) => own >= 0);
  const row = ({ number: own, count }) => el("button.grouprow", { type: "button", onclick: () => showGroup(own) }, el("bdi.name", {}, groupName(own)), el("span.count", {}, words("count", { n: number(count) })));
  return found.length > 0 && el("section", {}, el("h2", {}, words("linkedGroups")), growing(found.map((link) => () => row(link)), 5, "moreGroups"));
};

// Reads a graph with the libraries of other programs and prints what they see:
//   node read.mjs graphml|gexf|cytoscape|cypher FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [kind, file, modules] = process.argv.slice(2);
const require = createRequire(`${modules}/`);

function readGraphology(parser) {
  const { MultiGraph } = require("graphology");
  const { parse } = require(`${parser}/node`);
  const graph = parse(MultiGraph, readFileSync(file, "utf-8"));
  return {
    nodes: graph.mapNodes((id, data) => ({ id, data })),
    edges: graph.mapEdges((id, data, source, target, _s, _t, undirected) => ({
      id, source, target, directed: !undirected, data,
    })),
  };
}

function readCytoscape() {
  const cytoscape = require("cytoscape");
  const { elements, layout } = JSON.parse(readFileSync(file, "utf-8"));
  const graph = cytoscape({ headless: true, elements, layout });
  return {
    nodes: graph.nodes().map((node) => ({ id: node.id(), data: node.data(), place: node.position() })),
    edges: graph.edges().map((edge) => ({
      id: edge.id(), source: edge.source().id(), target: edge.target().id(), data: edge.data(),
    })),
  };
}

// Errors that Neo4j's language support finds, syntax and meaning; its warnings have another severity.
function checkCypher() {
  const { lintCypherQuery } = require("@neo4j-cypher/language-support");
  const { diagnostics } = lintCypherQuery(readFileSync(file, "utf-8"), {});
  return { found: diagnostics.filter(({ severity }) => severity === 1).map(({ message }) => message) };
}

const readers = {
  cypher: checkCypher,
  graphml: () => readGraphology("graphology-graphml"),
  gexf: () => readGraphology("graphology-gexf"),
  cytoscape: readCytoscape,
};
process.stdout.write(JSON.stringify(readers[kind]()));

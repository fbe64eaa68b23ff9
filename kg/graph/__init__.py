"""The graph that is shown, and the measures of all its nodes; `kg.graph.building` is where it is made."""

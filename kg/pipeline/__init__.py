"""The build: the only place that knows the order of the stages; `kg.pipeline.build` is where it begins.

Each page file becomes a Reading in a worker process (pages, articles, recognize, posts) or comes out of the
cache; the readings are spooled to disk in page order. A first pass counts what resolution needs, a second
one writes the rows that carry entity ids and counts edges, a third picks the sentences that the graph
page quotes. What all pages together give is held in memory and grows with them: what pages call their
names, entities, edges with their evidence, tenures, quoted sentences.
"""

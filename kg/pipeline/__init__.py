"""The build: the only place that knows the order of the stages; `kg.pipeline.build` is where it begins.

Each page file becomes a Reading in a worker process (pages, articles, recognize, posts), whose rows go into
batches of Parquet files in the output folder, unless an earlier build has put them there. Who is who, edges
and tenures are then steps of SQL over all batches, kept as tables of the store; JSON Lines files are written
from them row by row. Held in memory are the different names of the corpus, its entities, and the part of the
graph that is shown.
"""

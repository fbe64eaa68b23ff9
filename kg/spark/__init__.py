"""A build on a Spark cluster: its executors read the pages, and Spark runs the steps over all of them.

Executors list the folder of pages, a part of it each, and the driver deals the pages out in chunks. An
executor reads a chunk as a worker of a local build would, and writes its rows as batches into the folder of
the build, which all machines share. The stages of the whole corpus are the same queries and functions as on
one machine (`kg.store.steps`); what is written from their tables is written on the driver.
"""

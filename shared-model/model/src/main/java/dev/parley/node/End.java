package dev.parley.node;

/** Ends the execution here. A handle without an edge does the same. */
@Kind(
    name = "end",
    title = "End",
    section = Kind.Section.FLOW,
    help = "End the workflow here.",
    keywords = "stop finish",
    icon = "flag",
    color = Kind.Color.GRAY,
    summary = "The workflow ends here",
    note = "A path without an End ends as well.",
    handles = {})
record End() implements Node.Ending {}

package dev.parley.conversation;

/** A label as conversations carry it; graphs hold the id, events and templates the name. */
public record Label(String id, String name) {}

package dev.parley.conversation;

/** A label on a conversation; graphs refer to it by id, events and templates by name. */
public record Label(String id, String name) {}

package dev.parley.template.syntax;

/**
 * An error in a template that its author has to fix.
 *
 * @param code stable, kebab-case
 * @param message a sentence for the author
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 units, as in editors
 */
public record TemplateProblem(String code, String message, int line, int column) {}

package roomtone.web;

import roomtone.language.Language;

/**
 * For whom a page is made.
 *
 * @param operator whether it is the operator
 * @param maySkip whether a skip would be obeyed
 * @param token what the page's forms carry
 * @param language that the browser prefers
 */
public record Visitor(boolean operator, boolean maySkip, String token, Language language) {}

package roomtone.web;

/**
 * For whom a page is made.
 *
 * @param operator whether it is the operator
 * @param maySkip whether a skip would be obeyed
 * @param token what the page's forms carry
 */
public record Visitor(boolean operator, boolean maySkip, String token) {}

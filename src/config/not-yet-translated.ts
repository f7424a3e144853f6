/**
 * Task options of the tables that the translation does not carry out yet: a job that sets one is refused, instead of having
 * it ignored. An option leaves this list with the code that does what it says.
 */
export const notYetTranslated: readonly string[] = ["pull_policy", "healthcheck"];

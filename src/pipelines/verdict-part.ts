/** Name of the part of a stored report that holds a section's matches with one print. */
export function verdictPart(section: number, print: number): string {
  return `verdicts/${section}/${print}`;
}

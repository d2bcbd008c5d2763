/** The colours that are offered, by the names under which they are kept. */
export const colourNames = [
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
] as const;

/** Returns the CSS color of a stored color, a name or #rrggbb; an unknown name is gray. */
export function colourOf(kept: string): string {
  if (/^#[0-9a-f]{6}$/i.test(kept)) {
    return kept;
  }
  const known = colourNames.find((name) => name === kept) ?? 'gray';
  return `var(--mantine-color-${known}-6)`;
}

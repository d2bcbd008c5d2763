import type { CSSProperties } from 'react';
import { colourOf } from './colours';
import classes from './Marks.module.css';

const marked = (colour: string) => ({ '--mark': colourOf(colour) }) as CSSProperties;

/** A label with its color and its name. */
export function LabelChip({ name, colour = 'gray' }: { name: string; colour?: string }) {
  return (
    <span className={classes.chip} style={marked(colour)}>
      <span className={classes.dot} aria-hidden />
      <span>{name}</span>
    </span>
  );
}

/** Initials in a colored circle, next to the full name. */
export function Avatar({ name, colour = 'indigo' }: { name: string; colour?: string }) {
  return (
    <span className={classes.avatar} style={marked(colour)} aria-hidden>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}

/** "Order number" → "orderNumber": the key that a custom field gets from its name. */
export function keyOf(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 _-]/g, '')
    .split(/[ _-]+/)
    .filter(Boolean);
  const key = words
    .map((word, at) =>
      at === 0 ? word.toLowerCase() : (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('');
  return key.replace(/^[0-9]+/, '').slice(0, 63);
}

/** The same for a field that is made on the spot: one that is possible and not taken yet. */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  const wanted = keyOf(name).replace(/^[^a-z]+/, '') || 'field';
  if (!taken.has(wanted)) {
    return wanted;
  }
  let number = 2;
  while (taken.has(`${wanted.slice(0, 60)}${number}`)) {
    number++;
  }
  return `${wanted.slice(0, 60)}${number}`;
}

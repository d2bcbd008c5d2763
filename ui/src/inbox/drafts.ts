/**
 * Drafts of replies, kept in this browser until they are sent or the user signs out
 * (app/leaving.ts).
 */
const PREFIX = 'parley.reply.';

// If the browser stores nothing, kept at least as long as the page.
const drafts = new Map<string, string>();

export function keptReply(key: string): string {
  const known = drafts.get(key);
  if (known !== undefined) {
    return known;
  }
  try {
    return localStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

export function keepReply(key: string, text: string): void {
  drafts.set(key, text);
  try {
    if (text === '') {
      localStorage.removeItem(PREFIX + key);
    } else {
      localStorage.setItem(PREFIX + key, text);
    }
  } catch {
    // A browser store that is full or forbidden keeps nothing.
  }
}

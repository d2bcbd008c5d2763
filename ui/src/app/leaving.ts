/** What a person leaves in this browser: unsent work, and data of customers tried in tests. */
const theirs = ['parley.unsent.', 'parley.test.', 'parley.reply.'];

/** Nothing of what one person did is left for the next one. */
export function forgetPerson(): void {
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store)) {
      if (theirs.some((prefix) => key.startsWith(prefix))) {
        store.removeItem(key);
      }
    }
  }
}

/** After signing out: begins anew, so that nothing of theirs is in memory either. */
export function leave(): void {
  forgetPerson();
  // A page that goes away keeps unsent work in the browser; here it must not.
  window.addEventListener('pagehide', forgetPerson);
  window.location.assign('/');
}

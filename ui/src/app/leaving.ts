/** Keys of personal data in this browser: unsent work, and customer data used in tests. */
const theirs = ['parley.unsent.', 'parley.test.', 'parley.reply.'];

/** Removes the personal data of a user from this browser. */
export function forgetPerson(): void {
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store)) {
      if (theirs.some((prefix) => key.startsWith(prefix))) {
        store.removeItem(key);
      }
    }
  }
}

/** Reloads after signing out, so that no personal data stays in memory. */
export function leave(): void {
  forgetPerson();
  // A page that goes away keeps unsent work in the browser; here it must not.
  window.addEventListener('pagehide', forgetPerson);
  window.location.assign('/');
}

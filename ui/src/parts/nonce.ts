const given = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** Returns the nonce that the page's policy requires of style elements created at run time. */
export const nonce = () => given;

// For the library that keeps the page from scrolling behind a dialog.
Object.assign(globalThis, { __webpack_nonce__: given });

const given = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** What the page's policy asks of every style element that is made at run time. */
export const nonce = () => given;

// Read by the library that keeps the page from scrolling behind a dialog.
Object.assign(globalThis, { __webpack_nonce__: given });

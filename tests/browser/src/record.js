// Runs before the page and notes what a visitor does not see.
(() => {
  const recorded = { complaints: [], writes: [], saved: [], ready: null };
  window.recorded = recorded;

  new MutationObserver((_, observer) => {
    if (!document.documentElement.hasAttribute("data-ready")) return;
    recorded.ready = performance.now();
    observer.disconnect();
  }).observe(document.documentElement, { attributes: true });

  addEventListener(
    "error",
    ({ message, target }) => recorded.complaints.push(`error: ${message ?? target.src ?? target.href}`),
    true,
  );
  addEventListener("unhandledrejection", ({ reason }) => recorded.complaints.push(`rejection: ${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    recorded.complaints.push(`policy: ${violatedDirective} ${blockedURI}`),
  );
  for (const level of ["error", "warn"]) {
    const original = console[level];
    console[level] = (...words) => {
      recorded.complaints.push(`console.${level}: ${words.map(String).join(" ")}`);
      original.apply(console, words);
    };
  }
  for (const name of ["pushState", "replaceState"]) {
    const original = History.prototype[name];
    History.prototype[name] = function (...words) {
      recorded.writes.push({ name, at: performance.now(), address: String(words[2]) });
      return original.apply(this, words);
    };
  }
  const original = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => recorded.saved.push({ kind: blob.type, text }));
    return original.call(URL, blob);
  };
})();

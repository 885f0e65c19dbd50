// Starts the page: fetches the program, runs it, and says in words what happened when it cannot.
// The names of its two files change with every build; the links in the head know them.

const wasmPolicy = /content security policy|\bcsp\b/i;

/** The key under which the session remembers the missing file for which the page was reloaded. */
const reloadedFor = "headroom-reloaded-for";

/** What happened, and what helps. */
function explain(error) {
  if (typeof WebAssembly !== "object") {
    return [
      "This browser does not run WebAssembly, which Headroom needs to compute its results.",
      "WebAssembly may be switched off by a security setting: allow it for this page, or open the page in another up-to-date browser.",
    ];
  }
  if (wasmPolicy.test(String(error))) {
    return [
      "A security rule of this site or of the browser does not let WebAssembly run.",
      "An extension may set such a rule: try without it. If this is your site, let its Content-Security-Policy allow 'wasm-unsafe-eval'.",
    ];
  }
  if (error instanceof WebAssembly.RuntimeError) {
    return [
      "Headroom stopped because of a mistake in its program.",
      "Reload the page. If it stops again, start without the settings that the address holds.",
    ];
  }
  if (error instanceof Missing) {
    return [
      `A part of Headroom could not be loaded: the site answered ${error.status} for it.`,
      "The page may have just been updated: reload it. If this is your site, check that every file of the build is there.",
    ];
  }
  // What a browser throws that does not know, or has no memory for, what the program needs.
  const beyondBrowser = [WebAssembly.CompileError, WebAssembly.LinkError, RangeError, ReferenceError, SyntaxError];
  if (beyondBrowser.some((kind) => error instanceof kind)) {
    return [
      "This browser could not start the program of Headroom.",
      "It may be too old or short of memory, or the program may have arrived damaged: close other pages and reload this one, or open it in another up-to-date browser.",
    ];
  }
  return [
    "A part of Headroom could not be loaded.",
    "Check the connection and reload the page. If this is your site, check that every file of the build is there.",
  ];
}

/** A file that the site does not have. */
class Missing extends Error {
  constructor({ status, url }) {
    super(`${status} for ${url}`);
    this.status = status;
    this.url = url;
  }
}

/**
 * Loads the page anew where a file is missing, once for each file: a page that the browser kept from
 * before an update names files of the old build. Without storage it might go on for ever.
 */
function reloads(error) {
  if (!(error instanceof Missing)) return false;
  try {
    if (sessionStorage.getItem(reloadedFor) === error.url) return false;
    sessionStorage.setItem(reloadedFor, error.url);
  } catch {
    return false;
  }
  location.reload();
  return true;
}

/** Puts the explanation where the page is, or was to be. */
function tell(error) {
  if (document.getElementById("boot-failure")) return;
  const [happened, helps] = explain(error);
  const reload = element("button", { type: "button", class: "button" }, ["Reload"]);
  // A link would take the page that the browser kept.
  reload.addEventListener("click", () => location.reload());
  const alert = element("div", { id: "boot-failure", role: "alert" }, [
    element("p", {}, [element("strong", {}, [happened])]),
    element("p", {}, [helps]),
    element("p", {}, [
      reload,
      " · ",
      element("a", { href: location.pathname }, ["Start afresh"]),
    ]),
    element("p", {}, ["In the browser's words: ", element("code", {}, [String(error)])]),
  ]);
  const skeleton = document.getElementById("boot");
  skeleton?.querySelector("[data-loading]")?.remove();
  if (skeleton) skeleton.append(alert);
  else document.body.prepend(alert);
}

function element(name, attributes, children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Missing(response);
  return response;
}

/** A module; where it cannot be had, the reason is that of its file. */
async function imported(address) {
  try {
    return await import(address);
  } catch (error) {
    await fetched(address);
    throw error;
  }
}

// A program that stops later, in answer to a click or a timer, leaves a page that looks alive.
addEventListener("error", ({ error }) => stopped(error));
addEventListener("unhandledrejection", ({ reason }) => stopped(reason));

function stopped(error) {
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) tell(error);
}

try {
  const script = document.getElementById("app-js").href;
  const program = document.getElementById("app-wasm").href;
  const [bindings, module_or_path] = await Promise.all([imported(script), fetched(program)]);
  await bindings.default({ module_or_path });
  document.getElementById("boot")?.remove();
} catch (error) {
  console.error(error);
  if (!reloads(error)) tell(error);
}

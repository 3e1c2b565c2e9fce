"use strict";
// The page is complete without this. With it, the page renews itself while somebody looks at it, and forms
// and links act in place. Everything arrives as the same HTML, made and escaped by the server; it is merged
// into what is shown, so that what is open, focused or half typed stays.

const PERIOD = 1000;
let complaint = null;
let latest = 0;

/** Make an element like a fresh one, keeping its children that are still there. */
function merge(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !(old.localName === "details" && name === "open")) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const known = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  let place = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    let match = next.id ? known.get(next.id) : place;
    if (!match || (match.id ?? "") !== (next.id ?? "") || match.nodeName !== next.nodeName) {
      old.insertBefore(next, place);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else old.insertBefore(match, place);
    if (match.nodeType === Node.ELEMENT_NODE) merge(match, next);
    else if (match.data !== next.data) match.data = next.data;
  }
  while (place) {
    const after = place.nextSibling;
    place.remove();
    place = after;
  }
}

function live(text, isLive) {
  const sign = document.getElementById("live");
  if (sign) {
    sign.textContent = text;
    sign.classList.toggle("on", isLive);
  }
}

/** Ask for a page and show it, unless another was asked for in the meantime. */
async function show(url, options) {
  const number = ++latest;
  let answer, text;
  try {
    answer = await fetch(url, { credentials: "omit", ...options });
    text = await answer.text();
  } catch {
    live("not connected", false);
    return null;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  if (options) complaint = answer.ok ? null : page.getElementById("message");
  if (number === latest && (answer.ok || options)) {
    if (complaint) page.getElementById("message")?.replaceWith(complaint.cloneNode(true));
    if (page.getElementById("live")) {
      document.title = page.title;
      merge(document.body, page.body);
      live("live", true);
    }
  }
  if (!answer.ok && !options) live("not connected", false);
  return answer;
}

async function renew() {
  if (!document.hidden) await show(location.href);
  setTimeout(renew, PERIOD);
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const answer = await show(form.action, { method: "POST", body });
  if (answer?.ok) {
    form.reset();
    await show(location.href); // with the request that was chosen
  }
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link || link.origin !== location.origin || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  complaint = null;
  history.pushState(null, "", link.href);
  await show(link.href);
  if (link.hash) document.querySelector(link.hash)?.scrollIntoView({ block: "nearest" });
});

addEventListener("popstate", () => show(location.href));
document.addEventListener("visibilitychange", () => document.hidden || show(location.href));
live("live", true);
setTimeout(renew, PERIOD);

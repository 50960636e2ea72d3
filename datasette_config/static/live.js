/* Results while one types: an enhancement; the form works without it. Asks this catalogue only. */
"use strict";
(() => {
  const form = document.querySelector("form.search");
  const input = form && form.querySelector("input[name=q]");
  const place = document.getElementById("live");
  if (!form || !place || !window.DOMParser) return;
  const PAUSE = 250; // milliseconds after the last key
  const said = document.createElement("p"); // for screen readers: how many were found
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.after(said);
  let timer = 0;
  let asked = null;

  const addressOf = () => {
    const parameters = new URLSearchParams(new FormData(form));
    const typed = input.value.trim();
    // the last word may not be finished: look for all words that begin so
    const unfinished = /(^|\s)[\p{L}]{3,}$/u.test(typed) && (typed.split('"').length % 2 === 1);
    parameters.set("q", unfinished ? typed + "*" : typed);
    return `${form.getAttribute("action")}?${parameters}`;
  };

  const show = async () => {
    if (input.value.trim().length < 3) return;
    if (asked) asked.abort();
    asked = new AbortController();
    const address = addressOf();
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("live");
      if (!found) return;
      place.replaceChildren(...found.childNodes);
      const count = document.getElementById("count");
      said.textContent = count ? count.textContent : "";
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
})();

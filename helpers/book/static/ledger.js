// The ledger of claims: searches for words, counts, sorts the table, and keeps the choices in the address. The choices
// themselves need no script: the style sheet leaves out what does not fit them.
"use strict";

(() => {
  const AXES = ["part", "kind", "then", "since"];
  const COLUMNS = ["claim", ...AXES, "likelihood"];
  const form = document.querySelector(".os-finder");
  const count = form.querySelector("output");
  const table = document.querySelector("table.os-claims");
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const parts = document.querySelectorAll(".bd-article section:has(> .os-entry)");
  const field = form.elements.namedItem("q");
  let order = ""; // a column, with a minus for the other way round

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const claims = rows.map((row) => {
    const id = row.cells[0].textContent.trim();
    const entry = document.getElementById(id);
    const seen = [...entry.children].filter((part) => part.localName !== "script");
    return { id, row, entry, text: plain(seen.map((part) => part.textContent).join(" ")) };
  });

  const wordsWanted = () => plain(field.value).split(/\s+/).filter(Boolean);
  const chosen = (axis) => form.elements.namedItem(axis).value;
  const fits = ({ entry, text }, words) =>
    AXES.every((axis) => !chosen(axis) || entry.classList.contains(`${axis}-${chosen(axis)}`)) &&
    words.every((word) => text.includes(word));

  const show = () => {
    const words = wordsWanted();
    const named = decodeURIComponent(location.hash.slice(1));
    let found = 0;
    let besides = "";
    for (const claim of claims) {
      const is = fits(claim, words);
      for (const item of [claim.entry, claim.row]) item.classList.toggle("os-off", !is);
      found += is;
      if (!is && claim.id === named) besides = `, and ${named}, which the address names`;
    }
    for (const part of parts) part.classList.toggle("os-empty", !part.querySelector(".os-entry:not(.os-off), :target"));
    const text = `${found} of ${claims.length} claims${besides}`;
    if (count.textContent !== text) count.textContent = text;
  };

  // Words of verdict are sorted as they stand in the form, which has the order of their scale.
  const rank = (row, column) => {
    if (column === "claim") return rows.indexOf(row);
    if (column === "likelihood") return parseInt(row.cells[COLUMNS.indexOf(column)].textContent, 10);
    return [...form.elements.namedItem(column)].findIndex(({ value }) => value && row.classList.contains(`${column}-${value}`));
  };

  const sort = () => {
    const descending = order.startsWith("-");
    const column = COLUMNS.includes(order.replace("-", "")) ? order.replace("-", "") : "claim";
    const keyed = rows.map((row) => [rank(row, column), row]);
    keyed.sort(([a], [b]) => Number.isNaN(a) - Number.isNaN(b) || (descending ? b - a : a - b) || 0);
    table.tBodies[0].append(...keyed.map(([, row]) => row));
    heads.forEach((head, i) => {
      if (COLUMNS[i] === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  const keep = () => {
    const address = new URLSearchParams(location.search);
    const now = { q: field.value.trim(), sort: order, ...Object.fromEntries(AXES.map((axis) => [axis, chosen(axis)])) };
    for (const [name, value] of Object.entries(now)) value ? address.set(name, value) : address.delete(name);
    const query = address.size ? `?${address}` : "";
    history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
  };

  const restore = () => {
    const address = new URLSearchParams(location.search);
    for (const axis of AXES) {
      const button = [...form.elements.namedItem(axis)].find(({ value }) => value === address.get(axis));
      if (button) button.checked = true;
    }
    field.value = address.get("q") ?? "";
    order = address.get("sort") ?? "";
    form.querySelector("details").open = AXES.some(chosen);
    sort();
    show();
    if (address.size) document.querySelector(":target")?.scrollIntoView(); // what stood above it has gone
  };

  heads.forEach((head, i) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "os-sort" });
    button.append(...head.querySelector("p").childNodes);
    head.querySelector("p").append(button);
    button.addEventListener("click", () => {
      const column = COLUMNS[i];
      order = head.getAttribute("aria-sort") === "ascending" ? `-${column}` : column;
      if (order === "claim") order = "";
      sort();
      keep();
    });
  });
  form.addEventListener("input", () => (show(), keep()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      order = "";
      sort();
      show();
      keep();
    }),
  );
  addEventListener("hashchange", show);
  restore();
})();

// What the reader chose, before anything is painted. The theme has these lines inside every page, where the
// Content-Security-Policy would have to allow them one by one.
"use strict";

{
  const { dataset } = document.documentElement;
  dataset.mode = localStorage.getItem("mode") || "auto";
  dataset.theme = localStorage.getItem("theme") || "auto";
}
document.addEventListener("DOMContentLoaded", () => document.querySelector(".bd-search-container input")?.select());

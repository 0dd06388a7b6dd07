// What the reader chose, before anything is painted. The theme has these lines inside every page, where the
// Content-Security-Policy would have to allow them one by one.
"use strict";

{
  const { dataset } = document.documentElement;
  try {
    dataset.mode = localStorage.getItem("mode") || "auto";
  } catch {
    dataset.mode = "auto"; // a browser that keeps nothing
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  dataset.theme = { light: "light", dark: "dark" }[dataset.mode] ?? system; // else the page would be painted twice
}
// Paper is white: what was chosen for the screen comes back after printing.
{
  const { dataset } = document.documentElement;
  let screen;
  addEventListener("beforeprint", () => {
    screen = dataset.theme;
    dataset.theme = "light";
  });
  addEventListener("afterprint", () => (dataset.theme = screen ?? dataset.theme));
}
document.addEventListener("DOMContentLoaded", () => document.querySelector(".bd-search-container input")?.select());

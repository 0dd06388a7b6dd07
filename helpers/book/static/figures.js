// Draws the figures of a page: live Plotly, loaded from this site when the first figure comes near the view, in the
// colours of the reader's theme. A figure with steps gets a range input, which works by keyboard and by touch.
"use strict";

(() => {
  const here = document.currentScript.src;
  const narrow = window.matchMedia("(max-width: 600px)");

  const isDark = () => document.documentElement.dataset.theme === "dark";
  const toDark = new Map(Object.values(window.OS_COLOURS).map(({ light, dark }) => [light, dark]));

  // Figures arrive in light colours; on dark paper every colour has its counterpart.
  const recolour = (value) => {
    if (!isDark()) return value;
    if (typeof value === "string") return toDark.get(value) ?? value;
    if (Array.isArray(value)) return value.map(recolour);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, recolour(part)]));
    }
    return value;
  };

  let plotly;
  const loadPlotly = () =>
    (plotly ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("plotly.min.js", here).href;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error("plotly.min.js could not be loaded"));
      document.head.append(script);
    }));

  class Figure {
    constructor(box, spec) {
      this.box = box;
      this.spec = spec;
      this.steps = spec.frames ?? [];
      this.step = this.steps.length - 1;
    }

    // The page reserves the height. A figure may carry settings for narrow screens, by path: "xaxis2.domain".
    layout() {
      const { sliders, height, ...layout } = structuredClone(this.spec.layout);
      if (narrow.matches) {
        for (const [path, value] of Object.entries(layout.meta?.narrow ?? {})) {
          const [part, key] = path.split(".");
          layout[part][key] = value;
        }
      }
      return recolour({ ...layout, autosize: true, height: this.target.clientHeight });
    }

    data() {
      const data = [...this.spec.data];
      const step = this.steps[this.step];
      step?.data.forEach((part, i) => (data[step.traces[i]] = part));
      return recolour(data);
    }

    async draw() {
      const Plotly = await loadPlotly();
      if (!this.target) {
        this.box.replaceChildren();
        this.target = this.box.appendChild(document.createElement("div"));
        this.target.className = "os-canvas";
        if (this.steps.length) this.addSteps();
        this.box.dataset.drawn = "true";
      }
      await Plotly.react(this.target, this.data(), this.layout(), this.spec.config);
    }

    addSteps() {
      const label = document.createElement("label");
      const input = document.createElement("input");
      const shown = document.createElement("output");
      label.className = "os-steps";
      Object.assign(input, { type: "range", min: 0, max: this.steps.length - 1, step: 1, value: this.step });
      const name = () => this.steps[this.step].name;
      const say = () => {
        shown.textContent = name();
        input.setAttribute("aria-valuetext", name());
      };
      input.addEventListener("input", () => {
        this.step = Number(input.value);
        say();
        this.draw();
      });
      say();
      label.append(`${this.spec.layout.sliders?.[0]?.currentvalue?.prefix ?? ""}`, shown, input);
      this.box.after(label);
    }
  }

  const figures = new Map();
  for (const holder of document.querySelectorAll("script[data-plot]")) {
    const box = document.getElementById(holder.dataset.plot);
    figures.set(box, new Figure(box, JSON.parse(holder.textContent)));
  }

  const fail = (box) => (error) => {
    console.error(error);
    box.dataset.drawn = "failed"; // the description stays in the box
  };
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        figures.get(target).draw().catch(fail(target));
      }
    },
    { rootMargin: "600px 0px" },
  );
  for (const box of figures.keys()) near.observe(box);

  const redraw = () => {
    for (const [box, figure] of figures) if (figure.target) figure.draw().catch(fail(box));
  };
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  narrow.addEventListener("change", redraw);
})();

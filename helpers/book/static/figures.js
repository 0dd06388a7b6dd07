// Makes figures live in place of their static twins: when the reader has begun to scroll, point or type and a figure is
// near the view, its specification and plotly.js are loaded from this site, once. A failure leaves the twin.
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

  const scripts = new Map();
  const load = (address) => {
    if (!scripts.has(address)) {
      const arrival = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => {
          script.remove();
          setTimeout(() => scripts.delete(address), 5000); // then another try is worth it
          reject(new Error(`${address} could not be loaded`));
        };
        document.head.append(script);
      });
      scripts.set(address, arrival);
    }
    return scripts.get(address);
  };

  class Figure {
    constructor(box) {
      this.box = box; // its width when last drawn tells whether another drawing is due
      const control = document.querySelector(`#plot-${box.dataset.figure} + .os-steps`);
      if (control) this.followSteps(control);
    }

    // What a figure's own script brings. An explorer replaces the data of traces as its reader moves.
    arrive(spec, explorer) {
      this.spec = spec;
      this.explorer = explorer;
    }

    followSteps(control) {
      const names = JSON.parse(control.dataset.steps);
      const [shown, input] = [control.querySelector("output"), control.querySelector("input")];
      this.step = names.length - 1;
      input.addEventListener("input", () => {
        this.step = Number(input.value);
        shown.textContent = names[this.step];
        input.setAttribute("aria-valuetext", names[this.step]);
        this.draw();
      });
      // What is printed is the picture of the last step.
      window.addEventListener("beforeprint", () => (shown.textContent = names.at(-1)));
      window.addEventListener("afterprint", () => (shown.textContent = names[this.step]));
    }

    // The page reserves the shape. A figure may carry settings for narrow screens, by path: "xaxis2.domain".
    layout() {
      const { sliders, height, ...layout } = structuredClone(this.spec.layout);
      for (const [path, value] of Object.entries((narrow.matches && layout.meta?.narrow) || {})) {
        const parts = path.split(".");
        const last = parts.pop();
        parts.reduce((target, part) => (target[part] ??= {}), layout)[last] = value;
      }
      return recolour({ ...layout, width: this.box.clientWidth, height: this.box.clientHeight });
    }

    data() {
      const data = [...this.spec.data];
      const step = this.spec.frames?.[this.step];
      step?.data.forEach((part, i) => (data[step.traces[i]] = part));
      for (const [i, part] of Object.entries(this.moved ?? {})) data[i] = { ...data[i], ...part };
      return recolour(data);
    }

    loadSpec() {
      return load(this.box.dataset.script);
    }

    // Drawings follow one another, and one that waits serves all who ask meanwhile: it draws what is set when it begins.
    draw() {
      this.waiting ??= (this.drawing ?? Promise.resolve()).then(() => {
        this.drawing = this.waiting;
        this.waiting = undefined;
        return this.drawNow().catch((error) => {
          console.error(error);
          this.canvas?.remove();
          this.canvas = undefined;
          this.box.dataset.drawn = "failed"; // the twin stays
        });
      });
      return this.waiting;
    }

    async drawNow() {
      if (!this.box.clientWidth) return; // in a closed part of the page; its opening will draw it
      await Promise.all([load(new URL(window.OS_PLOTLY, here).href), this.loadSpec()]);
      if (!this.canvas) {
        this.canvas = document.createElement("div");
        this.canvas.className = "os-canvas";
        this.box.append(this.canvas);
      }
      this.width = this.box.clientWidth;
      const config = { ...this.spec.config, responsive: false }; // the page says when a box has another width
      await window.Plotly.react(this.canvas, this.data(), this.layout(), config);
      this.box.dataset.drawn = "true"; // hides the twin under the drawing
    }
  }

  const figures = new Map();
  for (const box of document.querySelectorAll(".os-plot")) figures.set(box.dataset.figure, new Figure(box));
  window.oneShield = {
    figure: (id, spec, explorer) => figures.get(id).arrive(spec, explorer),
    of: (id) => figures.get(id),
  };

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        figures.get(target.dataset.figure).draw();
      }
    },
    { rootMargin: "300px 0px" },
  );
  const awake = new AbortController();
  for (const sign of ["scroll", "pointermove", "pointerdown", "keydown", "touchstart"]) {
    const wake = () => {
      awake.abort();
      for (const { box } of figures.values()) near.observe(box);
    };
    window.addEventListener(sign, wake, { passive: true, signal: awake.signal });
  }

  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const figure = figures.get(target.dataset.figure);
      if (figure.width !== undefined && target.clientWidth && figure.width !== target.clientWidth) figure.draw();
    }
  });
  for (const { box } of figures.values()) resized.observe(box);

  const redraw = () => {
    for (const figure of figures.values()) if (figure.canvas) figure.draw();
  };
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
})();

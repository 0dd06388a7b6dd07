// Explorers: sliders that read a sampled model by multilinear interpolation, and a chart and a sentence that follow.
// The arithmetic is that of helpers.models.sampling, which states how far it is from the model.
"use strict";

(() => {
  const MISSING = 65535;

  const decode = (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new Uint16Array(bytes.buffer); // little-endian, as every browser's machine is
  };

  const written = (value, { digits, unit }) => {
    const number = Number(value.toPrecision(digits)).toLocaleString("en-US", { maximumSignificantDigits: 10 });
    return unit ? `${number} ${unit}` : number;
  };

  const valueAt = ({ low, high, log }, place) => (log ? low * (high / low) ** place : low + (high - low) * place);
  const placeOf = ({ low, high, log }, value) =>
    log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);

  // The 2^n corners of the cell around some places, each with its weight.
  const corners = (ranges, places) => {
    let found = [[0, 1]];
    ranges.forEach(({ points }, i) => {
      const at = places[i] * (points - 1);
      const low = Math.min(Math.max(Math.floor(at), 0), points - 2);
      found = found.flatMap(([index, weight]) => [
        [index * points + low, weight * (low + 1 - at)],
        [index * points + low + 1, weight * (at - low)],
      ]);
    });
    return found.filter(([, weight]) => weight > 1e-12);
  };

  const read = ({ codes, bounds: [low, high], log }, cell) => {
    let total = 0;
    for (const [index, weight] of cell) {
      if (codes[index] === MISSING) return NaN;
      total += weight * codes[index];
    }
    const value = low + ((high - low) * total) / (MISSING - 1);
    return log ? Math.exp(value) : value;
  };

  class Explorer {
    constructor(holder) {
      this.figure = window.oneShield.of(holder.dataset.explorer);
      this.id = holder.dataset.explorer;
      this.sentence = document.getElementById(`sentence-${this.id}`);
      this.start = this.sentence.textContent;
      this.inputs = [...holder.querySelectorAll("input")];
      this.starts = this.inputs.map(({ value }) => value);
      for (const input of this.inputs) input.addEventListener("input", () => this.move());
      holder.querySelector("[data-reset]").addEventListener("click", () => {
        this.inputs.forEach((input, i) => (input.value = this.starts[i]));
        this.move();
      });
    }

    atStart() {
      return this.inputs.every(({ value }, i) => value === this.starts[i]);
    }

    async model() {
      await this.figure.loadSpec();
      const { explorer } = this.figure;
      for (const output of explorer.outputs) {
        if (typeof output.codes === "string") output.codes = decode(output.codes);
      }
      return explorer;
    }

    async move() {
      let model;
      try {
        model = await this.model();
      } catch (error) {
        console.error(error);
        for (const input of this.inputs) input.disabled = true; // the sentence at the start stays true
        return;
      }
      const { ranges, outputs, along, ...words } = model;
      const places = this.inputs.map(({ value }) => Number(value) / 100);
      const cell = corners(ranges, places);
      const results = new Map(outputs.map((output) => [output.name, read(output, cell)]));
      ranges.forEach((range, i) => {
        const text = written(valueAt(range, places[i]), range);
        if (this.inputs[i].getAttribute("aria-valuetext") === text) return;
        this.inputs[i].previousElementSibling.textContent = text;
        this.inputs[i].setAttribute("aria-valuetext", text);
      });
      this.sentence.textContent = this.atStart() ? this.start : this.say(ranges, places, outputs, results, words);
      // it only ever grows, so that what is below does not move under the finger
      this.sentence.style.minHeight = `${Math.max(this.sentence.offsetHeight, parseFloat(this.sentence.style.minHeight) || 0)}px`;
      this.redraw(ranges, places, outputs, results, along);
    }

    say(ranges, places, outputs, results, { sentence, otherwise, phrases }) {
      if (![...results.values()].every(Number.isFinite)) return otherwise;
      const said = new Map(ranges.map((range, i) => [range.name, written(valueAt(range, places[i]), range)]));
      for (const output of outputs) said.set(output.name, written(results.get(output.name), output));
      for (const [name, { of, steps }] of Object.entries(phrases)) {
        said.set(name, steps.findLast(([bound]) => bound === null || results.get(of) >= bound)[1]);
      }
      return sentence.replace(/\{(\w+)\}/g, (_, name) => said.get(name));
    }

    // The traces come in threes: the line at the start, the line for the settings, the point on it.
    redraw(ranges, places, outputs, results, along) {
      const axis = ranges.findIndex(({ name }) => name === along);
      const { points } = ranges[axis];
      const cells = Array.from({ length: points }, (_, i) => corners(ranges, places.with(axis, i / (points - 1))));
      const here = valueAt(ranges[axis], places[axis]);
      this.figure.moved = Object.fromEntries(
        outputs.flatMap((output, i) => [
          [3 * i + 1, { y: cells.map((cell) => read(output, cell)) }],
          [3 * i + 2, { x: [here], y: [results.get(output.name)] }],
        ]),
      );
      this.figure.draw();
    }

    // An address such as page.html?horizon=elevation_deg:5,k_factor:1.2#horizon restores settings.
    async restore(text) {
      const { ranges } = await this.model();
      const given = new Map(text.split(",").map((pair) => pair.split(":")));
      ranges.forEach((range, i) => {
        const text = given.get(range.name) ?? "";
        if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return;
        const value = Math.min(Math.max(Number(text), range.low), range.high);
        this.inputs[i].value = 100 * placeOf(range, value);
      });
      await this.move();
    }

    async settings() {
      const { ranges } = await this.model();
      const value = (i) => Number(valueAt(ranges[i], Number(this.inputs[i].value) / 100).toPrecision(6));
      return ranges.map(({ name }, i) => `${name}:${value(i)}`).join(",");
    }
  }

  const explorers = new Map();
  for (const holder of document.querySelectorAll(".os-explorer")) {
    explorers.set(holder.dataset.explorer, new Explorer(holder));
  }
  window.oneShield.settings = (id) => explorers.get(id).settings();
  for (const [id, text] of new URLSearchParams(location.search)) explorers.get(id)?.restore(text).catch(console.error);
  // What is printed is the picture at the start; the sentence must say the same.
  const said = new Map();
  addEventListener("beforeprint", () => {
    for (const { sentence, start } of explorers.values()) said.set(sentence, sentence.textContent), (sentence.textContent = start);
  });
  addEventListener("afterprint", () => {
    for (const [sentence, text] of said) sentence.textContent = text;
    said.clear();
  });
})();

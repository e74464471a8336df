// Lays out graphs with Graphviz or ELK in this one process: a job a line comes in as JSON, its layout goes out as one.
//
// node peers.mjs FOLDER, where FOLDER is one in which npm has installed the packages. A job is {engine, input}: the text
// of a dot file, or a graph as ELK takes it. The answer is {output, wall, processor}, both in seconds, or {error}. The
// first job of each engine is laid out once before it is counted, so that no figure holds the start of an engine.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const find = createRequire(join(resolve(process.argv[2]), "none.js"));

const engines = {
  graphviz: async () => {
    const { Graphviz } = await import(pathToFileURL(find.resolve("@hpcc-js/wasm-graphviz")));
    const graphviz = await Graphviz.load();
    return { version: graphviz.version(), lay: (input) => graphviz.layout(input, "json0", "dot") };
  },
  elk: async () => {
    const Elk = find("elkjs/lib/elk.bundled.js");
    const elk = new Elk();
    return { version: find("elkjs/package.json").version, lay: (input) => elk.layout(input) };
  },
};
const started = {};

async function answer({ engine, input }) {
  try {
    if (!started[engine]) {
      started[engine] = await engines[engine]();
      if (input) await started[engine].lay(structuredClone(input));
    }
    if (!input) return { version: started[engine].version };
    const before = process.cpuUsage();
    const begun = performance.now();
    const output = await started[engine].lay(input);
    const wall = (performance.now() - begun) / 1e3;
    const { user, system } = process.cpuUsage(before);
    return { output: typeof output === "string" ? JSON.parse(output) : output, wall, processor: (user + system) / 1e6 };
  } catch (fault) {
    delete started[engine];
    return { error: String(fault?.code ?? fault?.message ?? fault).split("\n")[0] };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}

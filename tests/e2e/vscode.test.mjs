// What a user sees in the real VS Code, with the extension as packaged and the program as built.
//
// KQLINT     the program (default: target/release/kqlint)
// VSIX       the extension (default: editors/vscode/kqlint-VERSION.vsix)
// OUT        where pictures go (default: target/e2e)
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { kqlint, load, material, project } from "./shared.mjs";

const { startCode, until } = await load("editors/vscode/drive.mjs");
const extension = join(project, "editors/vscode");
const { version } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
const vsix = resolve(process.env.VSIX ?? join(extension, `kqlint-${version}.vsix`));
const out = resolve(process.env.OUT ?? join(project, "target/e2e"));
const limit = { timeout: 60_000 };

const WINDOW = `// Lists what the D1 clusters of the last five days asked for.
AmlComputeClusterEvent
| where TimeGenerated > ago(4d) and VmSize == "STANDARD_D1_V2"
| project ClusterName, InitialNodeCount, MaximumNodeCount, QuotaAllocated, QuotaUtilized
`;
const FILES = {
  "window.kql": WINDOW,
  "again.kql": WINDOW,
  "columns.kql": "AmlComputeClusterEvent\n",
  "values.kql": "AmlComputeJobEvent\n| where TimeGenerated > ago(1d)\n",
  "misspelt.kql": "AmlComputeClusterEvent\n| where TimeGenerated > ago(1d)\n| project ClusterNam\n",
};
// The program is a setting of the machine, and code-server takes the user's settings for those of another one.
const SETTINGS = ".vscode/settings.json";
const settings = (path) => `${JSON.stringify({ "kqlint.path": path })}\n`;
const PAGE = "monitor-azure-machine-learning.md";

let code, workspace;

before(async () => {
  mkdirSync(out, { recursive: true });
  workspace = mkdtempSync(join(tmpdir(), "kqlint-workspace-"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(workspace, name), text);
  copyFileSync(material(`seed/${PAGE}`), join(workspace, PAGE));
  mkdirSync(join(workspace, ".vscode"));
  writeFileSync(join(workspace, SETTINGS), settings(kqlint));
  code = await startCode({ workspace, vsix });
  await code.open("window.kql");
}, { timeout: 120_000 });

after(async () => {
  await code?.stop();
  if (workspace) rmSync(workspace, { recursive: true, force: true });
}, { timeout: 30_000 });

afterEach(async (t) => {
  if (!code || t.passed) return;
  const name = t.name.replace(/\W+/g, "-");
  await code.screenshot(join(out, `failed-${name}.png`));
  writeFileSync(join(out, `failed-${name}.log`), code.logs());
  for (let i = 0; i < 3; i++) await code.press("Escape");
});

/** Opens a file, and closes the one before: the Problems panel has the open files' findings. */
async function show(file) {
  await code.command("View: Revert and Close Editor");
  await code.open(file);
}

/** The first row of the Problems panel with this rule, once it is there. */
async function finding(rule) {
  const rows = await code.waitForProblems((r) => r.some((row) => row.code === rule), `a finding of ${rule}`);
  return rows.find((row) => row.code === rule);
}

test("a window that its comment contradicts is underlined and in the Problems panel", limit, async () => {
  const { line, column, severity, message } = await finding("window-contradiction");
  assert.deepEqual({ line, column, severity }, { line: 3, column: WINDOW.split("\n")[2].indexOf("ago(4d)") + 1, severity: "warning" });
  assert.match(message, /4d|4 days|four days/);
  await until("the finding to be underlined", async () => (await code.squiggles("warning")) >= 1);
  await code.screenshot(join(out, "window.png"));
});

test("the status item shows that the server runs", limit, async () => {
  const says = await until("the status item", async () => (await code.status()).match(/kqlint \d+\.\d+\.\d+/));
  assert.ok(says);
});

test("after `| where Vm` the column VmSize is offered first", limit, async () => {
  await show("columns.kql");
  await code.goTo(2);
  await code.type("| where Vm");
  const labels = await code.complete();
  await code.press("Control+Space");
  await code.screenshot(join(out, "columns.png"));
  await code.press("Escape");
  assert.equal(labels[0], "VmSize", `offered: ${labels.slice(0, 10).join(", ")}`);
});

test("inside quotes the known values of the column are offered", limit, async () => {
  await show("values.kql");
  await code.goTo(3);
  await code.type('| where EventType == "');
  const labels = await code.complete();
  await code.press("Control+Space");
  await code.screenshot(join(out, "values.png"));
  await code.press("Escape");
  assert.ok(labels.includes("JobFailed"), `offered: ${labels.join(", ")}`);
});

test("a misspelt column is corrected with the keyboard, on disk as well", limit, async () => {
  await show("misspelt.kql");
  const { line, column } = await finding("unknown-column");
  assert.deepEqual({ line, column }, { line: 3, column: 11 });
  await code.screenshot(join(out, "misspelt.png"));
  await code.goTo(3, 13);
  await code.press("Control+.");
  await code.page.locator(".action-widget .monaco-list-row.action", { hasText: "ClusterName" }).first().waitFor();
  await code.screenshot(join(out, "quick-fix.png"));
  await code.press("Enter");
  await code.waitForText(/\| project ClusterName$/m);
  assert.equal(await code.save("misspelt.kql"), FILES["misspelt.kql"].replace("ClusterNam\n", "ClusterName\n"));
});

test("in the Markdown page the finding is on the line of the fence", limit, async () => {
  const lines = readFileSync(join(workspace, PAGE), "utf8").split(/\r?\n/);
  const at = lines.findIndex((line) => line.includes("ago(4d)"));
  await show(PAGE);
  const { line, column, severity } = await finding("window-contradiction");
  assert.deepEqual({ line, column, severity }, { line: at + 1, column: lines[at].indexOf("ago(4d)") + 1, severity: "warning" });
  await code.goTo(at + 1, column);
  await until("the finding to be underlined", async () => (await code.squiggles("warning")) >= 1);
  assert.match(await code.inspectToken(at + 1, lines[at].indexOf("where") + 2), /keyword\.control\.operator\.kql/);
  await code.screenshot(join(out, "markdown.png"));
});

test("a program that isn't there is said so, with what to do", limit, async () => {
  await show("again.kql");
  writeFileSync(join(workspace, SETTINGS), settings("/absent/kqlint"));
  await until("the message", async () => (await code.notifications()).some((n) => n.includes("/absent/kqlint") && n.includes("kqlint.path")));
  await code.screenshot(join(out, "not-found.png"));
  await code.command("Notifications: Clear All Notifications");
  writeFileSync(join(workspace, SETTINGS), settings(kqlint));
  await finding("window-contradiction");
});

test("nothing else has complained", limit, async () => {
  assert.deepEqual(await code.notifications(), []);
  assert.deepEqual(code.pageErrors, []);
});

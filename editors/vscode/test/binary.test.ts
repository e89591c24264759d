import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { type Places, expand, findBinary } from "../src/binary.ts";

let root: string;

before(() => {
  root = mkdtempSync(join(tmpdir(), "kqlint-binary-"));
  for (const folder of ["set", "extension/server", "first", "second"]) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "kqlint"), "");
    chmodSync(join(root, folder, "kqlint"), 0o755);
  }
  writeFileSync(join(root, "plain"), "");
  chmodSync(join(root, "plain"), 0o644);
});
after(() => rmSync(root, { recursive: true }));

const find = (places: Partial<Places>) =>
  findBinary({ setting: "", extension: join(root, "none"), workspace: root, path: "", platform: "linux", ...places });

test("the setting comes first", () => {
  const command = join(root, "set/kqlint");
  assert.deepEqual(find({ setting: command, extension: join(root, "extension") }), { command, origin: "setting" });
  assert.deepEqual(find({ setting: "${workspaceFolder}/set/kqlint" }), { command, origin: "setting" });
  assert.deepEqual(find({ setting: "set/kqlint" }), { command, origin: "setting" });
});

test("a setting that names no program is an error, even with one on the path", () => {
  for (const setting of ["absent", "plain", "set"]) {
    const found = find({ setting, path: join(root, "first") });
    assert.ok("message" in found && found.message.includes(join(root, setting)), JSON.stringify(found));
  }
});

test("the bundled program comes before the path", () => {
  const found = find({ extension: join(root, "extension"), path: join(root, "first") });
  assert.deepEqual(found, { command: join(root, "extension/server/kqlint"), origin: "bundled" });
});

test("the first folder of the path that has it; relative folders don't count", () => {
  const path = ["", ".", join(root, "absent"), join(root, "first"), join(root, "second")].join(delimiter);
  assert.deepEqual(find({ path }), { command: join(root, "first/kqlint"), origin: "path" });
});

test("nothing anywhere says what to do", () => {
  const found = find({});
  assert.ok("message" in found && found.message.includes("kqlint.path"));
});

test("paths are expanded", () => {
  assert.equal(expand("~/bin/kqlint", root), join(homedir(), "bin/kqlint"));
  assert.equal(expand("~other/kqlint", "/w"), "/w/~other/kqlint");
  assert.equal(expand("a/b", undefined), join(homedir(), "a/b"));
});

// The scopes that VS Code's own TextMate engine gives to query files and to Markdown fences.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { load, project } from "./shared.mjs";

const { grammar } = await load("editors/grammar/scopes.mjs");
const syntaxes = join(project, "editors/vscode/syntaxes");
const kql = await grammar(join(syntaxes, "kql.tmLanguage.json"));
const markdown = await grammar({
  "markdown.kql.codeblock": join(syntaxes, "markdown-injection.json"),
  "source.kql": join(syntaxes, "kql.tmLanguage.json"),
});

/** Asserts the innermost scope of each `part` in `text`. */
function check(text, scopes) {
  const tokens = kql(text);
  for (const [part, expected] of Object.entries(scopes)) {
    const token = tokens.find((t) => t.text.trim() === part);
    assert.equal(token?.scopes.at(-1), expected, `${part} in ${text}: ${JSON.stringify(tokens.map((t) => t.text))}`);
  }
}

test("operators after a pipe, with hyphens", () => {
  check("T | where a > 1", { "|": "keyword.operator.pipe.kql", where: "keyword.control.operator.kql", ">": "keyword.operator.comparison.kql" });
  check("T | project-away a", { "project-away": "keyword.control.operator.kql" });
  check("T | top-nested 2 of a by count()", { "top-nested": "keyword.control.operator.kql", of: "keyword.other.kql", by: "keyword.other.kql" });
  check("T | project count, top = 1", { count: "source.kql", project: "keyword.control.operator.kql" });
});

test("a query's first word and a subquery's", () => {
  check("union withsource=Source T1, T2", { union: "keyword.control.operator.kql", withsource: "keyword.other.kql" });
  check("T | mv-apply x on (where x > 1)", { where: "keyword.control.operator.kql" });
  check("T | extend y = range(1, 2)", { range: "support.function.kql" });
});

test("functions by kind", () => {
  check("T | summarize dcount(a), strlen(b), Mine(c)", {
    dcount: "support.function.aggregate.kql",
    strlen: "support.function.kql",
    Mine: "entity.name.function.kql",
  });
  check("T | evaluate bag_unpack(d)", { bag_unpack: "support.function.plugin.kql" });
});

test("comparisons that are words", () => {
  for (const word of ["has", "!has", "in~", "!in~", "contains_cs", "matches regex", "has_any", "between"]) {
    check(`T | where a ${word} (b)`, { [word]: "keyword.operator.word.kql" });
  }
  check("T | where hash_has == 1", {});
  assert.ok(!kql("T | where hash_has == 1").some((t) => t.scopes.includes("keyword.operator.word.kql")));
});

test("literals", () => {
  check("print 1.5h, 10ms, 3, 0xFF, true", {
    "1.5h": "constant.numeric.timespan.kql",
    "10ms": "constant.numeric.timespan.kql",
    3: "constant.numeric.kql",
    "0xFF": "constant.numeric.hex.kql",
    true: "constant.language.kql",
  });
  check("print datetime(2024-01-31 10:00)", { datetime: "storage.type.kql", "2024-01-31 10:00": "constant.other.literal.kql" });
  check("let start = ago(1d);", { let: "keyword.control.statement.kql", start: "variable.other.definition.kql" });
});

test("strings of each form end where they end", () => {
  const inside = (text, part) => kql(text).find((t) => t.text.includes(part)).scopes.some((s) => s.startsWith("string."));
  for (const text of ['print "a\\"b", c', "print 'a\\'b', c", 'print @"a\\", c', 'print h"a", c', "print ```a\nb```, c", 'print "a\nc', 'print @"a""b", c']) {
    assert.ok(inside(text, "a"), text);
    assert.ok(!kql(text).findLast((t) => t.text.includes("c")).scopes.some((s) => s.startsWith("string.")), text);
  }
});

test("a comment hides everything after it, but not in a string", () => {
  check("T // | where a", { "// | where a": "comment.line.double-slash.kql" });
  assert.ok(kql('print "http://x"').every((t) => !t.scopes.includes("comment.line.double-slash.kql")));
});

test("fences of Markdown, indented, with tildes and attributes", () => {
  for (const fence of ["```kql", "```Kusto", "    ```Kusto", "~~~kusto-kql", "```kql title=x", "```{.kql}"]) {
    const end = fence.trim().slice(0, 3);
    const indent = fence.slice(0, fence.length - fence.trimStart().length);
    const tokens = markdown(`${fence}\n${indent}T\n${indent}| where a\n${indent}${end}\n| where b`);
    const scopes = (line) => tokens.find((t) => t.line === line && t.text === "where")?.scopes;
    assert.ok(scopes(3)?.includes("meta.embedded.block.kql"), `${fence}: ${JSON.stringify(tokens)}`);
    assert.equal(scopes(5), undefined, fence);
  }
  for (const fence of ["```kqlx", "```json"]) {
    assert.ok(!markdown(`${fence}\nT | where a\n`).some((t) => t.scopes.includes("meta.embedded.block.kql")), fence);
  }
});

test("every character is in a token, and hostile lines take no time", () => {
  for (const text of ['"\\"|where ago(1d) '.repeat(2000), "(".repeat(20_000), "a-".repeat(10_000), "| project-".repeat(5000), "1.".repeat(10_000)]) {
    const began = Date.now();
    assert.equal(kql(text).map((t) => t.text).join(""), text);
    assert.ok(Date.now() - began < 2000, `${text.slice(0, 20)}: ${Date.now() - began} ms`);
  }
});

// The documents that the server looks at.

const LANGUAGES = ["kql", "markdown"];

/** Query files and Markdown, saved or not. Other schemes (Git revisions, diffs) stay without findings. */
export const DOCUMENTS: { language: string; scheme: string }[] = LANGUAGES.flatMap((language) => [
  { language, scheme: "file" },
  { language, scheme: "untitled" },
]);

//! What can be typed after `kqlint`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use kqlint_diagnostics::Level;

/// Linter and language server for KQL.
#[derive(Debug, Parser)]
#[command(name = "kqlint", version, about, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report what is wrong in queries, in query files and in other files that hold queries
    Check(CheckArguments),
    /// Explain a rule: what it finds, why, and how to write it better
    Explain(ExplainArguments),
    /// List the rules
    Rules,
    /// List the columns that the queries of a file return
    Columns(ColumnsArguments),
    /// Show what the configuration says of a file
    Config(ConfigArguments),
    /// Show what is known of tables, and import schemas of your own
    Schema(SchemaArguments),
    /// Run the language server on standard input and output
    Server,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Files and folders to check, `-` for standard input; the current folder when none is given
    pub(crate) paths: Vec<PathBuf>,

    /// Apply the safe fixes of what is reported
    #[arg(long)]
    pub(crate) fix: bool,

    /// Show what `--fix` would change, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "output_format"])]
    pub(crate) diff: bool,

    /// Check again whenever a file changes
    #[arg(long, conflicts_with_all = ["fix", "diff", "output_file", "write_baseline", "stdin_filename"])]
    pub(crate) watch: bool,

    /// Report findings that are at least this serious [default: warning]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<LevelArgument>,

    /// Run only these rules or groups, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Don't run these rules or groups, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// How to print findings [default: full, and github where GitHub Actions runs kqlint]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) output_format: Option<CheckFormat>,

    /// Write the output to a file instead
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,

    /// Count the findings of each rule, and don't show them
    #[arg(long, conflicts_with_all = ["diff", "output_format"])]
    pub(crate) statistics: bool,

    /// Exit with 0 where there are warnings, but not more than this
    #[arg(long, value_name = "N", default_value = "0")]
    pub(crate) max_warnings: usize,

    /// Report hints as well, and exit with 1 where there are any
    #[arg(long)]
    pub(crate) error_on_hints: bool,

    /// Exit with 0 whatever is found
    #[arg(long)]
    pub(crate) exit_zero: bool,

    /// Don't report the findings that this file lists
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// List all findings in this file; take out of it what is gone where it exists
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "select", "ignore", "diff"])]
    pub(crate) write_baseline: Option<PathBuf>,

    /// The day on which suppressions have ended or not, in place of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<Date>,

    /// The configuration file, in place of the nearest `kqlint.toml` of each file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Leave files out that the configuration excludes even where they are named
    #[arg(long)]
    pub(crate) force_exclude: bool,

    /// The name that standard input would have as a file; its ending says how to read it
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The name of the rule
    #[arg(required_unless_present = "all")]
    pub(crate) rule: Option<String>,

    /// Explain all rules
    #[arg(long, conflicts_with = "rule")]
    pub(crate) all: bool,

    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: ExplainFormat,
}

#[derive(Debug, Args)]
pub(crate) struct ColumnsArguments {
    /// The file, `-` for standard input
    pub(crate) file: PathBuf,

    /// Show what each step adds, drops and renames, and where columns come from
    #[arg(long)]
    pub(crate) explain: bool,

    /// How to print columns
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: ColumnsFormat,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArguments {
    /// Show what applies to this file, and where each value comes from
    #[arg(long, value_name = "FILE")]
    pub(crate) show: PathBuf,

    /// The configuration file, in place of the nearest `kqlint.toml`
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: ConfigFormat,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    #[command(subcommand)]
    pub(crate) command: SchemaCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// List the tables that queries can read here
    List,
    /// Show a table: what it holds, and its columns with types, meaning and known values
    Show {
        /// The name of the table
        table: String,
    },
    /// Make a schema file from what services export
    #[command(after_long_help = SCHEMA_HELP)]
    Import(SchemaImportArguments),
}

#[derive(Debug, Args)]
pub(crate) struct SchemaImportArguments {
    /// Exports; what each is, its content tells
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// The schema file to write; what people wrote into it stays. Standard output when not given
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The name of the table, for exports that don't say it; the name of the file when not given
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,

    /// Where the tables and functions exist; everywhere when not given
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) environment: Vec<String>,
}

const SCHEMA_HELP: &str = "\
Exports that can be read:
  - metadata of a Log Analytics workspace (/metadata of its query API)
  - the table that `getschema` returns: CSV, rows as JSON, or the answer of an API
  - `.show database schema as json`, bare or in the answer of a cluster
  - `.create table` and `.create-or-alter function` commands
  - ARM templates, table resources (`az monitor log-analytics workspace table list`)
  - CustomTables and CustomFunctions of Microsoft Sentinel's repository
  - data collection rules

A schema file, which `schema = [\"schema/*.json\"]` in kqlint.toml names:
  {
    \"environments\": [\"adx\"],
    \"tables\": {
      \"Jobs\": {
        \"note\": \"One row for each attempt.\",
        \"columns\": {
          \"Start\": \"datetime\",
          \"State\": { \"type\": \"string\", \"values\": [\"done\", \"failed\"], \"closed\": true }
        }
      }
    },
    \"functions\": {
      \"Recent\": {
        \"parameters\": { \"since\": \"datetime\", \"n\": { \"type\": \"int\", \"default\": \"10\" } },
        \"body\": \"Jobs | where Start > since | take n\"
      }
    }
  }

docs/schema.md says what each key means and what an import leaves alone.";

/// How to print findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// With the lines that they are about
    Full,
    /// One line each
    Concise,
    /// One JSON array
    Json,
    /// One JSON object on each line
    JsonLines,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Commands for GitHub Actions
    Github,
    /// A code quality report for GitLab
    Gitlab,
    /// Commands for Azure Pipelines
    Azure,
    /// A JUnit report
    Junit,
}

impl CheckFormat {
    /// Whether the output is one value, which must be there even when nothing was
    /// checked.
    pub(crate) fn is_one_value(self) -> bool {
        match self {
            Self::Json | Self::Sarif | Self::Gitlab | Self::Junit => true,
            Self::Full | Self::Concise | Self::JsonLines | Self::Github | Self::Azure => false,
        }
    }
}

/// How to print what is known of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// As pages
    Text,
    /// One JSON array
    Json,
}

/// How to print columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColumnsFormat {
    /// A table for each query
    Text,
    /// One JSON array
    Json,
}

/// How to print a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConfigFormat {
    /// As TOML, with comments
    Text,
    /// One JSON object
    Json,
}

/// A level as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArgument {
    /// Everything
    Hint,
    /// What is very likely wrong
    Warning,
    /// What cannot run, or cannot return rows
    Error,
}

impl From<LevelArgument> for Level {
    fn from(argument: LevelArgument) -> Self {
        match argument {
            LevelArgument::Hint => Self::Hint,
            LevelArgument::Warning => Self::Warning,
            LevelArgument::Error => Self::Error,
        }
    }
}

//! Hover, completion and the like, as an editor asks for them.

use serde_json::{Value, json};

use super::client::{Client, URI};

fn at(line: u32, character: u32) -> Value {
    json!({
        "textDocument": { "uri": URI },
        "position": { "line": line, "character": character },
    })
}

#[tokio::test]
async fn completion_is_ordered_and_documented_when_looked_at() {
    let mut client = Client::connect().await;
    client.open("Heartbeat\n| wh").await;
    let list = client.request("textDocument/completion", at(1, 4)).await;
    let first = list["items"][0].clone();
    assert_eq!(first["label"], "where");
    assert_eq!(first["documentation"], Value::Null);
    let range = &first["textEdit"]["range"];
    assert_eq!(range["start"], json!({ "line": 1, "character": 2 }));
    assert_eq!(range["end"], json!({ "line": 1, "character": 4 }));
    let resolved = client.request("completionItem/resolve", first).await;
    let text = resolved["documentation"]["value"].as_str().expect("a text");
    assert!(text.contains("where"), "{text}");
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn completion_in_markdown_works_inside_fences_only() {
    let mut client = Client::connect().await;
    let page = "| wh\n\n> ```kql\n> Heartbeat\n> | wh\n> ```\n";
    client.open_as(URI, "markdown", page).await;
    assert_eq!(
        client.request("textDocument/completion", at(0, 4)).await,
        Value::Null
    );
    let list = client.request("textDocument/completion", at(4, 6)).await;
    let range = &list["items"][0]["textEdit"]["range"];
    assert_eq!(range["start"], json!({ "line": 4, "character": 4 }));
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn completion_answers_for_the_text_sent_before_the_question() {
    let mut client = Client::connect().await;
    client.open("T ").await;
    for n in 0..100_i32 {
        client.change(2 * n + 2, None, "T | wh").await;
        let list = client.request("textDocument/completion", at(0, 6)).await;
        assert_eq!(list["items"][0]["label"], "where");
        client.change(2 * n + 3, None, "T | ta").await;
        let list = client.request("textDocument/completion", at(0, 6)).await;
        assert_eq!(list["items"][0]["label"], "take");
    }
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn positions_that_no_text_has_are_answered() {
    let mut client = Client::connect().await;
    client.open("print '\u{1f600}'\n").await;
    for position in [at(0, 8), at(0, 999), at(99, 0), at(0, u32::MAX >> 1)] {
        for method in ["hover", "completion", "signatureHelp"] {
            client
                .request(&format!("textDocument/{method}"), position.clone())
                .await;
        }
    }
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn hover_explains_the_operator() {
    let mut client = Client::connect().await;
    client.open("Heartbeat | where 1 == 1").await;
    let hover = client.request("textDocument/hover", at(0, 14)).await;
    let text = hover["contents"]["value"].as_str().expect("a text");
    assert!(text.contains("where Condition"), "{text}");
    assert_eq!(
        hover["range"]["start"],
        json!({ "line": 0, "character": 12 })
    );
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn signatures_mark_the_argument() {
    let mut client = Client::connect().await;
    client.open("print bin(1, ").await;
    let help = client
        .request("textDocument/signatureHelp", at(0, 13))
        .await;
    assert_eq!(help["signatures"][0]["activeParameter"], 1);
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn the_outline_lists_variables_and_queries() {
    let mut client = Client::connect().await;
    client.open("let x = 1;\nprint x").await;
    let document = json!({ "textDocument": { "uri": URI } });
    let symbols = client
        .request("textDocument/documentSymbol", document)
        .await;
    assert_eq!(symbols[0]["name"], "x");
    assert_eq!(symbols[1]["name"], "print x");
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn columns_and_known_values_are_completed() {
    let mut client = Client::connect().await;
    client.open("AmlComputeClusterEvent\n| where Vm").await;
    let list = client.request("textDocument/completion", at(1, 10)).await;
    assert_eq!(list["items"][0]["label"], "VmSize");
    client
        .change(2, None, "AmlComputeJobEvent\n| where EventType == \"")
        .await;
    let list = client.request("textDocument/completion", at(1, 22)).await;
    let items = list["items"].as_array().expect("a list");
    assert!(
        items.iter().any(|item| item["label"] == "JobFailed"),
        "{list}"
    );
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn a_misspelt_column_is_corrected_by_the_preferred_fix() {
    let mut client = Client::connect().await;
    let text = "AmlComputeClusterEvent\n| where TimeGenerated > ago(1d)\n| project ClusterNam\n";
    client.open(text).await;
    let findings = client.findings(Some(1)).await;
    let found = findings["diagnostics"].as_array().expect("findings");
    let found = found
        .iter()
        .find(|it| it["code"] == "unknown-column")
        .expect("the finding");
    assert_eq!(found["severity"], 1);
    let params = json!({
        "textDocument": { "uri": URI },
        "range": { "start": { "line": 2, "character": 12 }, "end": { "line": 2, "character": 12 } },
        "context": { "diagnostics": [found], "only": ["quickfix"] },
    });
    let actions = client.request("textDocument/codeAction", params).await;
    let edit = &actions[0]["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "ClusterName");
    assert_eq!(actions[0]["isPreferred"], true);
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn a_finding_can_be_silenced_where_it_is() {
    let mut client = Client::connect().await;
    client
        .open("AmlComputeJobEvent\n| summarize Jobs = count() by ClusterName\n")
        .await;
    client.findings(Some(1)).await;
    let params = json!({
        "textDocument": { "uri": URI },
        "range": { "start": { "line": 0, "character": 2 }, "end": { "line": 0, "character": 2 } },
        "context": { "diagnostics": [], "only": ["quickfix"] },
    });
    let actions = client.request("textDocument/codeAction", params).await;
    let actions = actions.as_array().expect("actions");
    let new_text = |title: &str| {
        let action = actions.iter().find(|it| it["title"] == title);
        action.expect("the action")["edit"]["documentChanges"][0]["edits"][0]["newText"].clone()
    };
    assert_eq!(
        new_text("Ignore `no-time-filter` on this line"),
        " // kqlint: ignore[no-time-filter]"
    );
    assert_eq!(
        new_text("Ignore `no-time-filter` in this file"),
        "// kqlint: ignore-file[no-time-filter]\n"
    );
    client.stop().await.expect("in order");
}

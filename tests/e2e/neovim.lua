-- Runs inside Neovim on query.kql, whose third line names a column that doesn't exist.
local function wait(what, test)
  if not vim.wait(tonumber(vim.env.E2E_TIMEOUT_MS) or 10000, test, 10) then error("waited for " .. what, 0) end
end
local function client()
  return vim.lsp.get_clients({ bufnr = 0 })[1]
end
local function request(method, line, column, extra)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, client().offset_encoding), extra or {})
  local answer = assert(client():request_sync(method, params, 5000, 0))
  assert(not answer.err, vim.inspect(answer.err))
  return answer.result
end
local function unknown_column()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == "unknown-column" then return d end
  end
end

local tests = {
  { "the server attaches", function()
    wait("the client", function() return client() ~= nil and client().initialized end)
    assert(client().name == "kqlint", client().name)
  end },
  { "the unknown column is a diagnostic", function()
    wait("the diagnostic", unknown_column)
    local d = unknown_column()
    local place = { d.lnum, d.col, d.end_col, d.severity }
    assert(vim.deep_equal(place, { 2, 10, 18, vim.diagnostic.severity.ERROR }), vim.inspect(place))
  end },
  { "hover tells about a function", function()
    local text = vim.inspect(request("textDocument/hover", 2, 25))
    assert(text:find("%f[%w]ago%f[%W]"), text)
  end },
  { "completion offers columns", function()
    local result = request("textDocument/completion", 3, 18, { context = { triggerKind = 1 } })
    for _, item in ipairs(result.items or result) do
      if item.label == "ClusterId" then return end
    end
    error("no ClusterId", 0)
  end },
  { "the code action corrects the column", function()
    vim.api.nvim_win_set_cursor(0, { 3, 12 })
    vim.lsp.buf.code_action({ apply = true, filter = function(a) return a.title:find("ClusterId", 1, true) ~= nil end })
    wait("the correction", function() return vim.api.nvim_buf_get_lines(0, 2, 3, true)[1] == "| project ClusterId" end)
    wait("no diagnostic", function() return unknown_column() == nil end)
  end },
  { "typing brings the diagnostic back", function()
    vim.api.nvim_buf_set_text(0, 2, 18, 2, 19, {})
    wait("the diagnostic", unknown_column)
  end },
  { "the server ends when told to", function()
    local it = client()
    it:stop()
    wait("the end", function() return it:is_stopped() end)
  end },
}

vim.schedule(function()
  for _, t in ipairs(tests) do
    local ok, message = pcall(t[2])
    io.stdout:write(("%s %s%s\n"):format(ok and "ok  " or "FAIL", t[1], ok and "" or ": " .. tostring(message)))
    if not ok then vim.cmd("cquit! 1") end
  end
  vim.cmd("qall!")
end)

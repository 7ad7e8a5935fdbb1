extension DiagnosticCode { var explanation: CodeExplanation { CodeExplanation(title: "", reason: "", wrong: [], right: []) } }

import Flows

/// Projects with what was found in each.
struct CheckedProjects {
    let projects: [Project]
    /// What was found, in the order of the projects.
    private(set) var diagnostics: [[Diagnostic]]
    /// Whether one of them can take no calls, or not be simulated.
    let hasErrors: Bool

    /// Checks projects.
    init(_ projects: [Project]) {
        self.projects = projects
        diagnostics = projects.map { $0.diagnostics() }
        hasErrors = diagnostics.contains { $0.contains { $0.severity == .error } }
        tellSharedPromptsOnce()
    }

    /// Where several projects share their prompts, one that none of them says is told once, and one
    /// that one of them says is not told at all.
    private mutating func tellSharedPromptsOnce() {
        for (index, project) in projects.enumerated() {
            let sharing = projects.indices.filter { projects[$0].prompts == project.prompts }
            guard sharing.count > 1, sharing.first == index else { continue }
            let unused = sharing.map { place in
                Set(diagnostics[place].filter { $0.code == .promptNeverUsed })
            }
            let byAll = unused.dropFirst().reduce(unused.first ?? []) { $0.intersection($1) }
            for place in sharing {
                diagnostics[place].removeAll { diagnostic in
                    diagnostic.code == .promptNeverUsed
                        && (place != index || !byAll.contains(diagnostic))
                }
            }
        }
    }
}

import ArgumentParser
import Flows
import Foundation
import Rehearsal
import Telephony

/// What a simulation is run with, read from its files, and what else is tried.
struct SimulationSetUp {
    /// Something else that is tried.
    struct Alternative {
        let name: String
        let setting: SimulationSetting
    }

    let base: SimulationSetting
    let alternatives: [Alternative]

    init(_ command: Simulate) async throws {
        let (folder, file) = try Self.place(command.path)
        let files = SimulationFiles(folder: folder, file: file, flows: command.flow)
        var base = try await files.setting()
        if let log = command.replay {
            base = try await ReplayedArrivals(
                log, in: base.program.centre.zone, takesGaps: command.gaps
            ).setting(base)
        }
        if let days = command.days { base.plan.days = days }
        if command.replay == nil {
            base = try await ReplayedArrivals.filled(
                base, beside: file, takesGaps: command.gaps)
        }
        guard !command.gaps || base.plan.streams.contains(where: \.isReplayed) else {
            throw ValidationError("--gaps is for calls of a log: --replay, or `replay` in the file")
        }
        self.base = base
        var alternatives: [Alternative] = []
        for (name, changes) in try Self.changes(command.whatIf, base.plan) {
            let changed = try await files.setting(base, changes, of: name)
            for change in changes {
                if let fault = change.fault(in: changed.plan, of: changed.program.centre) {
                    let near = fault.suggestion.map { "; ‘\($0)’ is near" } ?? ""
                    throw Failure("--what-if \(name): \(fault.message)\(near)")
                }
            }
            let setting = changed.changed(by: changes)
            if let queue = setting.firstLeftAlone(since: changed) {
                throw Failure(
                    "--what-if \(name): nobody of the staff would be left to serve ‘\(queue)’")
            }
            alternatives.append(Alternative(name: name, setting: setting))
        }
        self.alternatives = alternatives
    }

    private static func place(_ path: String) throws -> (folder: String, file: String) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("there is no \(path)")
        }
        guard isFolder.boolValue else { return (Paths.parent(of: path), path) }
        let file = Paths.join(path, Project.simulationFile)
        guard FileManager.default.fileExists(atPath: file) else {
            throw Failure("\(path) has no \(Project.simulationFile): nothing tells who calls")
        }
        return (path, file)
    }

    /// The changes that are asked for, by their names in the report.
    private static func changes(
        _ asked: [String], _ plan: SimulationPlan
    ) throws -> [(name: String, changes: [SimulationChange])] {
        try asked.flatMap { text -> [(name: String, changes: [SimulationChange])] in
            if text == "all" { return plan.alternatives.map { ($0.name, $0.changes) } }
            if let known = plan.alternatives.first(where: { $0.name == text }) {
                return [(known.name, known.changes)]
            }
            do {
                return [(text, try SimulationChange.list(text))]
            } catch {
                let names = plan.alternatives.map(\.name)
                throw Failure(
                    "--what-if: \(error)"
                        + (names.isEmpty
                            ? "" : "; the file names \(names.joined(separator: ", "))"))
            }
        }
    }
}

extension SimulationSetting {
    /// The first queue that somebody served before a change and nobody does after it.
    fileprivate func firstLeftAlone(since before: SimulationSetting) -> String? {
        func isServed(_ queue: Centre.Queue, by staff: [SimulationPlan.StaffGroup]) -> Bool {
            staff.contains { $0.count > 0 && $0.serves(queue) }
        }
        return program.centre.queues.values.filter {
            isServed($0, by: before.plan.staff) && !isServed($0, by: plan.staff)
        }.map(\.name).min()
    }
}

/// The files of a simulation.
struct SimulationFiles {
    let folder: String
    let file: String
    /// Flow files in place of those of their names.
    let flows: [String]

    /// The simulation as the files have it.
    func setting() async throws -> SimulationSetting {
        let program = try await Project(path: folder, replacing: flows).program()
        let layers = try Self.layers(file)
        let check = SimulationChecker.check(
            layers[0], over: Array(layers.dropFirst()), of: program)
        Output.raw(DiagnosticText(layers).text(check.diagnostics))
        guard let plan = check.plan else {
            throw Failure("these faults must be mended first; allo explain CODE tells more")
        }
        return SimulationSetting(plan, in: program)
    }

    /// A file with the one that it adds to, and so on.
    private static func layers(_ file: String) throws -> [SourceText] {
        try Project.layers(of: try Project.source(file))
    }

    /// The simulation with the files that the changes of a "what if" name in place of its own.
    ///
    /// - Throws: ``Failure`` where the simulation does not fit them.
    func setting(
        _ base: SimulationSetting, _ changes: [SimulationChange], of name: String
    ) async throws -> SimulationSetting {
        var others: [String] = []
        var centre: String?
        var simulation: String?
        for change in changes {
            switch change {
            case .flow(let file): others.append(beside(file))
            case .centre(let file): centre = beside(file)
            case .simulation(let file): simulation = beside(file)
            default: continue
            }
        }
        guard centre != nil || simulation != nil || !others.isEmpty else { return base }
        var changed = base
        changed.program = try await Project(
            path: folder, centre: centre, replacing: flows + others
        ).program()
        let layers = try Self.layers(simulation ?? file)
        let check = SimulationChecker.check(
            layers[0], over: Array(layers.dropFirst()), of: changed.program, isAlternative: true)
        guard let plan = check.plan else {
            Output.raw(DiagnosticText(layers).text(check.diagnostics))
            throw Failure("--what-if \(name): the simulation does not fit its files")
        }
        changed.plan = plan
        changed.plan.firstDay = base.plan.firstDay
        changed.plan.days = base.plan.days
        return changed
    }

    /// A file as it is named from here, or from the folder.
    private func beside(_ name: String) -> String {
        let inFolder = Paths.join(folder, name)
        return FileManager.default.fileExists(atPath: inFolder) ? inFolder : name
    }
}

extension SimulationPlan.Stream {
    /// Whether its calls come when those of a log came.
    fileprivate var isReplayed: Bool { if case .replay = volume { true } else { false } }
}

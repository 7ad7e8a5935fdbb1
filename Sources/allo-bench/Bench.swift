import Flows

/// What all measures share.
struct Bench {
    let command: Command
    /// The folder of the flows.
    let flows: String
    /// These flows, checked.
    let program: FlowProgram
    let workplace: Workplace
    let effort: Effort
    /// The independent client for load; nil where there is none.
    let client: LoadClient?

    /// The rows of a measure.
    func figures(of measure: Measure) async throws -> [Figure] {
        switch measure {
        case .interpreter: try InterpreterSpeed(effort: effort).figures()
        case .rehearsal:
            try RehearsalSpeed(flows: flows, program: program, effort: effort).figures()
        case .check: [try command.figure(of: ["check", flows], below: 200, effort: effort)]
        case .sample: try await FirstSample(workplace: workplace, effort: effort).figures()
        case .memory:
            try CallMemory(command: command, flow: flows + "/accueil.yaml").figures()
        case .day: try WorkingDay(program: program, effort: effort).figures()
        case .journal:
            try await JournalSpeed(workplace: workplace, program: program, effort: effort)
                .figures()
        case .queues: QueueSpeed(effort: effort).figures()
        case .figures:
            try await FigureSpeed(command: command, workplace: workplace, effort: effort).figures()
        case .simulation:
            try await SimulationSpeed(
                folder: flows + "/banque", workplace: workplace, effort: effort
            ).figures()
        case .help: [try command.figure(of: ["--help"], below: nil, effort: effort)]
        case .media: try MediaSpeed(effort: effort).figures()
        case .telephone:
            try TelephoneSpeed(
                command: command, centre: flows + "/bench/centre.yaml", client: client,
                effort: effort
            ).figures()
        }
    }
}

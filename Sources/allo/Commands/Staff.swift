import ArgumentParser
import Reports
import Telephony

/// Says how many agents are needed when.
struct Staff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say how many agents are needed when, by Erlang C or A.",
        discussion: """
            Erlang C: nobody hangs up. Erlang A, with --patience: callers hang up after so long on \
            average. With --from-log the calls and the handle time are those of the journal, by \
            hour of the day. An average day is one that is over: today counts only where nothing \
            else is asked for.
            """)

    @Option(help: ArgumentHelp("So many calls in each interval.", valueName: "count"))
    var calls: Double?

    @Option(help: ArgumentHelp("The interval.", valueName: "span"))
    var interval = WrittenSpan(minutes: 30)

    @Option(
        name: .customLong("handle-time"),
        help: ArgumentHelp("Talk, hold and wrap-up of a call: the DMT.", valueName: "span"))
    var handleTime: WrittenSpan?

    @Option(
        help: ArgumentHelp(
            "What is to be reached, as 80/20s: 80 percent of the calls answered within 20 seconds.")
    )
    var target = ServiceTarget.usual

    @Option(help: ArgumentHelp("How busy agents may be at most.", valueName: "percent"))
    var occupancy = 85.0

    @Option(
        help: ArgumentHelp(
            "The part of paid time in which nobody is on the telephone: holidays, training, breaks.",
            valueName: "percent"))
    var shrinkage = 0.0

    @Option(help: ArgumentHelp("How long callers wait before they hang up.", valueName: "span"))
    var patience: WrittenSpan?

    @Option(help: ArgumentHelp("How many callers may hang up at most.", valueName: "percent"))
    var abandonment: Double?

    @Option(help: ArgumentHelp("Say what so many agents reach.", valueName: "count"))
    var agents: Int?

    @Flag(name: .customLong("from-log"), help: "Take calls and handle time from the journal.")
    var fromLog = false

    @Option(
        help: ArgumentHelp("With --from-log, the visits to this queue alone.", valueName: "name"))
    var queue: String?

    @Option(help: ArgumentHelp("With --from-log, those of this level.", valueName: "name"))
    var level: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup(title: "With --from-log (today without these)") var period: PeriodOptions
    @OptionGroup var journal: JournalOptions

    func validate() throws {
        guard fromLog != (calls != nil) else {
            throw ValidationError("--calls and --handle-time, or --from-log")
        }
        guard fromLog || handleTime != nil else {
            throw ValidationError("--calls needs --handle-time, as 3m")
        }
        guard fromLog || queue == nil && level == nil else {
            throw ValidationError("--queue and --level are for --from-log")
        }
        guard queue == nil || level == nil else {
            throw ValidationError("--queue or --level, not both")
        }
        guard fromLog || !period.isAsked else {
            throw ValidationError(
                "--from, --to, --month, --last, --all and --zone are for --from-log")
        }
        guard !fromLog || agents == nil else {
            throw ValidationError("--agents is for --calls")
        }
        try validatePercentages()
    }

    private func validatePercentages() throws {
        guard occupancy > 0, occupancy <= 100 else {
            throw ValidationError("--occupancy: above 0 and up to 100 percent")
        }
        guard shrinkage >= 0, shrinkage < 100 else {
            throw ValidationError("--shrinkage: from 0 to less than 100 percent")
        }
        guard let abandonment else { return }
        guard abandonment > 0, abandonment < 100 else {
            throw ValidationError("--abandonment: between 0 and 100 percent")
        }
        guard patience != nil else {
            throw ValidationError("--abandonment needs --patience: else nobody hangs up")
        }
    }

    func run() async throws {
        let sheet = fromLog ? try await sheetFromLog() : try sheetOfCalls()
        if json { Output.line(sheet.json) } else { Output.text(sheet.text) }
    }

    /// The queue or the level whose calls count; nil for all.
    var subject: ReportSubject? {
        queue.map { ReportSubject(dimension: .queue, value: $0) }
            ?? level.map { ReportSubject(dimension: .level, value: $0) }
    }

    /// What is to be reached.
    var goal: Staffing.Goal {
        Staffing.Goal(
            serviceLevel: target.share, within: target.within.duration,
            occupancy: occupancy / 100, patience: patience?.duration,
            abandonment: abandonment.map { $0 / 100 })
    }

    private func sheetOfCalls() throws -> StaffSheet {
        guard let calls, let handleTime else {
            throw Failure("--calls and --handle-time belong together")
        }
        let demand = try Demand(
            calls: calls, in: interval.duration, handleTime: handleTime.duration)
        return try StaffSheet(of: demand, goal: goal, shrinkage: shrinkage / 100, agents: agents)
    }

    private func sheetFromLog() async throws -> StaffSheet {
        let day = try await CallsByHour(self)
        return try StaffSheet(day, goal: goal, shrinkage: shrinkage / 100)
    }
}

public import Flows
import Telephony
public import Transcripts

extension Transcript.Header {
    /// How the call of a transcript comes in; where it does not say when, on Monday 23 November
    /// 2026 at ten o'clock.
    ///
    /// - Throws: ``RehearsalError`` where it names a flow, a number or a customer that is not there.
    public func arrival(in program: FlowProgram) throws(RehearsalError) -> Arrival {
        try RehearsedCaller(self, in: program).arrival
    }
}

/// Who calls in a test, and what the customer files say about them.
struct RehearsedCaller {
    /// How the call comes in.
    var arrival: Arrival
    private let customer: Customer?

    /// A customer whose line answers look-ups by the caller's number, whatever number it holds.
    fileprivate struct Customer {
        var directory: String
        var columns: Set<String>
        var number: String
        var answer: OutsideAnswer
    }

    /// Monday 23 November 2026, ten o'clock: for transcripts that don't say when they were called.
    static let usualTime = CivilTime(
        date: CivilDate(daysSince1970: 20_780), secondOfDay: 10 * 3_600)

    init(_ header: Transcript.Header, in program: FlowProgram) throws(RehearsalError) {
        guard let flow = program.flow(called: header.to) else {
            throw RehearsalError(
                .unknownCalled(
                    header.to, near: Spelling.suggestion(for: header.to, among: program.flows.keys)),
                at: header.position)
        }
        var number: PhoneNumber?
        switch header.from {
        case nil, .withheld: number = nil
        case .number(let told): number = told
        case .hidden(let shown):
            throw RehearsalError(.hiddenNumber(shown), at: header.position)
        }
        var customer: Customer?
        if let name = header.customer {
            guard var found = Customer(name, in: program) else {
                throw RehearsalError(.unknownCustomer(name), at: header.position)
            }
            number = number ?? PhoneNumber(found.number)
            guard let number else {
                throw RehearsalError(.customerWithoutNumber(name), at: header.position)
            }
            if header.from != nil, found.isAnother(at: number, in: program) {
                throw RehearsalError(
                    .numberOfAnother(number.text, customer: name), at: header.position)
            }
            found.number = number.text
            customer = found
        }
        self.customer = customer
        let zone = program.centre.zone
        let time = header.time ?? RehearsedCaller.usualTime
        let instant = zone.instant(of: time)
        guard zone.civilTime(at: instant) == time else {
            throw RehearsalError(.skippedTime(time, zone: zone.name), at: header.position)
        }
        arrival = Arrival(
            flow: flow, caller: CallerID(rawValue: "caller-1"), from: number, to: header.to,
            unixMilliseconds: Int64(instant) * 1_000)
    }

    /// What a customer file says.
    func answer(
        directory: String, column: String, value: String, in program: FlowProgram
    ) -> OutsideAnswer {
        if let customer, customer.directory == directory, customer.columns.contains(column),
            customer.number == value
        {
            return customer.answer
        }
        return program.answer(directory: directory, column: column, value: value)
    }
}

extension RehearsedCaller.Customer {
    /// The customer of a name: the first whom a flow would identify by it.
    fileprivate init?(_ name: String, in program: FlowProgram) {
        let lookUps = program.flows.values.sorted { $0.name < $1.name }.flatMap(\.lookUps)
        for lookUp in lookUps {
            guard let identifies = lookUp.identifies?.customer else { continue }
            let answer = program.answer(
                directory: lookUp.directory, column: identifies, value: name)
            guard answer.outcome == .found else { continue }
            // The columns that flows look the caller's number up in.
            let columns = lookUps.filter {
                $0.directory == lookUp.directory && $0.key.text == BuiltIn.caller.name
            }.map(\.column)
            let numbers = columns.compactMap { column in
                answer.values.first { $0.name == column }?.value
            }
            self.init(
                directory: lookUp.directory, columns: Set(columns), number: numbers.first ?? "",
                answer: answer)
            return
        }
        return nil
    }

    /// Whether flows would find somebody else of the file by a number.
    fileprivate func isAnother(at number: PhoneNumber, in program: FlowProgram) -> Bool {
        columns.contains { column in
            let other = program.answer(directory: directory, column: column, value: number.text)
            return other.outcome == .found && other != answer
        }
    }
}

extension Flow {
    fileprivate var lookUps: [LookUp] {
        steps.compactMap { step in
            if case .lookUp(let lookUp) = step.kind { lookUp } else { nil }
        }
    }
}

extension FlowProgram {
    /// The flow that takes a call: the one of that name, or that of the number.
    func flow(called: String) -> String? {
        if flows[called] != nil { return called }
        return PhoneNumber(called).flatMap { centre.numbers[$0]?.flow }
    }

    /// What a customer file says.
    func answer(directory: String, column: String, value: String) -> OutsideAnswer {
        centre.directories[directory]?.customers.answer(column: column, value: value) ?? .failed
    }
}

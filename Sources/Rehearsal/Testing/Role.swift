import Flows
import Telephony
import Transcripts

/// The part of one caller in a test: their lines, and how far they have come.
struct Role {
    let caller: RehearsedCaller
    /// What lines call them; nil where there is but one.
    let name: String?
    let call: CallID
    let script: TestScript
    /// The place of each of their lines among all lines of the transcript.
    let places: [Int]
    /// When they call; nil for who calls once all lines before have been met.
    let arrivesAt: Duration?
    /// How many lines of the transcript stand before their call.
    let linesBefore: Int

    /// Whether they call, or will at a time.
    var isCalling = false
    /// Whether their call has come in.
    var hasArrived = false
    /// The call that they are in, or were in last: their own, or an attempt to call them back.
    var voice: CallID
    var builder = TranscriptBuilder()
    var step: Difference.Step?
    /// The step before that one.
    var previousStep: Difference.Step?
    var isTalking = false
    /// How long their telephone rings, since they are called back; nil where it does not.
    var ringsUntil: Duration?
    /// The keys that they pressed last, since the last step that they came to as expected.
    var pressed: [Digit] = []

    /// The line that is to be heard or done next.
    var cursor = 0
    /// When the cursor came to its line.
    var reachedAt = Duration.zero
    /// Whether the line at the cursor tells an act that has been done.
    var isDone = false
    /// Whether other lines may come before the one at the cursor.
    var mayDiffer = false
    /// What `...` passed over since then that is of the kind of the line at the cursor.
    var passed: [Passed] = []
    /// When the last key of the last `press` line is pressed.
    var keysUntil = Duration.zero

    /// A line that `...` passed over, and where the call was then.
    struct Passed {
        let line: TranscriptLine
        let step: Difference.Step?
        let previousStep: Difference.Step?
        let pressed: [Digit]
    }

    /// How many such lines are kept.
    private static let mostPassed = 64

    /// Notes a line that `...` passes over, where it is of the kind of the one that is waited for.
    mutating func pass(_ heard: TranscriptLine) {
        guard passed.count < Self.mostPassed, line?.moment.isOfKind(of: heard.moment) == true
        else { return }
        passed.append(
            Passed(line: heard, step: step, previousStep: previousStep, pressed: pressed))
    }

    /// Whether there are lines yet to be met.
    var isPending: Bool { cursor < script.lines.count }

    /// Whether their telephone rings, since they are called back.
    var isRung: Bool { ringsUntil != nil }

    /// The line at the cursor; nil at the end.
    var line: TranscriptLine? { isPending ? script.lines[cursor] : nil }

    /// The place of the line at the cursor among all lines; nil at the end.
    var place: Int? { isPending ? places[cursor] : nil }

    mutating func moveOn(at now: Duration) {
        cursor += 1
        reachedAt = now
        isDone = false
        passed = []
    }

    /// Moves the cursor over lines that are neither heard nor done at their place.
    mutating func settle(at now: Duration) {
        while let line {
            switch line.moment {
            case .anything: mayDiffer = true
            case .press(let keys) where !keys.pressedAt.isEmpty: break
            default: return
            }
            moveOn(at: now)
        }
    }

    /// The first line from the cursor on that tells something.
    func firstLine(where tells: (Moment) -> Bool) -> TranscriptLine? {
        script.lines[min(cursor, script.lines.count)...].first { tells($0.moment) }
    }
}

extension Role {
    /// The parts of all callers of a transcript.
    static func roles(
        of transcript: Transcript, _ owners: [Int?], fixtures: Fixtures, in program: FlowProgram
    ) throws(RehearsalError) -> [Role] {
        let calls = transcript.calls
        let first = calls.first?.time ?? RehearsedCaller.usualTime
        var callers: [PhoneNumber: CallerID] = [:]
        var roles: [Role] = []
        for (number, header) in calls.enumerated() {
            let places = owners.indices.filter { owners[$0] == number }
            let script = try TestScript(places.map { transcript.lines[$0] }, fixtures: fixtures)
            var caller = try RehearsedCaller(header, in: program)
            // Who calls twice is the same person.
            if let from = caller.arrival.from {
                let person = callers[from] ?? CallerID(rawValue: "caller-\(number + 1)")
                callers[from] = person
                caller.arrival.caller = person
            } else {
                caller.arrival.caller = CallerID(rawValue: "caller-\(number + 1)")
            }
            let arrivesAt = header.time.map { time in
                Duration.seconds(time.secondsSince1970 - first.secondsSince1970)
            }
            let call = CallID(rawValue: "call-\(number + 1)")
            roles.append(
                Role(
                    caller: caller, name: calls.count > 1 ? header.name : nil, call: call,
                    script: script, places: places,
                    arrivesAt: header.linesBefore == 0 ? arrivesAt ?? .zero : arrivesAt,
                    linesBefore: header.linesBefore, voice: call))
        }
        return roles
    }

    private init(
        caller: RehearsedCaller, name: String?, call: CallID, script: TestScript, places: [Int],
        arrivesAt: Duration?, linesBefore: Int, voice: CallID
    ) {
        self.caller = caller
        self.name = name
        self.call = call
        self.script = script
        self.places = places
        self.arrivesAt = arrivesAt
        self.linesBefore = linesBefore
        self.voice = voice
    }
}

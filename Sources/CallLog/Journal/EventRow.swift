import Telephony

/// A record as its row in the journal, with its personal parts apart.
struct EventRow: Sendable {
    let call: CallID
    let number: Int
    let milliseconds: Int64
    let kind: EventKind
    let json: String
    let caller: CallerID
    let personal: [String]
    let consequence: Consequence?

    init(_ record: JournalRecord, caller: CallerID) {
        let (event, parts) = PersonalParts.separated(from: record.event)
        call = record.call
        number = record.number
        milliseconds = record.time.inMilliseconds
        kind = event.kind
        json = event.json
        self.caller = caller
        personal = parts.texts
        consequence = Consequence(event)
    }
}

import Flows
import Telephony

extension QueuePast {
    /// What the records of a call tell.
    ///
    /// - Parameters:
    ///   - records: the records, in order.
    ///   - centre: whose destinations take callers of queues.
    init(_ records: some Sequence<JournalRecord>, in centre: Centre) {
        self.init()
        /// The queue that the caller waits in, and whether it is not yet told whose turn it is.
        var queue: String?
        var isOpen = false
        var ring: Duration?
        func turn(_ name: String) {
            if isOpen, let queue { turns[queue, default: []].append(name) }
            isOpen = false
        }
        for record in records {
            switch record.event {
            case .enqueued(let name, _, let position, _):
                turn("")
                positions[name, default: []].append(position)
                queue = name
                isOpen = true
            case .offered(let name):
                ring = record.time
                turn(centre.destinations[name] == nil ? "" : name)
            case .transferFailed(let name, _) where centre.destinations[name] != nil:
                isOpen = queue != nil
            case .connected, .flowedOut, .abandoned, .ended:
                turn("")
                queue = nil
                if case .connected = record.event, let ring, ring <= record.time {
                    pickUps.append(ring...record.time)
                }
                ring = nil
            case .announced(let position, let wait):
                told.append(Standing(time: record.time, position: position, wait: wait))
            default: break
            }
        }
    }
}

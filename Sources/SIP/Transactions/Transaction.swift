/// One transaction: its machine's state and the messages that the machine's acts speak of.
struct Transaction: Sendable {
    enum Machine: Equatable, Sendable {
        case inviteClient(InviteClientMachine.State)
        case client(ClientMachine.State)
        case inviteServer(InviteServerMachine.State)
        case server(ServerMachine.State)
    }

    /// A request that lies elsewhere, so that transactions without one stay small.
    indirect enum Kept: Sendable { case request(Request) }

    var machine: Machine
    let key: TransactionKey
    /// Where its messages go.
    let hop: Hop
    /// What `send` sends: the request or, on the server's side, the last response.
    var stored: [UInt8] = []
    /// The To tag of the last response to an INVITE.
    var storedTag: String?
    /// Our INVITE, as long as an ACK or a CANCEL may have to be made from it.
    var invite: Kept?
    /// Under what a copy of its request that came another way finds it.
    var mergeKey: MergeKey?
    /// Whether the user agent knows nothing of it: a CANCEL, or a request we answer ourselves.
    var isSilent = false
    /// Whether it has been answered, and only waits for retransmissions: the server's side.
    var isResting = false
    /// The timers that run, a bit each.
    var timers: UInt16 = 0

    /// Whether a response has been given that no other can replace.
    var isAnswered: Bool {
        switch machine {
        case .inviteServer(.completed), .inviteServer(.confirmed), .inviteServer(.accepted),
            .server(.completed):
            true
        case .inviteServer, .server, .inviteClient, .client:
            false
        }
    }

    var isServer: Bool {
        switch machine {
        case .inviteServer, .server: true
        case .inviteClient, .client: false
        }
    }

    /// Lets go of what no further act can ask for.
    mutating func trim() {
        switch machine {
        case .inviteClient(.proceeding):
            stored = []
        case .inviteClient(.completed):
            invite = nil
        case .inviteClient(.accepted):
            stored = []
            invite = nil
        case .client(.completed), .inviteServer(.accepted), .inviteServer(.confirmed):
            stored = []
        case .inviteClient(.calling), .client(.trying), .client(.proceeding):
            if hop.transport.isReliable { stored = [] }
        case .inviteClient, .client, .inviteServer, .server:
            break
        }
    }
}

/// The live transactions, each at a place of its own; a place is used again under a new name.
struct TransactionTable: Sendable {
    private struct Place: Sendable {
        var generation: UInt32 = 0
        var transaction: Transaction?
    }

    private var places: [Place] = []
    private var free: [UInt32] = []

    /// How many places are taken.
    var count: Int { places.count - free.count }

    /// The transaction of a name; nil once it is over. Setting one that is over does nothing.
    subscript(id: TransactionID) -> Transaction? {
        _read {
            if isLive(id) {
                yield places[Int(id.place)].transaction
            } else {
                yield nil
            }
        }
        _modify {
            if isLive(id) {
                yield &places[Int(id.place)].transaction
            } else {
                var none: Transaction?
                yield &none
            }
        }
    }

    /// The names of those that meet a condition, in the order of their places.
    func ids(where isMeant: (Transaction) -> Bool) -> [TransactionID] {
        places.indices.compactMap { index in
            guard let transaction = places[index].transaction, isMeant(transaction) else {
                return nil
            }
            return TransactionID(place: UInt32(index), generation: places[index].generation)
        }
    }

    mutating func insert(_ transaction: Transaction) -> TransactionID {
        if let place = free.popLast() {
            places[Int(place)].transaction = transaction
            return TransactionID(place: place, generation: places[Int(place)].generation)
        }
        places.append(Place(transaction: transaction))
        return TransactionID(place: UInt32(places.count - 1), generation: 0)
    }

    mutating func remove(_ id: TransactionID) {
        guard isLive(id) else { return }
        places[Int(id.place)].transaction = nil
        places[Int(id.place)].generation &+= 1
        free.append(id.place)
    }

    private func isLive(_ id: TransactionID) -> Bool {
        Int(id.place) < places.count && places[Int(id.place)].generation == id.generation
            && places[Int(id.place)].transaction != nil
    }
}

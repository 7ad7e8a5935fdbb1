/// The spans of RFC 3261 §17.1.1.1 from which all timers of a transaction are made.
public struct TransactionTimers: Equatable, Sendable {
    /// An estimate of the round trip: the first retransmission comes after it.
    public var t1: Duration
    /// The longest pause between retransmissions of anything but an INVITE.
    public var t2: Duration
    /// How long a message may stay in the network.
    public var t4: Duration
    /// How long the user agent has to answer an INVITE before `100 Trying` is sent in its stead;
    /// zero sends it at once.
    ///
    /// RFC 3261 §17.2.1 wants 200 ms. Allo's `200 OK` waits for the journal, so that the caller is
    /// told at once that its INVITE has come.
    public var trying: Duration

    /// The spans of the RFC unless told otherwise.
    public init(
        t1: Duration = .milliseconds(500), t2: Duration = .seconds(4), t4: Duration = .seconds(5),
        trying: Duration = .zero
    ) {
        self.t1 = t1
        self.t2 = t2
        self.t4 = t4
        self.trying = trying
    }

    /// After how long without an answer a transaction is given up: 64 T1, as in timers B, D, F, H,
    /// J, L and M.
    public var patience: Duration { t1 * 64 }
}

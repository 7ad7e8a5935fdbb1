import NIOCore
import SIP
public import Telephony

/// Ringing agents on lines of their own.
extension PhoneBridge: Exchange {
    /// Rings somebody on a line of their own.
    ///
    /// The name of a user rings the telephone that they registered last: an agent with two is rung
    /// at one of them. One that gives no sign of life within ``Configuration/Limits/signOfLife`` is
    /// not waited for. A number or a `sip:` address goes out as the list of destinations says, with
    /// a trunk too: what is not listed for that trunk is not rung.
    public nonisolated func ring(
        _ address: String, through trunk: String?, as caller: ShownCaller,
        within patience: Duration
    ) -> any Line {
        let line = RungLine()
        var settings = CallSettings()
        settings.patience = patience
        settings.displayName = caller.name
        settings.user = caller.number?.text
        let wish = settings
        onLoop { $0.ring(line, at: address, through: trunk, settings: wish) }
        return line
    }

    /// Takes a call back that another agent has answered (RFC 3326).
    public nonisolated func withdraw(_ line: any Line) {
        guard let line = self.line(of: line) else { return }
        onLoop { $0.command(.withdraw(line.leg)) }
    }

    /// Lets the parties of two lines of this bridge hear each other.
    public nonisolated func join(_ one: any Line, _ other: any Line) {
        guard let one = line(of: one), let other = line(of: other), one !== other else { return }
        // At once, so that what is played from now on is heard.
        one.silence()
        other.silence()
        onLoop { $0.connect(one.leg, other.leg) }
    }

    /// Ends what ``join(_:_:)-(Line,_)`` began.
    public nonisolated func part(_ one: any Line, _ other: any Line) {
        guard let one = line(of: one), let other = line(of: other) else { return }
        onLoop { $0.part(one.leg, other.leg) }
    }

    /// Whether a telephone is registered and was not found dead since; true for numbers and
    /// addresses elsewhere.
    public nonisolated func isReachable(_ address: String) -> Bool {
        phoneBook.isReachable(address)
    }

    /// What becomes of the telephones that register here.
    public nonisolated var reachability: AsyncStream<ReachabilityChange> { phoneBook.changes }

    /// The line of the leg behind a line; nil where there is none.
    private nonisolated func line(of line: any Line) -> PhoneLine? {
        (line as? RungLine)?.line ?? line as? PhoneLine
    }

    /// Does something on the loop, in the order in which it was asked.
    private nonisolated func onLoop(_ act: @escaping @Sendable (isolated PhoneBridge) -> Void) {
        loop.execute { [self] in assumeIsolated { act($0) } }
    }

    private func ring(
        _ line: RungLine, at address: String, through trunk: String?, settings: CallSettings
    ) {
        do throws(PhoneBridgeError) {
            if trunk == nil, let user = phoneBook.user(at: address) {
                return try ringPhone(of: user, on: line, settings: settings)
            }
            let plan = try DestinationPlan(address, in: configuration, listedFor: trunk)
            route(plan) { bridge, plan, hops in
                do throws(PhoneBridgeError) {
                    try bridge.ring(line, plan, at: hops, settings: settings)
                } catch {
                    line.fail(error.noAnswer, error.description)
                }
            }
        } catch {
            line.fail(error.noAnswer, error.description)
        }
    }

    private func ringPhone(
        of user: String, on line: RungLine, settings: CallSettings
    ) throws(PhoneBridgeError) {
        guard let phone = livingPhone(of: user) else {
            let isRegistered = !registrar.bindings(of: user, now: now).isEmpty
            throw PhoneBridgeError(
                .unresolved, subject: user,
                detail: isRegistered ? "the phone gives no sign of life" : "no phone is registered")
        }
        var settings = settings
        settings.phone = user
        settings.signOfLife = configuration.limits.signOfLife
        let plan = DestinationPlan(straightTo: phone.contact)
        try ring(line, plan, at: [phone.hop], settings: settings)
    }

    private func ring(
        _ line: RungLine, _ plan: DestinationPlan, at hops: [Hop], settings: CallSettings
    ) throws(PhoneBridgeError) {
        guard !line.isOver else { return }
        let placed = try place(
            plan, at: hops, settings: settings, purpose: .line, outlet: line.outlet)
        if !line.place(on: placed) { hangUp(placed.leg) }
    }
}

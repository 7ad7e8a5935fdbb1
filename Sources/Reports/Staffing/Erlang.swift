/// The formulas of queues with many agents, computed without factorials or powers, so that they hold
/// for hundreds of agents as for one.
enum Erlang {
    /// The share of calls that find all lines busy, where none wait (Erlang B).
    ///
    /// - Parameters:
    ///   - load: in erlangs, 0 or more.
    ///   - agents: 0 or more.
    /// - Returns: between 0 and 1.
    static func blocked(load: Double, agents: Int) -> Double {
        var blocked = 1.0
        for agent in 0..<agents {
            blocked = load * blocked / (Double(agent + 1) + load * blocked)
        }
        return blocked
    }

    /// The share of calls that wait, where all wait for as long as it takes (Erlang C).
    ///
    /// - Parameters:
    ///   - load: in erlangs, 0 or more.
    ///   - agents: 0 or more.
    /// - Returns: between 0 and 1; 1 where the agents can't keep up.
    static func waiting(load: Double, agents: Int) -> Double {
        guard Double(agents) > load else { return 1 }
        let blocked = blocked(load: load, agents: agents)
        return blocked / (1 - load / Double(agents) * (1 - blocked))
    }

    /// The logarithm of the sum over j from 0 of `y^j / ((x + 1) … (x + j))`.
    ///
    /// It is `A(x, y)` of Mandelbaum and Zeltyn, "Service engineering in action: the Palm/Erlang-A
    /// queue" (2007), (2): `x e^y / y^x` times the incomplete gamma function. The sum is kept small
    /// by taking powers of ten out of it.
    static func logOfPalmSum(_ x: Double, _ y: Double) -> Double {
        var sum = 1.0
        var term = 1.0
        var log = 0.0
        var place = 1.0
        while term > sum * 1e-17 || y > x + place {
            term *= y / (x + place)
            sum += term
            place += 1
            if sum > 1e250 {
                sum *= 1e-250
                term *= 1e-250
                log += 250 * naturalLogOfTen
            }
        }
        return log + naturalLog(sum)
    }

    private static let naturalLogOfTen = 2.302_585_092_994_045_684
}

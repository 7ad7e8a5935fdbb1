/// One who may talk to us, as the ``Gate`` knows them by the network they come from.
public enum PeerID: Hashable, Sendable {
    /// A trunk, by its name in the centre file.
    case trunk(String)
    /// The phones of agents, by the name of their declared network.
    case phones(String)

    /// The name in the centre file.
    public var name: String {
        switch self {
        case .trunk(let name), .phones(let name): name
        }
    }
}

import Flows
import Synchronization
import Telephony
import WebClient

/// Asks the endpoints of the centre file that a call began with, whatever has been loaded since.
final class EndpointDesk: WebAsking {
    /// Who asks the endpoints of one centre.
    struct Clerk {
        fileprivate let urls: [String: String]
        fileprivate let client: WebClient

        fileprivate init(_ urls: [String: String]) throws {
            self.urls = urls
            client = try WebClient(allowing: urls, report: { Output.message($0) })
        }

        /// Closes all connections.
        func shutDown() async {
            // Nobody asks any more: what closing a connection says is of no use.
            try? await client.shutdown()
        }
    }

    private let clerks: Mutex<Kept<Clerk>>

    /// Lets calls ask the endpoints of a centre.
    ///
    /// - Throws: An error of the client where an address can't be asked.
    init(_ endpoints: [String: Centre.Endpoint]) throws {
        clerks = Mutex(Kept(try Clerk(endpoints.mapValues(\.url))))
    }

    /// Who would ask the endpoints of another centre; nobody asks through it before it is taken.
    ///
    /// - Returns: the clerk, who must be taken or shut down; nil where the newest asks the same.
    /// - Throws: An error of the client where an address can't be asked.
    func clerk(for endpoints: [String: Centre.Endpoint]) throws -> Clerk? {
        let urls = endpoints.mapValues(\.url)
        guard clerks.withLock({ $0.newest.urls != urls }) else { return nil }
        return try Clerk(urls)
    }

    /// Lets the calls of another edition ask through a clerk.
    func take(_ clerk: Clerk, for edition: Int) {
        clerks.withLock { $0.add(clerk, for: edition) }
    }

    /// Closes the connections that only editions before another had.
    func letGo(before edition: Int) async {
        for clerk in clerks.withLock({ $0.letGo(before: edition) }) { await clerk.shutDown() }
    }

    func answer(to request: WebRequest) async -> OutsideAnswer {
        let client = clerks.withLock { clerks in
            let clerk = clerks.all.first { $0.urls[request.endpoint] == request.url }
            return (clerk ?? clerks.newest).client
        }
        return await client.answer(to: request)
    }

    /// Closes all connections.
    func shutDown() async {
        for clerk in clerks.withLock({ Array($0.all) }) { await clerk.shutDown() }
    }
}

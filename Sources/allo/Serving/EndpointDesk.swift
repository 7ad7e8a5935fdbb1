import Flows
import Synchronization
import Telephony
import WebClient

/// Asks the endpoints of the centre file that a call began with, whatever has been loaded since.
final class EndpointDesk: WebAsking {
    private struct Desk {
        let urls: [String: String]
        let client: WebClient
    }

    /// The newest last.
    private let desks = Mutex<[Desk]>([])

    /// Lets new calls ask the endpoints of a centre.
    ///
    /// - Throws: An error of the client where an address can't be asked.
    func allow(_ endpoints: [String: Centre.Endpoint]) throws {
        let urls = endpoints.mapValues(\.url)
        guard desks.withLock({ $0.last?.urls != urls }) else { return }
        let client = try WebClient(allowing: urls, report: { Output.message($0) })
        desks.withLock { $0.append(Desk(urls: urls, client: client)) }
    }

    func answer(to request: WebRequest) async -> OutsideAnswer {
        let client = desks.withLock { desks in
            desks.last { $0.urls[request.endpoint] == request.url }?.client ?? desks.last?.client
        }
        return await client?.answer(to: request) ?? .failed
    }

    /// Closes all connections.
    func shutDown() async {
        let clients = desks.withLock { desks in
            defer { desks = [] }
            return desks.map(\.client)
        }
        // The process ends: what closing a connection says is of no use any more.
        for client in clients { try? await client.shutdown() }
    }
}

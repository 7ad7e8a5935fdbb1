import PhoneBridge
import ServiceLifecycle
import Switchboard

/// Runs the telephone until it is asked to shut down.
struct BridgeService: Service {
    let bridge: PhoneBridge

    func run() async {
        async let running: Void = bridge.run()
        // Cancelled where another service has failed: the telephone ends all the same.
        try? await gracefulShutdown()
        await bridge.shutDown()
        await running
    }
}

/// Runs the switchboard until it is asked to shut down.
struct SwitchboardService: Service {
    let switchboard: Switchboard

    func run() async {
        await withGracefulShutdownHandler {
            await switchboard.run()
        } onGracefulShutdown: {
            switchboard.shutDown()
        }
    }
}

import Synchronization
import Telephony

/// The sounds of all calls, in memory: what was rendered before a call is played without waiting,
/// and shared, so that each is encoded once for a codec.
///
/// Texts that hold a value of a call are rendered when they are wanted, and not kept here.
final class ReadySounds: PromptRendering {
    private let stocks: Mutex<Kept<SoundStock>>

    init(_ stock: SoundStock) { stocks = Mutex(Kept(stock)) }

    /// Takes the sounds of another edition, whose speech makes what is not ready. What was ready for
    /// running calls stays.
    func take(_ stock: SoundStock, for edition: Int) {
        stocks.withLock { $0.add(stock, for: edition) }
    }

    /// Drops what only editions before another had.
    func letGo(before edition: Int) { _ = stocks.withLock { $0.letGo(before: edition) } }

    func readySound(for utterance: Utterance) -> Sound? {
        stocks.withLock { $0.all.compactMap { $0.sounds[utterance] }.first }
    }

    func readyMusic(_ name: String) -> Sound? {
        stocks.withLock { $0.all.compactMap { $0.music[name] }.first }
    }

    func sound(for utterance: Utterance) async throws -> Sound {
        try await speech.careful.sound(for: utterance)
    }

    func music(_ name: String) async throws -> Sound { try await speech.music(name) }

    private var speech: Speech { stocks.withLock { $0.newest.speech } }
}

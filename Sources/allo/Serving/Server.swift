import CallCentre
import CallLog
import Flows
import Foundation
import Logging
import PhoneBridge
import SIP
import SoundFiles
import ServiceLifecycle
import Switchboard
import Telephony
import Tones
import UnixSignals

/// All of Allo that answers the telephone, wired up.
final class Server: Sendable {
    private let place: CentrePlace
    private let sounds: ReadySounds
    private let endpoints: EndpointDesk
    private let journal: Journal?
    private let switchboard: Switchboard
    private let bridge: PhoneBridge
    private let reception: Reception
    private let notifier: SystemdNotifier
    /// Where requests come in while it runs; nil without a journal, as it stands beside that.
    private let control: ControlSocket?
    private let transcripts: LiveTranscripts?
    /// The program that it begins with.
    private let program: FlowProgram
    /// Where the journal is; nil without one.
    private let journalPath: String?
    /// Where calls come in and their sound goes, as the files said at the start.
    private let telephone: Configuration

    private init(
        _ options: Serve, _ centre: LoadedCentre, _ sounds: ReadySounds, _ endpoints: EndpointDesk,
        _ journal: Journal?, at journalPath: String?, _ control: ControlSocket?,
        _ bridge: PhoneBridge, start: ContinuousClock.Instant
    ) {
        self.control = control
        place = options.place
        program = centre.program
        telephone = centre.configuration
        self.journalPath = journalPath
        self.sounds = sounds
        self.endpoints = endpoints
        self.journal = journal
        self.bridge = bridge
        notifier = SystemdNotifier()
        let transcripts = options.transcripts ? LiveTranscripts() : nil
        self.transcripts = transcripts
        switchboard = Switchboard(
            program: centre.program, pins: centre.pins,
            parts: Switchboard.Parts(
                journal: journal ?? NoJournal(), renderer: sounds,
                music: { name in try await sounds.music(name) },
                readyMusic: { name in sounds.readyMusic(name) }, web: endpoints,
                exchange: bridge, recorder: Server.recorder(centre, besideJournal: journalPath),
                announce: { records in transcripts?.see(records) },
                report: { Output.message($0) }),
            start: start, home: bridge)
        reception = Reception(
            bridge: bridge, switchboard: switchboard, journal: journal, start: start,
            drainLimit: options.drainLimit, notifier: notifier, program: centre.program,
            letGo: { edition in
                sounds.letGo(before: edition)
                await endpoints.letGo(before: edition)
            })
    }

    /// Records calls beside the journal, or where the centre file says; what a crash left behind
    /// can be heard up to there.
    private static func recorder(
        _ centre: LoadedCentre, besideJournal journal: String?
    ) -> CallRecorder? {
        guard let journal else { return nil }
        let recordings = centre.program.centre.recordings
        let recorder = CallRecorder(
            folder: recordings.folder(centreFolder: centre.folder, journal: journal),
            format: recordings.fileFormat)
        let salvaged = recorder.salvage()
        if !salvaged.isEmpty {
            Output.message("\(salvaged.count) recordings end where the last server did")
        }
        return recorder
    }

    /// The coders of codecs beside G.711.
    private static let coders: [AudioCodec: @Sendable () -> any SoundCoder] = [
        .g722: { G722Coder() }
    ]

    /// Reads and checks everything, opens the journal and listens; no call is answered yet.
    ///
    /// - Throws: ``Failure`` or an error of a part, where nothing can be served; nothing stays
    ///   open then.
    static func open(_ options: Serve) async throws -> Server {
        // A reader of the lines who goes away is no reason to end the calls.
        signal(SIGPIPE, SIG_IGN)
        let start = ContinuousClock.now
        let centre = try await LoadedCentre(options.place)
        let stock = try await SoundStock(centre.program, with: centre.speech)
        PhoneBridge.prepare(stock.all, for: centre.configuration, coders: coders)
        let sounds = ReadySounds(stock)
        let endpoints = try EndpointDesk(centre.program.centre.endpoints)
        var journal: Journal?
        var control: ControlSocket?
        do {
            if options.withoutJournal {
                Output.message(
                    "NOTHING IS WRITTEN DOWN: --without-journal is for measurements only")
            } else {
                // The journal makes the folder that both stand in.
                journal = try await options.journal.open(start: start)
                control = try ControlSocket(
                    at: ControlSocket.path(besideJournal: options.journal.path()))
            }
            let bridge = try await PhoneBridge(
                centre.configuration, detector: { ToneDetector() }, coders: coders,
                keySound: { DialTones().sound(of: $0, rate: 8_000) },
                report: { Output.message($0) })
            let server = Server(
                options, centre, sounds, endpoints, journal,
                at: journal == nil ? nil : try options.journal.path(), control, bridge,
                start: start)
            try await server.restore(from: journal, start: start)
            return server
        } catch {
            control?.shutDown()
            await Server.close(endpoints, journal)
            throw error
        }
    }

    /// Takes calls until a signal ends it.
    func run() async throws {
        // Signals are ours before anybody is told that calls are taken.
        let signals = await UnixSignalsSequence(
            trapping: .sigterm, .sigint, .sighup, .sigusr1)
        // Shut down from the last to the first: no calls, then no telephone, then nothing to write.
        let services = ServiceGroup(
            services: [
                SwitchboardService(switchboard: switchboard)
            ] + desks + [
                BridgeService(bridge: bridge), reception,
            ], logger: Logger(label: "allo") { _ in SwiftLogNoOpLogHandler() })
        await announce()
        do {
            try await withThrowingTaskGroup { group in
                group.addTask { await self.obey(signals, services) }
                try await services.run()
                group.cancelAll()
            }
        } catch {
            await Server.close(endpoints, journal)
            throw error
        }
        await Server.close(endpoints, journal)
        await transcripts?.finish()
        if let failure = await switchboard.journalFailure { throw Failure("\(failure)") }
    }

    /// Who keeps the telephones over a restart; nil without a journal, as it stands beside that.
    private var keeper: PhoneKeeper? {
        journalPath.map {
            PhoneKeeper(bridge: bridge, path: PhoneKeeper.path(besideJournal: $0))
        }
    }

    private var desks: [any Service] {
        var desks: [any Service] = []
        if let control {
            desks.append(
                ControlDesk(socket: control, switchboard: switchboard, journal: journal))
        }
        if let keeper { desks.append(keeper) }
        return desks
    }

    /// Goes on with what a server left unfinished that died, or was stopped: agents are at work
    /// again, and who was to be called back has their place.
    private func restore(
        from journal: Journal?, start: ContinuousClock.Instant
    ) async throws {
        await keeper?.restore()
        guard let unfinished = try await journal?.unfinished() else { return }
        let left = unfinished.happenings(
            pause: program.centre.callbacks?.pause ?? .zero,
            unixNow: .seconds(Date().timeIntervalSince1970), now: ContinuousClock.now - start)
        await switchboard.restore(left)
        guard !unfinished.isEmpty else { return }
        Output.message(
            "going on after the last stop: \(unfinished.agents.count) agents at work, "
                + "\(unfinished.callbacks.count) to be called back, "
                + "\(unfinished.contacts.count) to be answered in writing")
    }

    private func announce() async {
        let listeners = await bridge.listeners
        for listener in listeners {
            Output.line("listening on \(listener.transport):\(listener.endpoint)")
        }
        let summary = ServiceSummary(
            program: program, listeners: listeners, journal: journalPath)
        for line in summary.lines { Output.message(line) }
        notifier.ready("taking calls")
    }

    private static func close(_ endpoints: EndpointDesk, _ journal: Journal?) async {
        await endpoints.shutDown()
        // What a journal that has failed says when it is closed has been told already.
        try? await journal?.close()
    }

    // MARK: Signals

    /// The first request to end drains, the second ends the calls; others read the files again or
    /// say how things are.
    private func obey(_ signals: UnixSignalsSequence, _ services: ServiceGroup) async {
        let reloader = Reloader { await self.reload() }
        defer { reloader.stop() }
        var isDraining = false
        for await signal in signals {
            switch signal {
            case .sighup:
                if !isDraining { reloader.ask() }
            case .sigusr1:
                Output.message(await crowd)
                Output.message(await status)
            default:
                if isDraining {
                    await switchboard.stopCalls()
                } else {
                    isDraining = true
                    reloader.stop()
                    await services.triggerGracefulShutdown()
                }
            }
        }
    }

    /// Reads the files again, for calls that arrive from now on; keeps what there is where they
    /// have faults.
    private func reload() async {
        notifier.reloading()
        do {
            let centre = try await LoadedCentre(place)
            try await take(centre)
            Output.message("the files have been read again; calls that run keep what they had")
            if !centre.configuration.listensLike(telephone) {
                Output.message(
                    "listeners and ports of the sound stay as they were: restart for that")
            }
        } catch {
            if Task.isCancelled { return }
            Output.message("\(error)")
            Output.message("nothing has changed: calls are taken as before")
        }
        // Whoever ends the server is told something else meanwhile.
        if !Task.isCancelled { notifier.ready("taking calls") }
    }

    /// Gives what has been read to calls that arrive from now on. All that may fail comes first: if
    /// it does, nothing has changed.
    private func take(_ centre: LoadedCentre) async throws {
        let stock = try await SoundStock(centre.program, with: centre.speech, sharing: sounds)
        PhoneBridge.prepare(stock.all, for: centre.configuration, coders: Server.coders)
        let clerk = try endpoints.clerk(for: centre.program.centre.endpoints)
        do {
            try Task.checkCancellation()
            try await bridge.update(centre.configuration)
        } catch {
            await clerk?.shutDown()
            throw error
        }
        let edition = reception.nextEdition
        sounds.take(stock, for: edition)
        if let clerk { endpoints.take(clerk, for: edition) }
        await reception.reload(centre.program, pins: centre.pins)
    }

    /// What is open now, on one line.
    private var status: String {
        get async {
            let census = await bridge.census
            let calls = await switchboard.openCalls
            let lines = await switchboard.openLines
            return
                "\(calls) calls, \(lines) lines, \(census.legs) legs, \(census.dialogs) dialogs, "
                + "\(census.transactions) transactions, \(census.timers) timers, "
                + "\(census.mediaPorts) media ports, \(census.connections) connections, "
                + "\(census.lookUps) look-ups"
        }
    }

    /// Who waits and who is there, on one line.
    private var crowd: String {
        get async {
            let waiting = await switchboard.queues.map { "\($0.waiting) wait in \($0.queue)" }
            let states = await switchboard.agents.map(\.state.word)
            let agents = Dictionary(grouping: states) { $0 }.sorted { $0.key < $1.key }
                .map { "\($0.value.count) agents \($0.key)" }
            return (waiting + (agents.isEmpty ? ["no agents"] : agents)).joined(separator: ", ")
        }
    }
}

import CallCentre
import Flows
import Telephony

/// Carrying out what calls want.
extension Switchboard {
    func perform(_ act: CallAct, of call: CallID) {
        switch act {
        case .play(let playback, let utterance):
            let renderer = parts.renderer
            play(playback, of: call, loops: false) { try await renderer.sound(for: utterance) }
        case .playMusic(let playback, let name):
            let music = parts.music
            play(playback, of: call, loops: true) { try await music(name) }
        case .stopPlayback(let playback):
            legs[call]?.renderings.removeValue(forKey: playback)?.cancel()
            legs[call]?.line.stop(playback)
        case .setTimer(let timer, let span):
            set(timer, after: span, of: call)
        case .cancelTimer(let timer):
            legs[call]?.timers.removeValue(forKey: timer)?.cancel()
        case .lookUp(let request, let directory, let column, let value):
            let answer = lookUp(value, in: directory, column: column, of: call)
            legs[call]?.begin { [weak self] in
                await self?.take(.answered(request, answer), of: call)
            }
        case .request(let request, let question):
            let web = parts.web
            legs[call]?.begin { [weak self] in
                let answer = await web.answer(to: question)
                await self?.take(.answered(request, answer), of: call)
            }
        case .transfer:
            // The line at this machine has no way out.
            take(.transferFailed(reason: "this line leads nowhere else"), of: call)
        case .startRecording, .stopRecording, .hangUp:
            break
        }
    }

    // MARK: Sound

    private func play(
        _ playback: PlaybackID, of call: CallID, loops: Bool,
        sound: @escaping @Sendable () async throws -> Sound
    ) {
        legs[call]?.renderings[playback] = Task { [weak self] in
            do {
                let sound = try await sound()
                await self?.start(sound, as: playback, of: call, loops: loops)
            } catch {
                await self?.fail(playback, of: call, because: error)
            }
        }
    }

    private func start(_ sound: Sound, as playback: PlaybackID, of call: CallID, loops: Bool) {
        // A playback that was stopped while it was rendered is not there any more.
        guard legs[call]?.renderings.removeValue(forKey: playback) != nil else { return }
        legs[call]?.line.play(sound, as: playback, loops: loops)
    }

    /// A prompt that can't be rendered is over at once: the call goes on.
    private func fail(_ playback: PlaybackID, of call: CallID, because error: any Error) {
        guard legs[call]?.renderings.removeValue(forKey: playback) != nil else { return }
        parts.report("\(error)")
        take(.promptEnded(playback), of: call)
    }

    // MARK: Timers

    private func set(_ timer: CallTimer, after span: Duration, of call: CallID) {
        legs[call]?.timers[timer]?.cancel()
        let deadline = ContinuousClock.now + span
        let token = legs[call]?.nextToken() ?? 0
        let task = Task { [weak self] in
            // A cancelled sleep throws: the timer then never fires.
            guard (try? await ContinuousClock().sleep(until: deadline, tolerance: .zero)) != nil
            else { return }
            await self?.fire(timer, token: token, of: call)
        }
        legs[call]?.timers[timer] = Leg.Timer(token: token, task: task)
    }

    private func fire(_ timer: CallTimer, token: Int, of call: CallID) {
        guard legs[call]?.timers[timer]?.token == token else { return }
        legs[call]?.timers[timer] = nil
        take(.timerFired(timer), of: call)
    }
}

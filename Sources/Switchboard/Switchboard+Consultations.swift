import CallCentre
public import Telephony

/// Agents who call a colleague or a queue, perhaps with a customer on hold.
extension Switchboard {
    /// What is heard in a queue.
    private static let music = PlaybackID(rawValue: 1)

    /// Stays with a call that an agent made, from its arrival to its end. It is turned away with 404
    /// where nobody has the number or no agent is at work at the telephone, 480 where nobody is
    /// there who could take it, 486 where they are busy, 503 where nothing can be written down.
    ///
    /// - Parameters:
    ///   - dialled: the call.
    ///   - call: its name, which no other call has.
    public func consult(_ dialled: DialledCall, as call: CallID) async {
        guard journalFailure == nil else {
            dialled.refuse(503)
            return await dialled.line.close()
        }
        consultationLegs[call] = ConsultationLeg(call: dialled)
        take(.consultation(call, .dialled(dialled.number, phone: dialled.phone)))
        for await event in dialled.line.events {
            switch event {
            case .hungUp:
                take(.consultation(call, .hungUp))
                later(.hangUpNoted(dialled.line))
            case .otherPartyHungUp:
                // The colleague's own line tells the same, at the same time.
                if let (agent, leg) = colleague(in: call) {
                    take(.agent(agent, .leg(leg, .hungUp)))
                }
                later(.hangUpNoted(dialled.line))
            case .transferAsked: dialled.line.answerTransfer(.refused)
            case .deviceLost(let reason): parts.report(reason)
            case .played, .digit, .reached, .notReached, .held, .retrieved: break
            }
        }
        // A line that ends by itself has lost its agent.
        take(.consultation(call, .hungUp))
        consultationLegs[call] = nil
    }

    /// The consultation on a line; nil where there is none.
    func consultation(on line: LineID?) -> CallID? {
        guard let line else { return nil }
        return consultationLegs.first { $0.value.call.line.id == line }?.key
    }

    private func colleague(in call: CallID) -> (AgentID, Int)? {
        agentLegs.first { $0.value.partner == .consultation(call) }
            .map { ($0.key, $0.value.number) }
    }

    func arrange(_ act: ConsultationAct, ofConsultation call: CallID) {
        switch act {
        case .playMusic(let name): playMusic(name, in: call)
        case .ring, .answer, .refuse, .hangUp:
            deferred.append(.consultation(call, act))
        }
    }

    /// Does what others act on, now that it is written down.
    func carryOut(_ act: ConsultationAct, ofConsultation call: CallID) {
        guard let dialled = consultationLegs[call]?.call else { return }
        switch act {
        case .ring where journalFailure == nil: dialled.ring()
        case .answer where journalFailure == nil: dialled.line.answer()
        case .ring, .answer:
            dialled.refuse(503)
            take(.consultation(call, .stopped))
        case .refuse(let refusal):
            dialled.refuse(refusal.status)
            begin { await dialled.line.close() }
        case .hangUp: begin { await dialled.line.close() }
        case .playMusic: break
        }
    }

    /// The agent who called hears a colleague: no music begins any more.
    func endMusic(in call: CallID) { consultationLegs[call]?.awaitsMusic = false }

    private func playMusic(_ name: String, in call: CallID) {
        if let sound = parts.readyMusic(name) {
            consultationLegs[call]?.call.line.play(sound, as: Self.music, loops: true)
            return
        }
        consultationLegs[call]?.awaitsMusic = true
        let music = parts.music
        begin { [weak self] in
            do {
                let sound = try await music(name)
                await self?.start(sound, in: call)
            } catch {
                await self?.complain("\(error)")
            }
        }
    }

    private func start(_ sound: Sound, in call: CallID) {
        guard consultationLegs[call]?.awaitsMusic == true else { return }
        consultationLegs[call]?.call.line.play(sound, as: Self.music, loops: true)
    }
}

extension DialRefusal {
    /// The answer of SIP.
    fileprivate var status: Int {
        switch self {
        case .unknown: 404
        case .absent: 480
        case .busy: 486
        }
    }
}

import SIP
import Telephony
import Testing

@Suite struct CallTests {
    @Test func `a call is made, answered and ended by the caller`() {
        var stage = Stage.answering()
        let leg = stage.call()
        stage.run()
        #expect(stage.parties[0].notes == ["progress 180", "answered"])
        #expect(stage.parties[1].notes == ["arrived", "confirmed"])
        stage.command(0, .hangUp(leg, reason: nil))
        stage.run()
        #expect(stage.parties[0].notes.last == "ended by us")
        #expect(stage.parties[1].notes.last == "ended by peer")
        #expect(
            stage.lines == [
                "0 INVITE sip:accueil@192.0.2.2:5060 SIP/2.0", "1 SIP/2.0 100 Trying",
                "1 SIP/2.0 180 Ringing", "1 SIP/2.0 200 OK",
                "0 ACK sip:allo@192.0.2.2:5060 SIP/2.0", "0 BYE sip:allo@192.0.2.2:5060 SIP/2.0",
                "1 SIP/2.0 200 OK",
            ])
        #expect(stage.leftovers() == [.empty, .empty])
    }
}

import SIP
import Testing

/// A description in the form of a kind of phone, and what we take of it.
struct PhoneDescription: Sendable, CustomTestStringConvertible {
    let kind: String
    let streams: Int
    let codec: AudioCodec
    let payloadType: UInt8
    let telephoneEvent: UInt8?
    let lines: String

    var bytes: [UInt8] { Array(lines.replacing("\n", with: "\r\n").utf8) }
    var testDescription: String { kind }

    static let all = [
        PhoneDescription(
            kind: "baresip", streams: 1, codec: .pcmu, payloadType: 0, telephoneEvent: 101,
            lines: """
                v=0
                o=- 3813230411 1247326042 IN IP4 192.0.2.7
                s=-
                c=IN IP4 192.0.2.7
                t=0 0
                a=tool:baresip 1.0.0
                m=audio 12040 RTP/AVP 96 0 8 101
                a=rtpmap:96 opus/48000/2
                a=fmtp:96 stereo=1;sprop-stereo=1
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=rtcp:12041
                a=rtcp-rsize
                a=ssrc:2784235633 cname:sip:anne@192.0.2.7
                a=minptime:20
                a=ptime:20
                a=sendrecv
                a=label:1

                """),
        PhoneDescription(
            kind: "linphone", streams: 2, codec: .pcmu, payloadType: 0, telephoneEvent: 99,
            lines: """
                v=0
                o=anne 2876 3094 IN IP4 192.0.2.7
                s=Talk
                c=IN IP4 192.0.2.7
                b=AS:380
                t=0 0
                a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics
                m=audio 7078 RTP/AVP 96 97 98 0 8 101 99
                a=rtpmap:96 opus/48000/2
                a=fmtp:96 useinbandfec=1
                a=rtpmap:97 speex/16000
                a=fmtp:97 vbr=on
                a=rtpmap:98 speex/8000
                a=fmtp:98 vbr=on
                a=rtpmap:101 telephone-event/48000
                a=rtpmap:99 telephone-event/8000
                m=video 9078 RTP/AVP 96
                a=rtpmap:96 VP8/90000

                """),
        PhoneDescription(
            kind: "pjsua", streams: 1, codec: .g722, payloadType: 9, telephoneEvent: 120,
            lines: """
                v=0
                o=- 3878912345 3878912345 IN IP4 192.0.2.7
                s=pjmedia
                b=AS:117
                t=0 0
                a=X-nat:0
                m=audio 4000 RTP/AVP 98 97 99 104 3 9 0 8 96 120
                c=IN IP4 192.0.2.7
                b=TIAS:96000
                a=rtcp:4001 IN IP4 192.0.2.7
                a=sendrecv
                a=rtpmap:98 speex/16000
                a=rtpmap:97 speex/8000
                a=rtpmap:99 speex/32000
                a=rtpmap:104 iLBC/8000
                a=fmtp:104 mode=30
                a=rtpmap:3 GSM/8000
                a=rtpmap:9 G722/8000
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:120 telephone-event/8000
                a=fmtp:120 0-16
                a=rtpmap:96 telephone-event/16000
                a=ssrc:1521357846 cname:5f2a

                """),
        PhoneDescription(
            kind: "Asterisk", streams: 1, codec: .pcma, payloadType: 8, telephoneEvent: 101,
            lines: """
                v=0
                o=- 1195225373 1195225373 IN IP4 192.0.2.7
                s=Asterisk
                c=IN IP4 192.0.2.7
                t=0 0
                m=audio 18116 RTP/AVP 8 0 101
                a=rtpmap:8 PCMA/8000
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                a=ptime:20
                a=maxptime:140
                a=sendrecv

                """),
        PhoneDescription(
            kind: "Cisco", streams: 1, codec: .pcma, payloadType: 8, telephoneEvent: 101,
            lines: """
                v=0
                o=CiscoSystemsSIP-GW-UserAgent 99999999999999999999999 6157 IN IP4 192.0.2.7
                s=SIP Call
                c=IN IP4 192.0.2.7
                t=0 0
                m=audio 17214 RTP/AVP 18 8 101 19
                c=IN IP4 192.0.2.7
                a=rtpmap:18 G729/8000
                a=fmtp:18 annexb=no
                a=rtpmap:8 PCMA/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                a=rtpmap:19 CN/8000
                a=ptime:20

                """),
        PhoneDescription(
            kind: "a phone without maps", streams: 1, codec: .pcmu, payloadType: 0,
            telephoneEvent: nil,
            lines: "v=0\no=x 1 1 IN IP4 192.0.2.7\nc=IN IP4 192.0.2.7\nm=audio 8000 RTP/AVP 0 8"),
        PhoneDescription(
            kind: "a phone with numbers of its own", streams: 1, codec: .pcma, payloadType: 100,
            telephoneEvent: 8,
            lines: """
                v=0
                c=IN IP4 192.0.2.7
                m=audio 8000 RTP/AVP 100 8
                a=rtpmap:100 pcma/8000/1
                a=rtpmap:8 TELEPHONE-EVENT/8000
                """),
    ]
}

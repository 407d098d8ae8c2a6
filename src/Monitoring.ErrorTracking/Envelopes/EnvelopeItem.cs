using System.Buffers;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>
/// One item of an envelope: a payload and the header before it. It refers to the memory of the envelope's body, which must stay
/// unchanged for as long as the item is used.
/// </summary>
/// <remarks>May hold personal data. <see langword="default"/> is an empty item of an unknown type.</remarks>
public readonly struct EnvelopeItem
{
    internal EnvelopeItem(EnvelopeItemKind kind, RawJson header, ReadOnlySequence<byte> payload, int index)
    {
        Kind = kind;
        Header = header;
        Payload = payload;
        Index = index;
    }

    /// <summary>The type of the item, when it is a known one.</summary>
    public EnvelopeItemKind Kind { get; }

    /// <summary>The payload: any bytes.</summary>
    public ReadOnlySequence<byte> Payload { get; }

    /// <summary>The whole header of the item as it came, unknown attributes included.</summary>
    public RawJson Header { get; }

    /// <summary>The place of the item in the envelope, from 0, broken items counted.</summary>
    public int Index { get; }

    /// <summary>The name of the type on the wire, also of an unknown one.</summary>
    public string TypeName => Kind is EnvelopeItemKind.Unknown or EnvelopeItemKind.ProfileChunk ? GetText("type") ?? "" : Kind.Name();

    /// <summary>The name of an attached file as the sender gave it; it must not be used as a path.</summary>
    public string? FileName => GetText("filename");

    /// <summary>The media type of the payload as the sender gave it.</summary>
    public string? ContentType => GetText("content_type");

    /// <summary>The role of an attachment, such as <c>event.attachment</c> or <c>event.minidump</c>.</summary>
    public string? AttachmentType => GetText("attachment_type");

    /// <summary>An attribute of the header by its name, known or not; absent when the header has none.</summary>
    public RawJson GetAttribute(string name) => JsonObjects.Find(Header, name);

    /// <summary>The payload in one piece: the received memory when it lies there in one piece, else a copy.</summary>
    public ReadOnlyMemory<byte> GetPayload() => Payload.IsSingleSegment ? Payload.First : Payload.ToArray();

    private string? GetText(string name) => JsonObjects.FindText(Header, name);
}

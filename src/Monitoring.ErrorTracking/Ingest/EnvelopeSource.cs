using System.Buffers;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Sees every kind of body as an envelope: the store's event and the browser's report are envelopes of one item.</summary>
internal sealed class EnvelopeSource(IOptions<ErrorTrackingOptions> options)
{
    private const string EnvelopeType = "application/x-sentry-envelope";

    private readonly bool _strict = options.Value.StrictEnvelopes;

    private readonly EnvelopeLimits _limits = new()
    {
        MaxBytes = options.Value.MaxDecompressedBytes,
        MaxItems = options.Value.MaxItems,
        MaxEventBytes = options.Value.MaxEventBytes,
        MaxAttachmentBytes = options.Value.MaxAttachmentBytes,
    };

    /// <summary>Whether the request's body is an envelope, which may hold the key in its header.</summary>
    public static bool IsEnvelope(IngestRequest request) => request.Endpoint switch
    {
        IngestEndpoint.Envelope => true,
        IngestEndpoint.Store => request.ContentType?.StartsWith(EnvelopeType, StringComparison.OrdinalIgnoreCase) == true,
        _ => false,
    };

    /// <summary>Reads the body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body, decompressed.</param>
    /// <param name="refusal">Why it is refused as a whole, where the problems do not say it.</param>
    public EnvelopeReadResult Read(IngestRequest request, ReadOnlyMemory<byte> body, out Refusal? refusal)
    {
        refusal = null;
        return request.Endpoint switch
        {
            _ when IsEnvelope(request) => EnvelopeReader.Read(body, _limits, _strict),
            IngestEndpoint.CheckIn => One(EnvelopeItemKind.CheckIn, CheckInBody.ToPayload(request, body), null),
            IngestEndpoint.UserReport => One(EnvelopeItemKind.UserReport, UserReportBody.ToPayload(request, body, out var eventId), eventId),
            IngestEndpoint.Minidump => UploadSource.ReadMinidump(request, body, _limits, out refusal),
            IngestEndpoint.Attachments => UploadSource.ReadAttachments(request, body, _limits, out refusal),
            _ => ReadEvent(request, body),
        };
    }

    private static EnvelopeReadResult One(EnvelopeItemKind kind, ReadOnlyMemory<byte> payload, EventId? eventId) => new()
    {
        Header = new EnvelopeHeader { Raw = default, EventId = eventId },
        Items = [new EnvelopeItem(kind, default, new ReadOnlySequence<byte>(payload), 0)],
        Problems = [],
    };

    private EnvelopeReadResult ReadEvent(IngestRequest request, ReadOnlyMemory<byte> body)
    {
        var kind = request.Endpoint == IngestEndpoint.Security ? EnvelopeItemKind.RawSecurity
            : request.Endpoint == IngestEndpoint.Nel ? EnvelopeItemKind.Nel
            : EnvelopeItemKind.Event;
        var problem = body.IsEmpty ? Problem(EnvelopeProblemCode.EmptyBody, "The body is empty.")
            : body.Length > _limits.MaxPayloadBytes(kind) ? Problem(EnvelopeProblemCode.TooLarge, "The event is too large.")
            : null;
        return new EnvelopeReadResult
        {
            Header = new EnvelopeHeader { Raw = default },
            Items = problem is null ? [new EnvelopeItem(kind, default(RawJson), new ReadOnlySequence<byte>(body), 0)] : ImmutableArray<EnvelopeItem>.Empty,
            Problems = problem is null ? [] : [problem],
        };
    }

    private static EnvelopeProblem Problem(EnvelopeProblemCode code, string message) => new() { Code = code, Message = message, Offset = 0, IsFatal = true };
}

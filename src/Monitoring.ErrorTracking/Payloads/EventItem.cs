using Monitoring.ErrorTracking.Envelopes;

namespace Monitoring.ErrorTracking.Payloads;

/// <summary>An event as it was received: the JSON, and the kind of item that it was.</summary>
internal readonly record struct EventItem(EnvelopeItemKind Kind, ReadOnlyMemory<byte> Json);

using System.Collections.Immutable;
using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Alerts;

/// <summary>An occurrence of an alert: from when it fires until it is over. What comes later with the same labels is another one.</summary>
internal sealed record Alert
{
    public required LabelSet Labels { get; init; }

    public LabelFingerprint Fingerprint => LabelFingerprint.Of(Labels);

    public required AlertSpan Span { get; init; }

    public required ImmutableSortedDictionary<string, string> Annotations { get; init; }

    public string? GeneratorUrl { get; init; }

    /// <summary>How many messages have been of this occurrence.</summary>
    public long Messages { get; init; } = 1;

    public bool IsResolvedAt(DateTimeOffset instant) => Span.IsResolvedAt(instant);

    /// <summary>The alert after a message: the same occurrence where both overlap, and a new one otherwise.</summary>
    public static Alert After(Alert? known, AlertMessage message, DateTimeOffset now, TimeSpan resolveTimeout)
    {
        var span = message.SpanAt(now, resolveTimeout);
        var came = new Alert { Labels = message.Labels, Span = span, Annotations = message.Annotations, GeneratorUrl = message.GeneratorUrl };
        return known is not null && known.Span.Overlaps(span) ? came with { Span = AlertSpan.Merge(known.Span, span), Messages = known.Messages + 1 } : came;
    }
}

using System.ComponentModel;
using Monitoring.ErrorTracking.Discards;

namespace Monitoring.AspNetCore.Api.Discards;

[Description("A fingerprint whose events are dropped before they are stored.")]
internal sealed record DiscardedHashDocument
{
    public required string Fingerprint { get; init; }

    [Description("The issue that it belonged to; gone by now.")]
    public required string IssueId { get; init; }

    [Description("What the issue was called.")]
    public required string Title { get; init; }

    [Description("Who discarded it.")]
    public required string ActorId { get; init; }

    public required DateTimeOffset At { get; init; }

    public static DiscardedHashDocument Of(DiscardedHash discarded) => new()
    {
        Fingerprint = discarded.Hash.ToString(),
        IssueId = discarded.IssueId.ToString(),
        Title = discarded.Title,
        ActorId = discarded.ActorId,
        At = discarded.At,
    };
}

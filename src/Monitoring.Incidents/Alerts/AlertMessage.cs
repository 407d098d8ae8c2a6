using System.Collections.Immutable;
using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Alerts;

/// <summary>What a sender says of an alert.</summary>
internal sealed record AlertMessage
{
    public required LabelSet Labels { get; init; }

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>When it began, if the sender says so.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it ended or will be taken for ended, if the sender says so.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Where the sender shows it.</summary>
    public string? GeneratorUrl { get; init; }

    /// <summary>When the alert fires, as far as this message goes.</summary>
    /// <param name="now">When the message came.</param>
    /// <param name="resolveTimeout">After which time an alert without an end is taken for ended, unless it comes again.</param>
    public AlertSpan SpanAt(DateTimeOffset now, TimeSpan resolveTimeout)
    {
        var start = StartsAt ?? (EndsAt < now ? EndsAt.Value : now);
        return new AlertSpan(start, EndsAt ?? now + resolveTimeout, now, IsTimeout: EndsAt is null);
    }

    /// <summary>What is wrong with it, if something is: it is refused then, and its neighbours are not.</summary>
    public string? FindProblem() => this switch
    {
        { Labels.Count: 0 } => "an alert without a label that has a value",
        _ when EndsAt < StartsAt => $"the alert {Labels} ends at {EndsAt:O}, before it starts at {StartsAt:O}",
        _ => null,
    };
}

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>The names of outcomes.</summary>
public static class OutcomeKinds
{
    /// <summary>The name that answers and metrics use, such as <c>rate_limited</c>.</summary>
    public static string Name(this OutcomeKind kind) => kind switch
    {
        OutcomeKind.Accepted => "accepted",
        OutcomeKind.Filtered => "filtered",
        OutcomeKind.RateLimited => "rate_limited",
        OutcomeKind.Invalid => "invalid",
        OutcomeKind.Abuse => "abuse",
        OutcomeKind.ClientDiscard => "client_discard",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such outcome."),
    };

    /// <summary>Finds an outcome by its name.</summary>
    public static bool TryParse(string? name, out OutcomeKind kind)
    {
        foreach (var candidate in Enum.GetValues<OutcomeKind>())
        {
            if (candidate.Name() == name)
            {
                kind = candidate;
                return true;
            }
        }

        kind = default;
        return false;
    }
}

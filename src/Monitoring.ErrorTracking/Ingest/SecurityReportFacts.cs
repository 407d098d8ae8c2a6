namespace Monitoring.ErrorTracking.Ingest;

/// <summary>What the request says about a browser's report.</summary>
internal sealed record SecurityReportFacts
{
    public string? Release { get; init; }

    public string? Environment { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Takes them from the query, where <c>sentry_release</c> and <c>sentry_environment</c> stand, and the headers.</summary>
    public static SecurityReportFacts Of(IngestRequest request) => new()
    {
        Release = Find(request.Query, "sentry_release"),
        Environment = Find(request.Query, "sentry_environment"),
        UserAgent = request.UserAgent,
    };

    private static string? Find(string? query, string name)
    {
        var text = query.AsSpan().TrimStart('?');
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            var equals = pair.IndexOf('=');
            if (equals > 0 && pair[..equals].SequenceEqual(name))
            {
                return Uri.UnescapeDataString(pair[(equals + 1)..]);
            }
        }

        return null;
    }
}

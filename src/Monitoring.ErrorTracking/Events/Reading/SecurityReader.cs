using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads a report about a security policy: kept whole as text, with the attributes that grouping needs.</summary>
internal static class SecurityReader
{
    public static SecurityReport? Read(ref JsonCursor json, EventScope scope, string kind)
    {
        var report = scope.ReadRawObject(ref json, "", Limits.Whole);
        if (!report.HasValue)
        {
            return null;
        }

        var violated = Find(report, scope, "violated_directive", "violated-directive", "violatedDirective");
        var effective = Find(report, scope, "effective_directive", "effective-directive", "effectiveDirective");
        return new SecurityReport
        {
            Kind = kind,
            Report = report,
            EffectiveDirective = effective ?? violated?.Split(' ', 2)[0],
            ViolatedDirective = violated,
            BlockedUri = Find(report, scope, "blocked_uri", "blocked-uri", "blockedURL"),
            DocumentUri = Find(report, scope, "document_uri", "document-uri", "documentURL"),
            SourceFile = Find(report, scope, "source_file", "source-file", "sourceFile"),
            HostName = Find(report, scope, "hostname"),
        };
    }

    /// <summary>A text under the name of the protocol or one of the names that browsers use.</summary>
    private static string? Find(RawJson report, EventScope scope, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (JsonObjects.FindText(report, name) is { } text)
            {
                return scope.Cut(name, text, Limits.Message);
            }
        }

        return null;
    }
}
